"""What a profile lacks, and what each thing brings."""

import pytest

from creators.queries import completeness_of
from creators.queries.onboarding import steps_of
from tests.factories.creators import (
    NUMBERS,
    ChannelFactory,
    CreatorFactory,
    MeasurementFactory,
    PhotoFactory,
    RateFactory,
    complete,
)

pytestmark = pytest.mark.django_db


def done(creator):
    return {item.code for item in completeness_of(creator).items if item.done}


def states(creator, section):
    return [(step.code, step.state) for step in steps_of(creator, section)]


def test_an_empty_profile_lacks_everything_and_says_why():
    found = completeness_of(CreatorFactory(display_name="", birth_date=None, languages=[], home_country=""))
    assert (found.percent, found.is_publishable) == (0, False)
    assert [item.code for item in found.missing] == [
        *["name", "birth_date", "niche", "style", "channel", "engagement", "audience", "photo", "rate"]
    ]
    assert all(item.why and item.href.startswith("/creator/") for item in found.items)


def test_numbers_count_only_when_they_are_shared_on_a_live_channel_and_give_a_rate(nour):
    channel = ChannelFactory(creator=nour)
    MeasurementFactory(channel=channel, is_private=True, **NUMBERS)
    MeasurementFactory(channel=channel, median_engagement_20=None)
    MeasurementFactory(channel=channel, followers=0)
    assert not done(nour) & {"engagement", "audience"}
    MeasurementFactory(channel=channel)
    assert done(nour) & {"engagement", "audience"} == {"engagement"}
    MeasurementFactory(channel=channel, followers=None, audience_ages={"18-24": 10_000})
    assert done(nour) & {"engagement", "audience"} == {"engagement", "audience"}
    channel.removed_at = channel.created_at
    channel.save()
    assert not done(nour) & {"channel", "engagement", "audience"}


def test_an_inactive_rate_is_none(nour):
    RateFactory(creator=nour, is_active=False)
    assert "rate" not in done(nour)


def test_all_channels_must_be_proven_to_be_called_proven(nour):
    ChannelFactory(creator=nour, proven=True)
    assert "proof" in done(nour)
    ChannelFactory(creator=nour)
    assert "proof" not in done(nour)


def test_consent_is_an_item_at_sixteen_and_seventeen_only(nour):
    from tests.creators.test_profiles import born

    asked = {}
    for years in (15, 16, 17, 18):
        nour.birth_date = born(years)
        asked[years] = "consent" in [item.code for item in completeness_of(nour).items]
    assert asked == {15: False, 16: True, 17: True, 18: False}


def test_the_steps_follow_the_profile_and_vanish_once_it_was_published(nour, lea):
    names = ["profile", "channels", "numbers", "rates", "photos", "publish"]
    assert states(None, "profile") == list(zip(names, ["current", *["todo"] * 5], strict=True))
    PhotoFactory(creator=nour)
    assert dict(states(nour, "channel"))["photos"] == "done"
    assert dict(states(nour, "channel"))["channels"] == "current"
    complete(nour)
    assert [state for _name, state in states(nour, "overview")] == [*["done"] * 5, "current"]
    assert steps_of(lea, "profile") is None
    assert steps_of(nour, "availability") is None


@pytest.mark.parametrize("count", [1, 3])
def test_completeness_costs_the_same_for_every_profile(django_assert_num_queries, nour, count):
    for _number in range(count):
        MeasurementFactory(channel=ChannelFactory(creator=nour))
        RateFactory(creator=nour, channel=ChannelFactory(creator=nour))
    with django_assert_num_queries(1):
        completeness_of(nour)
