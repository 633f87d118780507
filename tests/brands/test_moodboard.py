"""Pictures on the moodboard: hardened, limited, and never taken from a copy that still shows them."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from brands.actions import campaigns
from brands.actions.campaigns import moodboard
from brands.models import MoodboardPicture
from brands.policies import NotYours
from marketplace.core import pictures
from tests.factories.brands import CampaignFactory
from tests.factories.creators import picture_file

pytestmark = pytest.mark.django_db


def picture():
    return pictures.read(picture_file(), sizes=("medium",))


def test_a_picture_is_pinned_as_webp_and_shown_to_everybody(client, brand, olive):
    campaign = CampaignFactory(brand=brand, published=True)
    pinned = campaigns.add_picture(actor=olive, campaign=campaign, picture=picture(), caption=" Warm light ")
    assert pinned.caption == "Warm light"
    assert default_storage.open(pinned.picture.name).read(4) == b"RIFF"
    page = client.get(reverse("brands:campaign", args=[campaign.public_id])).content.decode()
    assert pinned.url in page
    assert client.get(pinned.url).headers["Content-Type"] == "image/webp"


def test_a_removed_picture_takes_its_file_with_it_unless_a_copy_shows_it(
    campaign, olive, django_capture_on_commit_callbacks
):
    pinned = campaigns.add_picture(actor=olive, campaign=campaign, picture=picture())
    copy = campaigns.duplicate(actor=olive, campaign=campaign)
    with django_capture_on_commit_callbacks(execute=True):
        campaigns.remove_picture(actor=olive, picture=pinned)
    assert default_storage.exists(pinned.picture.name)
    with django_capture_on_commit_callbacks(execute=True):
        campaigns.remove_picture(actor=olive, picture=copy.moodboard.get())
    assert not default_storage.exists(pinned.picture.name)


def test_a_full_moodboard_takes_no_more(campaign, olive, monkeypatch):
    monkeypatch.setattr(moodboard, "MOST_PICTURES", 1)
    campaigns.add_picture(actor=olive, campaign=campaign, picture=picture())
    with pytest.raises(moodboard.TooManyPictures):
        campaigns.add_picture(actor=olive, campaign=campaign, picture=picture())
    assert campaign.moodboard.count() == 1


@pytest.mark.parametrize("who", ["vera", "rival", "kim"])
def test_others_pin_and_remove_nothing(campaign, olive, who, request):
    pinned = campaigns.add_picture(actor=olive, campaign=campaign, picture=picture())
    actor = request.getfixturevalue(who)
    with pytest.raises(NotYours):
        campaigns.add_picture(actor=actor, campaign=campaign, picture=picture())
    with pytest.raises(NotYours):
        campaigns.remove_picture(actor=actor, picture=pinned)
    assert campaign.moodboard.get() == pinned


def test_a_closed_campaign_keeps_its_moodboard_as_it_is(brand, olive):
    campaign = CampaignFactory(brand=brand, closed=True)
    with pytest.raises(campaigns.WrongState):
        campaigns.add_picture(actor=olive, campaign=campaign, picture=picture())


def test_a_file_that_is_no_picture_is_refused_beside_it_and_its_caption_stays(client, campaign, olive):
    client.force_login(olive)
    bad = SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", content_type="image/svg+xml")
    sent = {"picture": bad, "caption": "Warm hands"}
    answer = client.post(reverse("brands:add_picture", args=[campaign.public_id]), sent)
    assert answer.status_code == 422
    assert "not a JPEG, PNG or WebP picture" in str(answer.context["picture_form"].errors["picture"])
    assert 'value="Warm hands"' in answer.content.decode()
    assert not MoodboardPicture.objects.exists()


def test_a_full_moodboard_says_so_beside_the_picture(client, campaign, olive, monkeypatch):
    monkeypatch.setattr(moodboard, "MOST_PICTURES", 0)
    client.force_login(olive)
    sent = {"picture": picture_file(), "caption": "Warm hands"}
    answer = client.post(reverse("brands:add_picture", args=[campaign.public_id]), sent)
    assert "A moodboard holds 0 pictures. Remove one first." in answer.content.decode()
    assert 'value="Warm hands"' in answer.content.decode()


def test_a_page_pins_and_removes(client, campaign, olive, rival):
    client.force_login(olive)
    client.post(
        reverse("brands:add_picture", args=[campaign.public_id]), {"picture": picture_file(), "caption": "Hands"}
    )
    pinned = campaign.moodboard.get()
    assert Path(pinned.picture.name).suffix == ".webp"
    remove = reverse("brands:remove_picture", args=[campaign.public_id, pinned.pk])
    client.force_login(rival)
    assert client.post(remove).status_code == 404
    client.force_login(olive)
    assert client.post(remove).status_code == 302
    assert not campaign.moodboard.exists()
