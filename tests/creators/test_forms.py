"""Fields understand what people write."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from creators.forms import MeasurementForm
from creators.forms.fields import CountField, PercentField, RankedField, TenthsField
from creators.forms.shares import FixedSharesField, NamedSharesField

COUNTRIES = [("FR", "France"), ("BE", "Belgium"), ("CH", "Switzerland")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", None),
        ("0", 0),
        ("12400", 12_400),
        ("12 400", 12_400),
        ("12\u202f400", 12_400),
        ("12\u00a0400", 12_400),
        ("12,400", 12_400),
        ("12.400", 12_400),
        ("1,234,567", 1_234_567),
        ("12.4k", 12_400),
        ("12,4 K", 12_400),
        ("60.3M", 60_300_000),
        ("1,2Md", 1_200_000_000),
        ("2b", 2_000_000_000),
        ("١٢", 12),
    ],
)
def test_a_count_is_read_as_people_write_it(text, count):
    assert CountField().clean(text) == count


@pytest.mark.parametrize("text", ["-1", "1.5", "12,40", "1.2345k", "k", "abc", "1e5", "1,23,456", "NaN", "²"])
def test_what_is_no_count_is_refused_with_the_text(text):
    with pytest.raises(ValidationError) as refusal:
        CountField().clean(text)
    assert text in refusal.value.messages[0]


@pytest.mark.parametrize(
    ("text", "shares"), [("62", 6_200), ("62,5 %", 6_250), ("0.25%", 25), ("100", 10_000), ("", None)]
)
def test_a_percentage_becomes_basis_points(text, shares):
    assert PercentField().clean(text) == shares


@pytest.mark.parametrize("text", ["-3", "1.234", "half", "12,5,1", "12345"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(ValidationError):
        PercentField().clean(text)


def test_hours_have_one_decimal():
    assert [TenthsField(required=False).clean(text) for text in ("12", "12,5", "0.1", "")] == [120, 125, 1, None]
    with pytest.raises(ValidationError):
        TenthsField().clean("1.25")


def test_a_ranked_choice_keeps_its_order_and_closes_gaps():
    field = RankedField(labels=["Main one", "Number 2", "Number 3"], empty="None", choices=COUNTRIES, required=False)
    assert field.clean(["BE", "", "FR"]) == ["BE", "FR"]
    assert field.clean(["", "", ""]) == []
    for wrong in (["FR", "FR", ""], ["XX", "", ""]):
        with pytest.raises(ValidationError):
            field.clean(wrong)


def test_shares_of_a_closed_list():
    field = FixedSharesField(choices=[("female", "Women"), ("male", "Men")])
    assert field.clean(["60", "40,5"]) == {"female": 6_000, "male": 4_050}
    assert field.clean(["60", ""]) == {"female": 6_000}
    assert field.clean(["", ""]) == {}


def test_shares_of_an_open_list_and_the_rest():
    field = NamedSharesField(count=2, line_label="Country", rest_label="All others")
    field.offer(COUNTRIES, "Choose a country")
    assert field.clean(["FR", "70", "BE", "20", "10"]) == {"FR": 7_000, "BE": 2_000, "other": 1_000}
    assert field.clean(["", "", "", "", ""]) == {}
    for half in (["FR", "", "", "", ""], ["", "70", "", "", ""], ["FR", "70", "FR", "30", ""]):
        with pytest.raises(ValidationError):
            field.clean(half)


def test_a_form_shows_again_exactly_what_was_typed():
    typed = "as_of=2026-13-45&followers=12,4&audience_countries_0_key=FR&audience_countries_0_share=sixty"
    form = MeasurementForm(QueryDict(typed))
    assert not form.is_valid()
    assert sorted(form.errors) == ["as_of", "audience_countries", "followers"]
    html = form.as_div()
    assert 'value="2026-13-45"' in html
    assert 'value="12,4"' in html
    assert 'value="sixty"' in html
    assert '<option value="FR" selected>' in html
