"""A removed profile leaves nothing personal behind."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from creators.actions import channels, photos, profiles, removal
from creators.models import Creator, Measurement
from creators.personal_data import profile_of
from creators.policies import NotYours
from marketplace.activity.record import SYSTEM
from marketplace.core.pictures import read
from marketplace.taxonomy.models import Platform
from tests.factories.creators import ConsentFactory, CreatorFactory, MeasurementFactory, document_file, picture_file

pytestmark = pytest.mark.django_db


def test_nothing_personal_stays_and_the_numbers_name_nobody(
    lea, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    person, channel = lea.person, lea.channels.get()
    photo = photos.add(actor=person, creator=lea, picture=read(picture_file()))
    proof = MeasurementFactory(channel=channel, source="proof", proof=document_file()).proof.name
    evidence = ConsentFactory(creator=lea).evidence.name
    with django_capture_on_commit_callbacks(execute=True):
        removal.remove(actor=person, creator=lea)
    lea.refresh_from_db()
    left = str(profile_of(lea))
    assert [word for word in ("Léa", "creator", "1998", "Maud", channel.handle) if word in left] == []
    assert (lea.state, lea.person, lea.channels.live().count()) == ("removed", None, 0)
    assert [default_storage.exists(name) for name in (photo.large.name, proof, evidence)] == [False] * 3
    assert Measurement.objects.filter(channel=channel).count() == 2


def test_the_person_may_start_anew_and_the_handle_is_free(lea):
    person, handle = lea.person, lea.channels.get().handle
    removal.remove(actor=person, creator=lea)
    again = profiles.create(actor=person, display_name="Léa again")
    tiktok = Platform.objects.get(code="tiktok")
    assert channels.add(actor=person, creator=again, platform=tiktok, handle=handle).handle == handle
    assert list(Creator.objects.discoverable()) == []


def test_nobody_removes_the_profile_of_another_and_jobs_may_remove_unclaimed_ones(nour, lea):
    with pytest.raises(NotYours):
        removal.remove(actor=lea.person, creator=nour)
    unclaimed = CreatorFactory(unclaimed=True)
    removal.remove(actor=SYSTEM, creator=unclaimed)
    nour.refresh_from_db()
    unclaimed.refresh_from_db()
    assert (nour.display_name, unclaimed.state, unclaimed.display_name) == ("Nour", "removed", "")


def test_the_page_asks_for_the_name_before_it_removes(client, nour):
    client.force_login(nour.person)
    address = reverse("creators:remove")
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "nuor"}).status_code == 422
    nour.refresh_from_db()
    assert nour.state == "draft"
    assert client.post(address, {"name": " nour "}).status_code == 302
    nour.refresh_from_db()
    assert nour.state == "removed"
