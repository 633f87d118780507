"""What the database itself refuses."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from creators.models import Channel, Creator, CreatorNiche, Measurement
from marketplace.accounts.models import Person
from marketplace.taxonomy.models import Niche, Platform

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def channel():
    creator = Creator.objects.create(source="list.csv", display_name="Ana")
    return Channel.objects.create(creator=creator, platform=Platform.objects.get(code="tiktok"), handle="ana")


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_an_unclaimed_profile_is_discoverable_and_cannot_be_published():
    creator = Creator.objects.create(source="list.csv", display_name="Ana")
    refused(lambda: Creator.objects.filter(pk=creator.pk).update(state="published", published_at="2026-01-01T00:00Z"))
    assert list(Creator.objects.discoverable()) == [creator]
    assert list(Creator.objects.published()) == []


def test_a_published_profile_has_a_name_and_a_date_and_leaves_discovery_when_its_person_is_suspended():
    person = Person.objects.create_user("ana@example.org")
    creator = Creator.objects.create(person=person)
    assert list(Creator.objects.discoverable()) == []
    refused(lambda: Creator.objects.filter(pk=creator.pk).update(state="published"))
    Creator.objects.filter(pk=creator.pk).update(
        state="published", display_name="Ana", published_at="2026-01-01T00:00Z"
    )
    assert list(Creator.objects.discoverable()) == [creator]
    Person.objects.filter(pk=person.pk).update(suspended_at="2026-01-02T00:00Z")
    assert list(Creator.objects.discoverable()) == []


def test_rows_are_spread_over_buckets():
    creator = Creator.objects.create()
    creator.refresh_from_db()
    assert creator.bucket == creator.pk % 256


def test_a_handle_is_lower_case_and_used_once_a_platform_until_it_is_removed(channel):
    again = {"creator": channel.creator, "platform": channel.platform, "handle": "ana"}
    refused(lambda: Channel.objects.create(**{**again, "handle": "Ana"}))
    refused(lambda: Channel.objects.create(**again))
    Channel.objects.filter(pk=channel.pk).update(removed_at="2026-01-01T00:00Z")
    assert Channel.objects.create(**again).pk != channel.pk


def test_at_most_five_niches():
    creator = Creator.objects.create()
    niches = list(Niche.objects.all()[:6])
    for position, niche in enumerate(niches[:5]):
        CreatorNiche.objects.create(creator=creator, niche=niche, position=position)
    refused(lambda: CreatorNiche.objects.create(creator=creator, niche=niches[5], position=5))


def test_a_measurement_is_never_negative_and_a_proof_has_a_file(channel):
    known = {"channel": channel, "as_of": DAY, "source": "declared"}
    refused(lambda: Measurement.objects.create(**known, followers=-1))
    refused(lambda: Measurement.objects.create(**{**known, "source": "proof"}, followers=1))
    assert Measurement.objects.create(**known, followers=0).views_30d is None


def test_a_measurement_can_be_neither_changed_nor_removed(channel):
    Measurement.objects.create(channel=channel, as_of=DAY, source="declared", followers=10)
    for statement in ("UPDATE creators_measurement SET followers = 99", "DELETE FROM creators_measurement"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)
    assert Measurement.objects.get().followers == 10
