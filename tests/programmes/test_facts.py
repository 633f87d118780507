"""What programmes read of creators: one channel, or the person with all of theirs; and how near they are."""

import datetime

import pytest

from marketplace.accounts.personal_data import export_of
from marketplace.eligibility import Fact, RuleSet, Voice, explain
from marketplace.programmes.actions.standings import refresh
from marketplace.programmes.models import Standing
from marketplace.programmes.queries import facts as room
from marketplace.programmes.queries.facts import adds_facts, known_of, merged
from marketplace.programmes.queries.observed import facts_from, observed
from marketplace.programmes.queries.progress import progress_of
from tests.factories.accounts import PersonFactory
from tests.factories.creators import ChannelFactory, PhotoFactory, complete
from tests.factories.programmes import a_programme
from tests.factories.standings import AGE, DAY, FOLLOWERS, instant, on_tiktok, somebody

pytestmark = pytest.mark.django_db
D = datetime.date
TODAY = D(2026, 11, 22)
NOON = instant("2026-11-22")


def test_a_channel_without_a_country_is_where_its_creator_lives():
    creator = somebody(home_country="BE")
    ChannelFactory(creator=creator, country="")
    ChannelFactory(creator=creator, country="CH")
    [known] = known_of([creator], NOON)
    assert [facts["country"].value for _channel, facts in known.channels] == ["BE", "CH"]
    assert (known.person["country"].value, known.day) == ("BE", TODAY)


def test_a_person_without_channels_is_known_all_the_same():
    [known] = known_of([somebody(birth_date=D(2000, 1, 1))], NOON)
    assert (known.channels, known.person["age_years"].value) == ((), 26)
    assert known.person["profile_fields"].value == frozenset()


def test_what_is_filled_in():
    creator = somebody()
    complete(creator)
    PhotoFactory(creator=creator)
    [known] = known_of([creator], NOON)
    every = {"niche", "style", "audience", "engagement", "photo", "rates"}
    assert known.person["profile_fields"].value == known.channels[0][1]["profile_fields"].value == every


def test_how_channels_become_one_account_of_a_person():
    def channel(followers, **more):
        return {code: Fact(value, TODAY, "declared") for code, value in {"followers": followers, **more}.items()}

    big = channel(9, platform="tiktok", country="IT", is_business=False, community_standing="good", views_30d=1)
    small = channel(5, platform="youtube", country="FR", is_business=True, community_standing="restricted", views_30d=7)
    old = {"views_30d": Fact(99, TODAY - 61 * DAY, "declared")}
    found = merged({}, [small, big, old], TODAY)
    values = {code: fact.value for code, fact in found.items()}
    assert values == {
        "followers": 9, "country": "IT", "is_business": True,
        "community_standing": "restricted", "views_30d": 7}  # fmt: skip
    home = {"home_country": Fact("BE", TODAY, "profile")}
    assert merged(home, [big], TODAY)["country"].value == "BE"


def test_other_parts_of_the_room_add_facts():
    creator = somebody()
    programme = a_programme(rules={"invited": {"op": "invited", "measure": "invited"}})

    @adds_facts
    def invitations(known, programmes):
        return {(one.creator.pk, programme.pk): {"invited": Fact(True, TODAY, "staff")} for one in known}

    try:
        refresh(creator=creator, at=NOON)
    finally:
        room._adders.remove(invitations)
    assert Standing.objects.get().observed["invited"] == [True, "2026-11-22", "staff"]


def test_facts_are_the_same_after_they_were_kept():
    facts = {"followers": Fact(2**62, TODAY, "declared"), "niches": Fact(frozenset({"b", "a"}), TODAY, "profile"),
             "is_public": Fact(False, None, ""), "granted:entry.1": Fact(True, TODAY, "exemption")}  # fmt: skip
    assert facts_from(observed(facts, facts)) == facts


@pytest.mark.parametrize(("rules", "expected"), [
    ({"all": [FOLLOWERS, AGE]}, 4_000),
    ({"any": [FOLLOWERS, {"measure": "views_30d", "op": "gte", "value": 1}]}, 4_000),
    ({"atleast": 2, "of": [FOLLOWERS, AGE, {"measure": "is_public", "op": "eq", "value": True}]}, 4_000),
    ({"all": [{**FOLLOWERS, "op": "lte", "value": 1_000}]}, 2_500),
    ({"all": [{**FOLLOWERS, "op": "gt", "value": 3_999}]}, 10_000),
    ({"all": [{**FOLLOWERS, "op": "eq", "value": 0}]}, 0),
    ({"all": [{**FOLLOWERS, "op": "in", "value": [1]}]}, 0),
    ({"all": [{"measure": "country", "op": "eq", "value": "FR"}]}, 0),
    ({"all": [{**FOLLOWERS, "informational": True}]}, 10_000),
    ({"all": []}, 10_000),
])  # fmt: skip
def test_progress(rules, expected):
    rule_set = RuleSet.parse(rules)
    facts = {"followers": Fact(4_000, TODAY), "age_years": Fact(20, TODAY), "country": Fact("IT", TODAY)}
    assert progress_of(rule_set, explain(rule_set, facts, TODAY, voice=Voice.CREATOR)) == expected


def test_an_export_has_ones_own_standings_and_nobody_elses():
    creator, other = somebody(zone="UTC", birth_date=D(2000, 1, 1)), somebody()
    for one in (creator, other):
        on_tiktok(one, 4_000, "2026-11-01")
    a_programme(rules={"followers": FOLLOWERS, "age": AGE})
    refresh(creator=creator, at=NOON)
    refresh(creator=other, at=NOON)
    mine = export_of(creator.person)["programmes"]
    assert [(one["programme"], one["outcome"], one["progress_bp"]) for one in mine["standings"]] == [
        ("fund", "FAIL", 4_000)
    ]
    assert [(one["from"], one["to"], one["cause"]) for one in mine["history"]] == [(None, "FAIL", "first")]
    assert mine["standings"][0]["observed"]["age_years"][0] == 26
    assert export_of(PersonFactory())["programmes"] == {}
