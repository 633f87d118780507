"""The rule builder of a campaign, as a browser without scripts uses it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from brands.models import Campaign

pytestmark = pytest.mark.django_db

FOLLOWERS = {"code": "r1", "measure": "followers", "op": "gte", "value": 10_000}


@pytest.fixture
def editor(client, olive, campaign):
    """Olive's rules page: `editor.post(data)`, `editor.get()`."""
    client.force_login(olive)
    url = reverse("brands:campaign_rules", args=[campaign.public_id])

    class Page:
        def get(self):
            return client.get(url).content.decode()

        def post(self, data):
            return client.post(url, {"n0-kind": "all", **data})

    return Page()


def store(campaign, *rules):
    Campaign.objects.filter(pk=campaign.pk).update(rules={"all": list(rules)})


def stored(campaign):
    campaign.refresh_from_db()
    return campaign.rules


def row(number, measure, parent=0, **fields):
    sent = {f"n{number}-in": parent, f"n{number}-measure": measure}
    return sent | {f"n{number}-{name}": value for name, value in fields.items()}


def test_a_rule_is_written_in_the_words_and_units_of_people(editor, campaign):
    answer = editor.post(
        {"node": ["1", "2", "3", "4"]}
        | row(1, "followers", op="between", value="10 000", high="50,000")
        | row(2, "audience_country_bp", key="FR", op="gte", value="32,5")
        | row(3, "languages", op="has_any", value=["fr", "en"])
        | row(4, "is_business", op="eq", value="no", informational="on")
    )
    assert answer.status_code == 302
    assert stored(campaign)["all"] == [
        {"code": "r1", "measure": "followers", "op": "between", "value": [10_000, 50_000]},
        {"code": "r2", "measure": "audience_country_bp:FR", "op": "gte", "value": 3_250},
        {"code": "r3", "measure": "languages", "op": "has_any", "value": ["en", "fr"]},
        {"code": "r4", "measure": "is_business", "op": "eq", "value": False, "informational": True},
    ]


def test_what_is_stored_is_shown_as_it_was_written(editor, campaign):
    store(campaign, FOLLOWERS, {"code": "r2", "measure": "engagement_rate_bp", "op": "gte", "value": 350})
    shown = editor.get()
    assert 'name="n1-value" value="10000"' in shown
    assert 'name="n2-value" value="3.5"' in shown


def test_saving_unchanged_rules_is_no_new_version(editor, campaign):
    group = {"atleast": 1, "of": [FOLLOWERS | {"code": "r2"}]}
    store(campaign, {"code": "r1", "measure": "country", "op": "eq", "value": "FR"}, group)
    before = stored(campaign)
    sent = {"node": ["1", "2", "3"], "n2-in": "0", "n2-kind": "atleast", "n2-k": "1"}
    sent |= row(1, "country", op="eq", value=["FR"], code="r1")
    answer = editor.post(sent | row(3, "followers", parent=2, op="gte", value="10000", code="r2"))
    assert answer.status_code == 302
    version = campaign.version
    assert stored(campaign) == before
    assert campaign.version == version


def test_dates_and_exemptions_written_elsewhere_stay(editor, campaign):
    dated = FOLLOWERS | {"valid_from": "2026-01-01", "source": "the brief"}
    store(campaign, dated)
    editor.post({"node": "1"} | row(1, "followers", op="gte", value="20000", code="r1"))
    assert stored(campaign)["all"] == [dated | {"value": 20_000}]


def test_every_wrong_row_is_named_with_what_to_change_and_nothing_typed_is_lost(editor, campaign):
    answer = editor.post(
        {"node": ["1", "2"]}
        | row(1, "followers", op="gte", value="ten thousand")
        | row(2, "views_30d", op="between", value="20", high="10")
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Rule 1, Followers</a> – “ten thousand” is not a number. Write it in digits." in shown
    assert "Rule 2, Views in 30 days</a> – The first number is greater than the second: swap them." in shown
    assert 'value="ten thousand"' in shown
    assert 'name="n2-high" value="10"' in shown
    assert stored(campaign) == {"all": []}


def test_a_blank_row_is_left_out_and_an_empty_group_is_not(editor, campaign):
    assert editor.post({"node": "1"} | row(1, "")).status_code == 302
    assert stored(campaign) == {"all": []}
    answer = editor.post({"node": ["1", "2"], "n1-in": "0", "n1-kind": "any"} | row(2, "", parent=1))
    assert answer.status_code == 422
    assert "Group</a> – This group is empty: add a rule or remove the group." in answer.content.decode()


@pytest.mark.parametrize(
    ("wish", "present", "absent"),
    [
        ("rule:0", ["n1-value", "n2-value", "n3-measure"], ["n4-measure"]),
        ("group:0", ["n1-value", "n2-value", "n3-kind", "n4-measure"], ["n5-measure"]),
        ("remove:1", ["n2-value"], ["n1-value"]),
        ("refresh", ["n1-value", "n2-value"], ["n3-measure"]),
        ("remove:99", ["n1-value", "n2-value"], []),
        ("explode:0", ["n1-value", "n2-value"], []),
    ],
)
def test_buttons_change_the_form_and_save_nothing(editor, campaign, wish, present, absent):
    sent = row(1, "followers", op="gte", value="half typ") | row(2, "posts_30d", op="gte", value="4")
    answer = editor.post({"node": ["1", "2"], "do": wish} | sent)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert [name for name in present if f'name="{name}"' not in shown] == []
    assert [name for name in absent if f'name="{name}"' in shown] == []
    assert "is not a number" not in shown
    assert ('value="half typ"' in shown) is (wish != "remove:1")
    assert stored(campaign) == {"all": []}


def test_another_measure_shows_the_fields_that_fit_it(editor):
    shown = editor.post({"node": "1", "do": "refresh"} | row(1, "country", op="gte", value="10")).content.decode()
    assert '<option value="in" ' in shown or '<option value="in">' in shown
    assert 'name="n1-value" value="FR"' in shown
    assert '<option value="gte"' not in shown


def test_groups_nest_three_deep_and_no_deeper(editor):
    sent = {"node": ["1", "2"], "n1-in": "0", "n1-kind": "any", "n2-in": "1", "n2-kind": "all", "do": "refresh"}
    shown = editor.post(sent).content.decode()
    assert 'value="group:0"' in shown
    assert 'value="group:1"' in shown
    assert 'value="group:2"' not in shown
    assert 'value="rule:2"' in shown


@pytest.mark.parametrize("who", ["rival", "kim", None])
def test_the_rules_of_a_draft_do_not_exist_for_others(client, request, campaign, who):
    url = reverse("brands:campaign_rules", args=[campaign.public_id])
    if who:
        client.force_login(request.getfixturevalue(who))
    answer = client.post(url, {"n0-kind": "all", "node": "1"} | row(1, "followers", op="gte", value="1"))
    assert answer.status_code == (404 if who else 302)
    assert stored(campaign) == {"all": []}


def test_a_viewer_reads_and_does_not_write_rules(client, vera, campaign):
    client.force_login(vera)
    url = reverse("brands:campaign_rules", args=[campaign.public_id])
    assert client.get(url).status_code == 403


def test_the_rules_of_everybody_are_told(editor):
    shown = editor.get()
    assert "The minimum age is 16." in shown
    assert "Creators of 16 and 17 need a parent’s consent, which our team looks at." in shown
    assert "A public channel is needed." in shown


def test_what_was_typed_stays_when_the_campaign_was_closed_meanwhile(editor, campaign):
    Campaign.objects.filter(pk=campaign.pk).update(
        state="closed", published_at=timezone.now(), closed_at=timezone.now()
    )
    answer = editor.post({"node": "1"} | row(1, "followers", op="gte", value="12 345"))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "This campaign is closed; duplicate it to start again." in shown
    assert 'value="12 345"' in shown
    assert stored(campaign) == {"all": []}
