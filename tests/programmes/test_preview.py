"""What a proposed text would do: exact counts over everybody who is published or not claimed yet."""

import datetime

import pytest
from django.utils import timezone

from creators.models import Creator
from marketplace.programmes.models import RuleProposal
from marketplace.programmes.queries import everybody
from marketplace.programmes.queries.preview import Relaxed, effect_of, milder
from marketplace.taxonomy.models import Platform
from tests.factories.creators import ChannelFactory, CreatorFactory, MeasurementFactory
from tests.factories.programmes import a_programme, a_version, an_opening
from tests.factories.standings import FOLLOWERS

pytestmark = pytest.mark.django_db
MORE = FOLLOWERS | {"value": 20_000}


@pytest.fixture
def tiktok():
    return Platform.objects.get(code="tiktok")


@pytest.fixture
def fund(tiktok):
    return a_programme(platform=tiktok, rules={"followers": FOLLOWERS})


def someone(*followers, country="FR", **more):
    """An unclaimed creator with a channel for each number of followers (None: not known)."""
    creator = CreatorFactory(unclaimed=True, **more)
    for number in followers:
        channel = ChannelFactory(creator=creator, country=country)
        if number is not None:
            MeasurementFactory(channel=channel, followers=number)
    return creator


def proposal(programme, body, code="followers", **more):
    day = timezone.now().date() + datetime.timedelta(days=1)
    return RuleProposal(programme=programme, rule_code=code, body=body, valid_from=day, **more)


def effect(programme, body, code="followers", **more):
    one = proposal(programme, body, code, **more)
    return effect_of(one, everybody.read(programme.platform_id, timezone.now().date()))


def counts(**known):
    return {tier: known.get(tier, 0) for tier in everybody.TIERS}


def test_who_loses_who_is_near_and_what_milder_thresholds_would_do(fund):
    for number in (9_999, 10_000, 15_000, 18_000, 19_999, 20_000, 100_000, 2_000_000, None):
        someone(number)
    found = effect(fund, MORE)
    assert (found.creators, found.before, found.after, found.unknown) == (9, 7, 3, 1)
    assert (found.gained, found.lost) == (counts(), counts(middle=4))
    assert found.alone == counts(small=1, middle=4, unknown=1)
    assert found.relaxed == (Relaxed(18_000, 2, 0), Relaxed(15_000, 3, 0), Relaxed(10_000, 4, 0))
    assert found.near == 2
    assert found.as_json()["lost"] == counts(middle=4)


def test_who_gains_and_how_many_of_them_are_small(fund):
    for number in (4_500, 5_000, 9_999, 10_000):
        someone(number)
    found = effect(fund, FOLLOWERS | {"value": 5_000})
    assert (found.gained, found.lost, found.after) == (counts(small=2), counts(), 3)
    assert found.relaxed[0] == Relaxed(4_500, 1, 1)


def test_a_creator_counts_once_with_the_best_channel(fund):
    someone(100, 30_000)
    someone(15_000, None)
    found = effect(fund, MORE)
    assert (found.creators, found.before, found.after, found.unknown) == (2, 2, 1, 1)
    assert found.lost == counts(middle=1)


def test_only_those_of_the_platform_who_are_seen_or_not_claimed(fund):
    someone(30_000)
    draft = CreatorFactory()
    MeasurementFactory(channel=ChannelFactory(creator=draft), followers=30_000)
    gone = someone(30_000)
    Creator.objects.filter(pk=gone.pk).update(removed_at=timezone.now(), state="removed")
    elsewhere = CreatorFactory(unclaimed=True)
    other = ChannelFactory(creator=elsewhere, platform=Platform.objects.get(code="youtube"))
    MeasurementFactory(channel=other, followers=30_000)
    assert effect(fund, MORE).creators == 1


def test_each_is_judged_by_the_rules_of_their_country(fund):
    a_version(fund, "followers", FOLLOWERS | {"value": 50_000}, country="DE")
    an_opening(fund, "FR")
    an_opening(fund, "DE")
    for country in ("FR", "DE", "IT"):
        someone(30_000, country=country)
    found = effect(fund, FOLLOWERS | {"value": 25_000}, country="DE")
    assert (found.before, found.after, found.gained) == (1, 2, counts(middle=1))


def test_the_end_of_a_rule_and_a_new_one(fund):
    someone(9_000)
    someone(20_000)
    ended = effect(fund, None)
    assert (ended.before, ended.after, ended.gained, ended.relaxed) == (1, 2, counts(small=1), ())
    public = effect(fund, {"measure": "is_business", "op": "eq", "value": True}, "business")
    assert (public.before, public.after, public.unknown, public.near) == (1, 0, 1, None)


def test_nobody_misses_three_by_a_tenth(fund):
    someone(2)
    found = effect(fund, MORE | {"value": 3})
    assert (found.relaxed, found.near) == ((Relaxed(2, 1, 1),), 0)


def test_a_text_of_a_far_day_is_counted_with_the_figures_of_today(fund):
    someone(15_000)
    one = proposal(fund, MORE)
    one.valid_from = datetime.date(2040, 1, 1)
    found = effect_of(one, everybody.read(fund.platform_id, timezone.now().date()))
    assert (found.on, found.before, found.after) == (one.valid_from, 1, 0)
    an_opening(fund, closes_on=datetime.date(2039, 1, 1))
    found = effect_of(one, everybody.read(fund.platform_id, timezone.now().date()))
    assert (found.before, found.after, found.gained) == (0, 0, counts())


def test_nobody_at_all(fund):
    found = effect(fund, MORE)
    assert (found.creators, found.before, found.after, found.alone) == (0, 0, 0, counts())


@pytest.mark.parametrize(("body", "steps"), [
    (MORE, [18_000, 15_000, 10_000]),
    (MORE | {"op": "lte"}, [22_000, 25_000, 30_000]),
    (MORE | {"value": 1}, []),
    (MORE | {"value": 3}, [2]),
    (MORE | {"value": 3, "op": "lte"}, [4]),
    (MORE | {"op": "between", "value": [1, 2]}, []),
    ({"any": [MORE, FOLLOWERS]}, []),
    ({"measure": "age_years", "op": "gte", "value": 18}, []),
    (None, []),
])  # fmt: skip
def test_only_a_threshold_that_is_nobodys_secret_is_relaxed(body, steps):
    assert milder(body) == steps
