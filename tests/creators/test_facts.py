"""What rules and scores get to know about a channel and its creator."""

import datetime

import pytest
from django.utils import timezone

from creators.models import Channel, Creator
from creators.queries import facts_for, facts_of_many
from marketplace.eligibility import RuleSet, explain
from marketplace.eligibility.facts import Fact
from marketplace.taxonomy.models import Niche
from tests.factories.creators import (
    NUMBERS,
    ChannelFactory,
    ConsentFactory,
    CreatorFactory,
    MeasurementFactory,
    RateFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 15)
#: What the factories' measurements hold and a bare one does not.
BARE = {"followers": None, "median_engagement_20": None, "median_views_20": None}


def measure(channel, as_of, **values):
    return MeasurementFactory(channel=channel, as_of=as_of, **{**BARE, **values})


@pytest.fixture
def channel(nour):
    return ChannelFactory(creator=nour)


def test_each_number_comes_from_the_newest_measurement_that_holds_it(channel):
    earlier, later = DAY - datetime.timedelta(days=30), DAY
    measure(channel, earlier, source="declared", **{**NUMBERS, "followers": 40_000})
    measure(channel, later, source="fetched", followers=60_000)
    facts = facts_for(channel, DAY)
    assert facts["followers"] == Fact(60_000, later, "fetched")
    assert facts["median_views_20"] == Fact(12_000, earlier, "declared")
    # The rate belongs to one day: 2,000 of 40,000, never of the 60,000 of another day.
    assert facts["engagement_rate_bp"] == Fact(500, earlier, "declared")


def test_of_one_day_the_later_record_counts(channel):
    measure(channel, DAY, followers=10)
    measure(channel, DAY, followers=1_000)
    assert facts_for(channel, DAY)["followers"].value == 1_000


def test_what_was_measured_later_was_not_known_then(channel):
    measure(channel, DAY, followers=10)
    measure(channel, DAY + datetime.timedelta(days=1), followers=20)
    assert facts_for(channel, DAY)["followers"].value == 10
    assert "followers" not in facts_for(channel, DAY - datetime.timedelta(days=1))


def test_private_numbers_are_not_used(channel):
    measure(channel, DAY, followers=10)
    measure(channel, DAY, followers=99, is_private=True)
    assert facts_for(channel, DAY)["followers"].value == 10


def test_unknown_is_absent_and_zero_is_zero(channel):
    measure(channel, DAY, followers=0, posts_30d=0)
    facts = facts_for(channel, DAY)
    assert (facts["followers"].value, facts["posts_30d"].value) == (0, 0)
    assert not {"views_30d", "engagement_rate_bp", "account_age_days", "community_standing"} & set(facts)


def test_an_audience_list_is_taken_whole_and_the_rest_is_nobody(channel):
    measure(channel, DAY - datetime.timedelta(days=9), audience_countries={"FR": 5_000, "DE": 5_000})
    measure(channel, DAY, audience_countries={"FR": 7_000, "other": 3_000}, audience_genders={"other": 10_000})
    shares = {code: fact.value for code, fact in facts_for(channel, DAY).items() if code.startswith("audience")}
    assert shares == {"audience_country_bp:FR": 7_000, "audience_gender_bp:other": 10_000}


def test_niches_bring_their_ancestors(nour, channel):
    niche = Niche.objects.filter(depth=2).first()
    nour.creator_niches.create(niche=niche, position=0)
    assert facts_for(channel, DAY)["niches"].value == frozenset(niche.path)
    assert len(niche.path) == 3


@pytest.mark.parametrize(
    ("birth_date", "age"),
    [(datetime.date(2008, 6, 15), 18), (datetime.date(2008, 6, 16), 17), (datetime.date(2004, 2, 29), 22)],
)
def test_only_the_age_leaves_the_profile(channel, birth_date, age):
    Creator.objects.update(birth_date=birth_date)
    facts = facts_for(Channel.objects.get(), DAY)
    assert facts["age_years"].value == age
    assert birth_date not in [fact.value for fact in facts.values()]
    assert ("parental_consent" in facts) == (age < 18)


def test_consent_counts_within_its_dates_and_once_confirmed(ines, channel):
    Creator.objects.update(birth_date=datetime.date(2009, 1, 1))
    consent = ConsentFactory(creator=channel.creator, starts_on=DAY, ends_on=DAY)

    def known(day):
        return facts_for(Channel.objects.get(), day)["parental_consent"].value

    assert known(DAY) is False
    consent.confirmed_at, consent.confirmed_by = timezone.now(), ines
    consent.save()
    day = datetime.timedelta(days=1)
    assert [known(DAY - day), known(DAY), known(DAY + day)] == [False, True, False]


@pytest.mark.parametrize(
    ("state", "start", "end", "known"),
    [
        ("open", None, None, "open"),
        ("open", DAY, DAY, "open"),
        ("open", DAY + datetime.timedelta(days=1), None, "busy"),
        ("open", None, DAY - datetime.timedelta(days=1), "busy"),
        ("not_looking", DAY, None, "not_looking"),
    ],
)
def test_availability_is_that_of_the_day(channel, state, start, end, known):
    Creator.objects.update(availability=state, available_from=start, available_until=end)
    assert facts_for(Channel.objects.get(), DAY)["availability"].value == known


def test_a_channels_own_price_takes_the_place_of_the_general_one(nour, channel):
    RateFactory(creator=nour, amount_minor=100)
    RateFactory(creator=nour, amount_minor=250, channel=channel)
    RateFactory(creator=nour, amount_minor=999, channel=ChannelFactory(creator=nour))
    RateFactory(creator=nour, amount_minor=1, is_active=False, currency="USD")
    prices = {code: fact.value for code, fact in facts_for(channel, DAY).items() if code.startswith("rate")}
    assert prices == {"rate_minor:sponsored_video:EUR": 250}


def test_of_an_unclaimed_profile_nothing_is_taken_for_granted():
    channel = ChannelFactory(creator=CreatorFactory(unclaimed=True, home_country="", languages=[]), country="")
    assert set(facts_for(channel, DAY)) == {"platform"}


def test_rules_read_these_facts(channel):
    measure(channel, DAY, **NUMBERS)
    rules = {
        "all": [
            {"code": "size", "measure": "followers", "op": "gte", "value": 10_000},
            {"code": "france", "measure": "audience_country_bp:FR", "op": "gte", "value": 7_001},
            {"code": "age", "measure": "age_years", "op": "gte", "value": 18},
        ]
    }
    verdict = explain(RuleSet.parse(rules), facts_for(channel, DAY), DAY)
    assert [(found.code, found.outcome.name) for found in verdict.criteria] == [
        ("size", "PASS"),
        ("france", "FAIL"),
        ("age", "PASS"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_many_channels_cost_no_more_queries_than_one(django_assert_num_queries, nour, count):
    for _number in range(count):
        measure(ChannelFactory(creator=nour), DAY, **NUMBERS)
    channels = list(Channel.objects.all())
    with django_assert_num_queries(8):
        assert len(facts_of_many(channels, DAY)) == count
