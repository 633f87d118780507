"""A creator's own standings: grouped, nearest first, with gaps, paces, sources and history; and what if."""

import datetime

import pytest
from django.utils import timezone

from creators.models import Creator
from marketplace.eligibility import Outcome
from marketplace.programmes.actions.standings import refresh
from marketplace.programmes.enums import Cause, Kind, ProgrammeState, Space
from marketplace.programmes.models import RuleSetRecord, StandingChange
from marketplace.taxonomy.models import Platform
from tests.factories.accounts import PersonFactory, local_today
from tests.factories.creators import ChannelFactory, CreatorFactory, MeasurementFactory
from tests.factories.programmes import a_programme, an_opening
from tests.programmes.test_pages import shown, words

pytestmark = pytest.mark.django_db
MINE_QUERIES = 22
FOLLOWERS = {"measure": "followers", "op": "gte", "value": 10_000}
AGE = {"measure": "age_years", "op": "gte", "value": 18}


def ago(days):
    return local_today() - datetime.timedelta(days=days)


@pytest.fixture
def creator():
    """8,760 followers now, 8,000 twenty-eight days ago; 28 years old."""
    channel = ChannelFactory(handle="mina", creator=CreatorFactory())
    MeasurementFactory(channel=channel, as_of=ago(28), followers=8_000)
    MeasurementFactory(channel=channel, as_of=ago(0), followers=8_760)
    return channel.creator


def fund(slug="fund", need=10_000, **more):
    rules = {"followers": {**FOLLOWERS, "value": need}, "age": AGE}
    return a_programme(slug, platform=Platform.objects.get(code="tiktok"), rules=rules, **more)


def mine(client, creator, **query):
    client.force_login(creator.person)
    return shown(client, "/creator/programmes/", **query)


def grouped(page):
    return {
        name: [one.answer.programme.slug for one in found] for name, found in page.context["groups"].items() if found
    }


def test_programmes_are_grouped_by_outcome_the_nearest_first(client, creator):
    fund("far", 100_000)
    fund("near", 10_000)
    fund("there", 8_760)
    an_opening(fund("over", 1), closes_on=ago(9))
    unknown = {"views": {"measure": "views_30d", "op": "gte", "value": 1}}
    a_programme("views", platform=Platform.objects.get(code="tiktok"), rules=unknown)
    fund("draft", state=ProgrammeState.DRAFT)
    assert grouped(mine(client, creator)) == {
        "qualifies": ["there"], "not_yet": ["near", "far"], "unknown": ["views"], "closed": ["over"],
    }  # fmt: skip


def test_a_gap_tells_how_far_since_when_from_whom_and_how_long(client, creator):
    fund()
    text = words(mine(client, creator))
    # 1,240 at 760 in 28 days: 46 days
    for told in ("8,760 of 10,000: 1,240 missing", "Declared", "At your pace of the last 30 days, about 7 weeks.",
                 "Once you reach 10,000, add a measurement.", "87%"):  # fmt: skip
        assert told in text


def test_without_a_second_shared_measurement_no_pace_is_told(client):
    channel = ChannelFactory()
    MeasurementFactory(channel=channel, as_of=ago(28), followers=8_000, is_private=True)
    MeasurementFactory(channel=channel, as_of=ago(0), followers=8_760)
    fund()
    text = words(mine(client, channel.creator))
    assert "1,240 missing" in text
    assert "At your pace" not in text


def test_the_best_channel_answers_and_the_others_can_be_asked(client, creator):
    other = ChannelFactory(creator=creator, handle="second")
    MeasurementFactory(channel=other, followers=10_000)
    programme = fund()
    page = mine(client, creator)
    assert grouped(page) == {"qualifies": ["fund"]}
    assert page.context["groups"]["qualifies"][0].answer.channel == other
    first = creator.channels.get(handle="mina").public_id
    assert shown(client, f"/creator/programmes/{programme.slug}/").context["answer"].outcome is Outcome.PASS
    page = shown(client, f"/creator/programmes/{programme.slug}/", channel=str(first))
    assert page.context["answer"].outcome is Outcome.FAIL
    for wrong in ("x", str(ChannelFactory().public_id)):
        shown(client, f"/creator/programmes/{programme.slug}/", status=404, channel=wrong)


def test_what_if_says_which_programmes_would_open_and_stores_nothing(client, creator):
    fund("near", 10_000)
    fund("far", 100_000)
    page = mine(client, creator, followers="10 000")
    assert [(one.answer.programme.slug, one.opens) for one in page.context["supposed"]] == [
        ("near", True),
        ("far", False),
    ]
    assert "10,000 followers; 100,000 are needed: 90,000 missing" in words(page)
    assert mine(client, creator, followers="9999").context["supposed"][0].opens is False
    assert grouped(mine(client, creator)) == {"not_yet": ["near", "far"]}


def test_what_if_one_turns_eighteen(client, creator):
    Creator.objects.update(birth_date=timezone.now().date().replace(year=timezone.now().year - 17, day=1))
    fund("near", 8_000)
    assert grouped(mine(client, creator)) == {"not_yet": ["near"]}
    assert mine(client, creator, age_years="18").context["supposed"][0].opens is True


@pytest.mark.parametrize("typed", ["many", "-1", "9" * 30])
def test_what_cannot_be_supposed_is_said_and_kept(client, creator, typed):
    fund()
    client.force_login(creator.person)
    page = shown(client, "/creator/programmes/", status=422, followers=typed)
    assert (page.context["supposed"], list(page.context["what_if"].errors)) == (None, ["followers"])
    assert f'value="{typed}"' in page.content.decode()


def test_pupils_programmes_are_for_those_of_that_age(client, creator):
    a_programme("mentoring", kind=Kind.MENTORING, space=Space.PUPILS, rules={"age": {**AGE, "value": 12}})
    assert grouped(mine(client, creator)) == {}
    Creator.objects.update(birth_date=ago(17 * 366))
    assert grouped(mine(client, creator)) == {"qualifies": ["mentoring"]}
    creator.person.uses_brand_side = True
    creator.person.save()
    assert grouped(mine(client, creator)) == {}


def test_without_a_channel_there_is_a_way_on(client):
    fund()
    page = mine(client, CreatorFactory())
    assert "Add a channel first" in words(page)
    assert "You have no channel on TikTok" in words(shown(client, "/creator/programmes/fund/"))


def test_who_has_no_profile_is_led_to_one(client):
    client.force_login(PersonFactory())
    assert client.get("/creator/programmes/").headers["Location"] == "/creator/"
    shown(client, f"/creator/programmes/{fund().slug}/", status=404)


def test_the_history_is_the_creators_own(client, creator):
    programme, record = fund(), RuleSetRecord.objects.create(hash="h", body={"all": []})
    other = CreatorFactory()
    for one, start, end in ((creator, Outcome.UNKNOWN, Outcome.FAIL), (other, None, Outcome.PASS)):
        StandingChange.objects.create(programme=programme, creator=one, rule_set=record, as_of=ago(3), outcome=end,
                                      shown_outcome=end, from_outcome=start, cause=Cause.FACTS)  # fmt: skip
    client.force_login(creator.person)
    page = shown(client, "/creator/programmes/fund/")
    assert [(past.change.from_outcome, past.change.outcome) for past in page.context["changes"]] == [(1, 0)]
    text = words(page)
    assert "Your figures or profile changed" in text
    assert f"?on={ago(3).isoformat()}" in page.content.decode()


def test_the_history_tells_what_was_missing_then_from_what_was_kept(client, creator):
    programme = fund()
    refresh(creator=creator)
    MeasurementFactory(channel=creator.channels.get(), as_of=ago(0), followers=10_000)
    refresh(creator=creator)
    programme.rules.get(code="followers").versions.update(valid_to=ago(-9))
    client.force_login(creator.person)
    page = shown(client, "/creator/programmes/fund/")
    missing = ["You have 8,760 followers; 10,000 are needed: 1,240 missing."]
    assert [past.missing for past in page.context["changes"]] == [[], missing]
    kept = page.context["changes"][1].change
    for told in (missing[0], "newest figures of", kept.rule_set.hash[:12]):
        assert told in words(page)


def test_the_overview_shows_the_nearest(client, creator):
    fund()
    client.force_login(creator.person)
    assert 'hx-get="/dashboard/programmes/"' in client.get("/dashboard/").content.decode()
    part = client.get("/dashboard/programmes/", headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert 'href="/creator/programmes/fund/"' in part
    assert client.get("/dashboard/programmes/").headers["Location"] == "/creator/programmes/"


def test_campaigns_and_programmes_are_one_click_apart(client, creator):
    client.force_login(creator.person)
    assert 'href="/creator/programmes/"' in client.get("/creator/campaigns/").content.decode()
    assert 'href="/creator/campaigns/"' in client.get("/creator/programmes/").content.decode()


def test_the_list_takes_a_fixed_number_of_queries(client, creator, django_assert_num_queries):
    client.force_login(creator.person)
    for number in range(3):
        fund(f"fund-{number}")
        if number != 1:
            with django_assert_num_queries(MINE_QUERIES):
                client.get("/creator/programmes/")
