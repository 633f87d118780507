"""A draft is thrown away with everything that hangs on it; nothing that creators have seen is."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from brands.actions import campaigns
from brands.enums import BrandState
from brands.models import Campaign, CampaignDeliverable, Gift, MoodboardPicture
from brands.policies import BrandSuspended, NotYours
from marketplace.activity.models import Event
from marketplace.core.pictures import read
from tests.factories.brands import CampaignFactory
from tests.factories.creators import picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def url(campaign):
    return reverse("brands:delete", args=[campaign.public_id])


def pin(olive, campaign):
    picture = campaigns.add_picture(actor=olive, campaign=campaign, picture=read(picture_file(), sizes=("medium",)))
    return str(picture.picture)


def test_a_draft_goes_with_its_lines_and_its_pictures(brand, marc, django_capture_on_commit_callbacks):
    draft = CampaignFactory(brand=brand, barter=True)
    name = pin(marc, draft)
    with django_capture_on_commit_callbacks(execute=True):
        campaigns.delete(actor=marc, campaign=draft)
    left = [model.objects.count() for model in (Campaign, CampaignDeliverable, Gift, MoodboardPicture)]
    assert left == [0, 0, 0, 0]
    assert not default_storage.exists(name)
    event = Event.objects.get(verb="brands.campaign_deleted")
    assert (event.actor, event.subject_id, event.data) == (marc, draft.pk, {"brand_id": brand.pk})


def test_pictures_that_a_copy_shows_stay(campaign, olive, django_capture_on_commit_callbacks):
    name = pin(olive, campaign)
    copy = campaigns.duplicate(actor=olive, campaign=campaign)
    with django_capture_on_commit_callbacks(execute=True):
        campaigns.delete(actor=olive, campaign=campaign)
    assert default_storage.exists(name)
    copy.refresh_from_db()
    assert (copy.duplicated_from, copy.moodboard.count()) == (None, 1)


@pytest.mark.parametrize(
    "moves", [["publish"], ["publish", "pause"], ["publish", "close"]], ids=lambda moves: moves[-1]
)
def test_what_creators_have_seen_is_not_deleted(campaign, olive, moves):
    for move in moves:
        getattr(campaigns, move)(actor=olive, campaign=campaign)
    with pytest.raises(campaigns.WrongState):
        campaigns.delete(actor=olive, campaign=campaign)
    assert Campaign.objects.get().versions.count() == 1


@pytest.mark.parametrize("who", ["vera", "rival", "kim"])
def test_others_delete_nothing(campaign, request, who):
    with pytest.raises(NotYours):
        campaigns.delete(actor=request.getfixturevalue(who), campaign=campaign)
    assert Campaign.objects.exists()


def test_a_suspended_brand_deletes_nothing(campaign, olive, brand):
    type(brand).objects.update(state=BrandState.SUSPENDED)
    with pytest.raises(BrandSuspended):
        campaigns.delete(actor=olive, campaign=campaign)
    assert Campaign.objects.exists()


def test_a_page_asks_first_and_works_without_scripts(client, campaign, olive):
    client.force_login(olive)
    assert url(campaign) in client.get(reverse("brands:campaign", args=[campaign.public_id])).content.decode()
    page = client.get(url(campaign)).content.decode()
    assert "Delete this draft?" in page
    assert Campaign.objects.exists()
    answer = client.post(url(campaign), follow=True)
    assert answer.redirect_chain == [(reverse("brands:campaigns"), 302)]
    assert "“Soap in spring” is deleted." in answer.content.decode()
    assert not Campaign.objects.exists()
    assert client.post(url(campaign)).status_code == 404


def test_the_page_of_a_published_campaign_says_why_not(client, campaign, olive):
    campaigns.publish(actor=olive, campaign=campaign)
    client.force_login(olive)
    assert url(campaign) not in client.get(reverse("brands:campaign", args=[campaign.public_id])).content.decode()
    for answer in (client.get(url(campaign)), client.post(url(campaign))):
        assert answer.status_code == 409
        assert "Only a draft can be deleted" in answer.content.decode()
    assert Campaign.objects.exists()
