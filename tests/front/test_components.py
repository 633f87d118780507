"""Components say what they must, in both languages, whatever they are given."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.models import Job, JobState
from marketplace.core.templatetags.charts import in_tenths
from marketplace.eligibility import Fact, RuleSet, explain

NBSP, THIN = "\u00a0", "\u202f"


def render(source, **context):
    return " ".join(Template(source).render(Context(context)).split())


def test_the_first_of_a_month_is_the_first_in_french():
    day = {"day": date(2021, 12, 1)}
    with translation.override("fr"):
        assert ">1er déc. 2021<" in render("{% when day %}", **day)
        assert ">1er décembre 2021<" in render("{% when day 'long' %}", **day)
        assert ">11 déc. 2021<" in render("{% when day %}", day=date(2021, 12, 11))
    with translation.override("en"):
        assert ">1 Dec 2021<" in render("{% when day %}", **day)


@pytest.mark.parametrize(
    ("source", "english", "french"),
    [
        ("{{ 125000|money:'EUR' }}", "€1,250", f"1{THIN}250{NBSP}€"),
        ("{{ 12400|compact }}", "12.4K", f"12,4{NBSP}k"),
        ("{{ 1204300|compact }}", "1.2M", f"1,2{NBSP}M"),
        ("{{ 930|compact }}", "930", "930"),
        ("{{ 999999|compact }}", "1M", f"1{NBSP}M"),
        ("{{ 450|percent }}", "4.5%", f"4,5{THIN}%"),
        ("{{ 3000|percent }}", "30%", f"30{THIN}%"),
        ("{{ 8240|points }}", "82.4", "82,4"),
        ("{{ 1204300|number }}", "1,204,300", f"1{THIN}204{THIN}300"),
        ("{{ nothing|number }}{{ nothing|money:'EUR' }}{{ nothing|percent }}", "———", "———"),
    ],
)
def test_numbers_are_written_as_in_the_language(source, english, french):
    with translation.override("en"):
        assert render(source, nothing=None) == english
    with translation.override("fr"):
        assert Template(source).render(Context({"nothing": None})) == french


@pytest.mark.parametrize("outcome", ["PASS", "FAIL", "UNKNOWN", "EXEMPT", "REVIEW", "CLOSED", "NOT_YET_OPEN"])
def test_a_verdict_is_colour_and_icon_and_word(outcome):
    html = render("{% verdict outcome %}", outcome=outcome)
    assert "<svg" in html
    assert f"verdict-{ {'NOT_YET_OPEN': 'closed'}.get(outcome, outcome.lower()) }" in html
    assert len(html.rsplit("<span>", 1)[1].split("</span>")[0]) > 3


def test_a_criterion_shows_what_was_observed_needed_and_missing():
    rules = RuleSet.parse({"all": [{"measure": "audience_age_bp:18-24", "op": "gte", "value": 3_000}]})
    facts = {"audience_age_bp:18-24": Fact(2_400, date(2026, 3, 14), "declared")}
    [result] = explain(rules, facts, date(2026, 3, 15)).criteria
    html = render("{% criterion result %}", result=result)
    for text in ("24%", "≥ 30%", "6 points", "Declared", "14 Mar 2026", "Not met", 'datetime="2026-03-14"'):
        assert text in html


def test_a_criterion_without_data_says_so_and_shows_no_number():
    rules = RuleSet.parse({"all": [{"measure": "followers", "op": "gte", "value": 3_000}]})
    [result] = explain(rules, {}, date(2026, 3, 15)).criteria
    html = render("{% criterion result %}", result=result)
    assert "criterion-unknown" in html
    assert "Observed" not in html
    assert "not known" in html.lower()


def test_the_parts_of_a_score_stand_side_by_side_and_add_up():
    parts = [
        {"code": "a", "label": "A", "points": 2_700, "weight": 3_000},
        {"code": "b", "label": "B", "points": 1_540, "weight": 7_000},
    ]
    html = render("{% score_bar 4240 parts %}", parts=parts)
    assert '<rect class="part-1" x="0" y="0" width="2700"' in html
    assert '<rect class="part-2" x="2700" y="0" width="1540"' in html
    assert "27.0 of 30" in html
    assert "42.4 of 100" in html


@given(st.lists(st.integers(0, 3_000), min_size=1, max_size=6))
def test_points_as_written_add_up_to_the_score_as_written(points):
    shown = in_tenths(points)
    assert sum(shown) == 10 * round(sum(points) / 10)
    assert all(abs(one - exact) < 10 for one, exact in zip(shown, points, strict=True))


def test_a_chart_leaves_a_gap_where_a_value_is_not_known():
    points = [(date(2026, 1, day), value) for day, value in [(1, 10), (2, 20), (3, None), (4, 30)]]
    html = render("{% line_chart points 'Followers' %}", points=points)
    assert html.count("<polyline") == 2
    assert html.count("<tr>") == 5
    assert "style=" not in html


def test_a_running_job_polls_and_a_finished_one_rests():
    running = Job(state=JobState.RUNNING, done=3_200, total=5_000)
    html = render("{% job_progress job href='/x/' label='Matching' %}", job=running)
    assert 'hx-get="/x/"' in html
    assert 'value="64"' in html
    assert "3,200 / 5,000" in html
    done = Job(state=JobState.DONE, done=5_000, total=5_000)
    html = render("{% job_progress job href='/x/' done_href='/y/' done_label='See' %}", job=done)
    assert "hx-get" not in html
    assert '<a href="/y/">See</a>' in html


class Form(forms.Form):
    email = forms.EmailField(help_text="Never shown.")
    kinds = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False)
    agree = forms.BooleanField()


def test_a_field_links_its_help_and_its_errors():
    form = Form({"email": "x"})
    html = render("{{ form }}", form=form)
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_helptext"' in html
    assert 'id="id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label class="label" for="id_email">' in html
    assert html.count('class="optional"') == 1
    assert "<fieldset" in html


def test_affixes_and_chips():
    html = render("{% field form.email prefix='€' %}{% field form.kinds chips=True %}", form=Form())
    assert '<span class="affix-text">€</span>' in html
    assert "field-chips" in html


def test_what_people_write_is_escaped():
    evil = "<script>alert(1)</script>"
    source = (
        "{% card evil %}{{ evil }}{% endcard %}{% avatar evil %}{% button evil %}{% stat evil evil %}{% copy evil %}"
    )
    html = render(source, evil=evil)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 5


def test_a_component_refuses_what_it_does_not_know():
    with pytest.raises(TemplateSyntaxError, match="does not know"):
        render("{% card 'A' colour='red' %}{% endcard %}")
    with pytest.raises(TemplateSyntaxError, match="needs"):
        render("{% stat 'A' %}")


@pytest.mark.parametrize(
    ("name", "letters"), [("Léa Martin", "LM"), ("noé", "N"), ("", "·"), ("Anne-Marie de Brie", "AB")]
)
def test_initials(name, letters):
    assert render("{{ name|initials }}", name=name) == letters


def test_a_meter_names_what_is_missing_and_why():
    items = [{"label": "Photo", "done": True}, {"label": "Rate", "done": False, "href": "/rates/", "why": "Most ask."}]
    html = render("{% meter 50 'Profile' items=items %}", items=items)
    assert '<a href="/rates/">Rate</a>' in html
    assert "Most ask." in html
    assert 'value="50"' in html


def test_buttons_take_attributes_and_say_their_type():
    html = render("{% button 'Go' hx_post='/x/' name='a' value='b' disabled=True %}")
    assert 'type="submit"' in html
    assert 'hx-post="/x/"' in html
    assert "disabled>" in html
    assert render("{% button 'Go' href='/x/' %}").startswith("<a ")


def test_more_of_a_list_is_a_plain_link_first():
    html = render("{% load_more '/x/?after=3' target='#rows' %}")
    assert 'href="/x/?after=3"' in html
    assert 'hx-get="/x/?after=3"' in html
