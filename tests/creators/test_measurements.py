"""Adding numbers: what is refused, what is kept, what they become."""

import datetime

import pytest
from django.utils import timezone

from creators.actions import channels, measurements
from creators.actions.hold import ChannelRemoved
from creators.models import Measurement
from creators.numbers import LARGEST
from creators.policies import NotYours
from marketplace.accounts.policies import Suspended
from marketplace.activity.models import Event
from marketplace.activity.record import SYSTEM
from marketplace.core.errors import Invalid
from tests.factories.accounts import PersonFactory
from tests.factories.creators import NUMBERS, ChannelFactory, CreatorFactory, document_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(nour):
    return ChannelFactory(creator=nour)


def today():
    """Today in Paris, where the cast lives."""
    from zoneinfo import ZoneInfo

    return timezone.now().astimezone(ZoneInfo("Europe/Paris")).date()


def add(channel, **values):
    return measurements.add(actor=channel.creator.person, channel=channel, **{"as_of": today(), **values})


def refused(channel, **values):
    with pytest.raises(Invalid) as refusal:
        add(channel, **values)
    assert Measurement.objects.count() == 0
    return refusal.value.errors


def test_numbers_are_recorded_with_their_day_source_and_author(channel):
    row = add(channel, **NUMBERS)
    assert (row.source, row.recorded_by, row.as_of) == ("declared", channel.creator.person, today())
    assert (row.followers, row.audience_countries["FR"], row.following) == (50_000, 7_000, None)
    event = Event.objects.get(verb="creators.measurement_added")
    assert (event.subject_id, event.data["measurement_id"]) == (channel.creator_id, row.pk)


def test_a_correction_is_a_second_row_and_the_first_stays(channel):
    add(channel, followers=10)
    add(channel, followers=1_000)
    assert list(channel.measurements.newest_first().values_list("followers", flat=True)) == [1_000, 10]


@pytest.mark.parametrize(
    ("followers", "engagement", "rate"),
    [(50_000, 2_000, 400), (3, 1, 3_333), (0, 5, None), (None, 5, None), (100, None, None), (100, 0, 0)],
)
def test_the_engagement_rate_is_computed_from_the_same_day_in_basis_points(channel, followers, engagement, rate):
    row = add(channel, followers=followers, median_engagement_20=engagement, posts_30d=1)
    assert row.engagement_rate_bp == rate


def test_the_engagement_rate_cannot_be_given(channel):
    with pytest.raises(TypeError):
        add(channel, engagement_rate_bp=900)


@pytest.mark.parametrize("name", sorted(LARGEST))
def test_a_number_has_a_largest_and_a_smallest_sensible_value(channel, name):
    assert list(refused(channel, **{name: LARGEST[name] + 1})) == [name]
    assert list(refused(channel, **{name: -1})) == [name]
    assert getattr(add(channel, **{name: LARGEST[name]}), name) == LARGEST[name]


@pytest.mark.parametrize(
    ("part", "whole"),
    [("posts_30d", "posts_total"), ("likes_30d", "likes_total"), ("median_engagement_20", "median_views_20")],
)
def test_a_part_is_not_larger_than_its_whole(channel, part, whole):
    assert list(refused(channel, **{part: 11, whole: 10})) == [part]
    assert add(channel, **{part: 10, whole: 10}).pk


def test_the_day_lies_between_the_opening_of_the_account_and_today(channel):
    channel.account_created_on = today() - datetime.timedelta(days=10)
    channel.save()
    assert list(refused(channel, followers=1, as_of=today() + datetime.timedelta(days=1))) == ["as_of"]
    assert list(refused(channel, followers=1, as_of=today() - datetime.timedelta(days=11))) == ["as_of"]
    assert add(channel, followers=1, as_of=today() - datetime.timedelta(days=10)).pk


def test_the_future_begins_where_the_creator_is(nour):
    from unittest.mock import patch

    eastern = CreatorFactory(person=PersonFactory(time_zone="Pacific/Auckland"))
    late = datetime.datetime(2026, 3, 1, 20, tzinfo=datetime.UTC)
    with patch("django.utils.timezone.now", return_value=late):
        tomorrow = datetime.date(2026, 3, 2)
        assert add(ChannelFactory(creator=eastern), followers=1, as_of=tomorrow).as_of == tomorrow
        with pytest.raises(Invalid):
            add(ChannelFactory(creator=nour), followers=1, as_of=tomorrow)


def test_nothing_is_not_a_measurement(channel):
    assert list(refused(channel)) == ["followers"]
    assert list(refused(channel, followers=None, audience_ages={})) == ["followers"]


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ({"FR": 9_600}, "These shares add up to 96%: 4% is missing."),
        ({"FR": 6_000, "BE": 4_250}, "These shares add up to 102.5%: that is 2.5% too much."),
        ({"FR": 5_000, "ZZ": 5_000}, "Not known: ZZ."),
        ({"FR": 11_000, "BE": -1_000}, "Each share is a percentage: at least 0, at most 100."),
    ],
)
def test_an_audience_list_says_what_is_wrong_with_it(channel, shares, message):
    assert refused(channel, audience_countries=shares) == {"audience_countries": [message]}


@pytest.mark.parametrize(
    ("shares", "fits"),
    [
        ({"female": 6_500, "male": 3_500}, True),
        ({"female": 6_500, "male": 3_400}, True),
        ({"female": 6_500, "male": 3_399}, False),
        ({"female": 6_500, "male": 3_600}, True),
        ({"female": 6_500, "male": 3_601}, False),
        ({"female": 10_000}, True),
        ({"female": 9_949}, False),
    ],
)
def test_two_lines_may_miss_a_hundred_by_half_a_point_each(channel, shares, fits):
    if fits:
        assert add(channel, audience_genders=shares).audience_genders == shares
    else:
        assert list(refused(channel, audience_genders=shares)) == ["audience_genders"]


def test_a_long_list_may_miss_a_hundred_by_two_points_and_no_more(channel):
    ages = {"13-17": 1_000, "18-24": 3_000, "25-34": 2_000, "35-44": 2_000, "45-54": 1_000, "55-64": 800}
    assert add(channel, audience_ages=ages).pk
    with pytest.raises(Invalid):
        add(channel, audience_ages={**ages, "55-64": 799})


def test_a_proof_makes_the_measurement_proven_and_is_stored_under_a_name_of_ours(channel):
    row = add(channel, followers=5, proof=document_file("my secret.pdf"))
    assert row.source == "proof"
    assert row.proof.name.startswith("private/proofs/")


def test_a_proof_without_a_file_is_none(channel):
    assert list(refused(channel, followers=1, source="proof")) == ["proof"]


def test_private_numbers_tell_nobody(channel):
    add(channel, followers=5, is_private=True)
    assert not Event.objects.filter(verb="creators.measurement_added").exists()
    assert Measurement.objects.shared().count() == 0


@pytest.mark.parametrize("source", ["fetched", "imported"])
def test_only_the_product_says_that_numbers_were_fetched_or_imported(channel, source):
    with pytest.raises(measurements.NotTheirSource):
        add(channel, followers=5, source=source)
    row = measurements.add(actor=SYSTEM, channel=channel, as_of=today(), source=source, followers=5)
    assert (row.source, row.recorded_by) == (source, None)


def test_who_may_not_add_numbers(channel, lea):
    with pytest.raises(NotYours):
        measurements.add(actor=lea.person, channel=channel, as_of=today(), followers=1)
    person = channel.creator.person
    person.suspended_at = timezone.now()
    with pytest.raises(Suspended):
        measurements.add(actor=person, channel=channel, as_of=today(), followers=1)
    channels.remove(actor=SYSTEM, channel=channel)
    with pytest.raises(ChannelRemoved):
        measurements.add(actor=SYSTEM, channel=channel, as_of=today(), followers=1)
    assert channel.measurements.count() == 0
