"""Channels: one spelling a handle, one owner, and a proof that staff look at."""

import datetime

import pytest
from django.utils import timezone

from creators.actions import channels
from creators.actions.hold import NotComplete
from creators.models import Channel, Rate
from creators.policies import NotYours, StaffOnly
from marketplace.activity.models import Event
from marketplace.core.errors import Invalid
from marketplace.taxonomy.models import Platform
from tests.factories.creators import ChannelFactory, RateFactory

pytestmark = pytest.mark.django_db


def add(creator, handle="nour.films", platform="tiktok", **columns):
    found = Platform.objects.get(code=platform)
    return channels.add(actor=creator.person, creator=creator, platform=found, handle=handle, **columns)


@pytest.mark.parametrize("typed", ["@Nour.Films", " nour.films ", "https://www.tiktok.com/@nour.films?lang=fr"])
def test_a_handle_has_one_spelling_and_its_address(nour, typed, events):
    channel = add(nour, typed, country="FR", is_business=True)
    assert (channel.handle, channel.url) == ("nour.films", "https://www.tiktok.com/@nour.films")
    assert (channel.country, channel.is_business, channel.ownership) == ("FR", True, "unproven")
    assert channel.ownership_code.startswith("entente-")
    assert events(nour) == ["creators.channel_changed"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"handle": ""}, "handle"),
        ({"handle": "no spaces allowed"}, "handle"),
        ({"handle": "https://www.instagram.com/nour/"}, "handle"),
        ({"country": "ZZ"}, "country"),
        ({"community_standing": "superb"}, "community_standing"),
        ({"account_created_on": datetime.date(2300, 1, 1)}, "account_created_on"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(nour, wrong, field):
    with pytest.raises(Invalid) as refusal:
        add(nour, **wrong)
    assert list(refusal.value.errors) == [field]
    assert Channel.objects.count() == 0


def test_a_handle_is_listed_once_a_platform(nour, lea):
    add(nour)
    with pytest.raises(channels.HandleTaken) as refusal:
        add(lea, "NOUR.FILMS")
    assert refusal.value.field == "handle"
    assert add(lea, platform="instagram").creator == lea
    assert Channel.objects.filter(handle="nour.films").count() == 2


def test_a_profile_lists_twenty_channels(nour):
    for _number in range(19):
        ChannelFactory(creator=nour)
    add(nour, "number.twenty")
    with pytest.raises(channels.TooManyChannels):
        add(nour, "number.twentyone")
    assert nour.channels.count() == 20


def test_another_handle_is_another_account_to_prove(nour, ines):
    channel = add(nour)
    first_code = channel.ownership_code
    channels.request_proof(actor=nour.person, channel=channel)
    channels.prove(actor=ines, channel=channel)
    assert channels.update(actor=nour.person, channel=channel, handle="@nour.films").is_proven
    changed = channels.update(actor=nour.person, channel=channel, handle="nour.cine")
    assert (changed.ownership, changed.proven_at, changed.proven_by) == ("unproven", None, None)
    assert changed.ownership_code != first_code


def test_ownership_is_asked_for_and_proven_by_staff(nour, ines):
    channel = add(nour)
    assert channels.request_proof(actor=nour.person, channel=channel).ownership == "pending"
    proven = channels.prove(actor=ines, channel=channel)
    assert (proven.ownership, proven.proven_by) == ("proven", ines)
    assert proven.proven_at is not None
    assert [event.data.get("ownership") for event in Event.objects.order_by("pk")] == [None, "pending", "proven"]


def test_a_refused_proof_has_a_reason_and_may_be_asked_for_again(nour, ines):
    channel = add(nour)
    channels.request_proof(actor=nour.person, channel=channel)
    with pytest.raises(Invalid):
        channels.refuse(actor=ines, channel=channel, reason="  ")
    refused = channels.refuse(actor=ines, channel=channel, reason="The code is not there.")
    assert (refused.ownership, refused.ownership_note) == ("refused", "The code is not there.")
    again = channels.request_proof(actor=nour.person, channel=channel)
    assert (again.ownership, again.ownership_note) == ("pending", "")


def test_only_staff_with_the_right_prove_and_only_what_waits(nour, lea, ines):
    channel = add(nour)
    with pytest.raises(channels.WrongOwnership):
        channels.prove(actor=ines, channel=channel)
    channels.request_proof(actor=nour.person, channel=channel)
    with pytest.raises(channels.WrongOwnership):
        channels.request_proof(actor=nour.person, channel=channel)
    for person in (nour.person, lea.person):
        with pytest.raises(StaffOnly):
            channels.prove(actor=person, channel=channel)
        with pytest.raises(StaffOnly):
            channels.refuse(actor=person, channel=channel, reason="no")
    channel.refresh_from_db()
    assert channel.ownership == "pending"


def test_nobody_touches_the_channel_of_another(nour, lea):
    channel = add(nour)
    for act in (channels.request_proof, channels.remove, channels.update):
        with pytest.raises(NotYours):
            act(actor=lea.person, channel=channel)
    channel.refresh_from_db()
    assert (channel.ownership, channel.removed_at) == ("unproven", None)


def test_a_removed_channel_frees_its_handle_and_takes_its_prices_along(nour, lea):
    channel = add(nour)
    RateFactory(creator=nour, channel=channel)
    channels.remove(actor=nour.person, channel=channel)
    assert nour.channels.live().count() == 0
    assert Rate.objects.active().filter(creator=nour).count() == 0
    assert add(lea, "nour.films").creator == lea


def test_a_published_profile_keeps_its_last_channel(lea):
    channel = lea.channels.get()
    with pytest.raises(NotComplete) as refusal:
        channels.remove(actor=lea.person, channel=channel)
    assert refusal.value.missing == ["channel", "engagement", "audience"]
    channel.refresh_from_db()
    assert channel.removed_at is None
    assert channel.updated_at < timezone.now()
