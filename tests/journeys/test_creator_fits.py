"""A creator signs up, publishes, learns why a campaign does not fit, adds new numbers, fits, and applies."""

import pytest
from playwright.sync_api import expect

from brands.models import Campaign
from creators.models import Channel
from marketplace.deals.models import Contact
from marketplace.taxonomy.models import Niche
from tests.factories.brands import BrandFactory, CampaignFactory
from tests.journeys.conftest import PASSWORD
from tests.journeys.test_creator_profile import add_photo, fill_numbers, fill_profile
from tests.journeys.work import do_what_waits, link_in_last_mail_to

EMAIL = "zoe@example.org"


@pytest.fixture
def campaign(transactional_db) -> Campaign:
    """Asks for 60,000 followers; the profile of the story has 50,000."""
    rules = {"all": [{"code": "size", "measure": "followers", "op": "gte", "value": 60_000}]}
    campaign = CampaignFactory(published=True, brand=BrandFactory(name="Savon Bleu"), title="Bake with us", rules=rules)
    campaign.niches.set(Niche.objects.filter(code="217"))
    return campaign


def sign_up(page):
    page.goto("/accounts/signup/")
    page.get_by_label("I am a creator").check(force=True)
    page.get_by_label("Your name").fill("Zoé")
    page.locator("input[name=email]").fill(EMAIL)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Create my account").click()
    do_what_waits()
    page.goto(link_in_last_mail_to(EMAIL))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/dashboard/")


def publish(page, tmp_path):
    page.goto("/creator/profile/")
    fill_profile(page)
    page.goto("/creator/channels/add/")
    page.get_by_label("Handle or link").fill("@zoe.bakes")
    page.get_by_role("button", name="Add and go on to its numbers").click()
    fill_numbers(page)
    page.get_by_label("Price").fill("300")
    page.get_by_role("button", name="Set it and continue").click()
    add_photo(page, tmp_path / "me.jpg")
    page.get_by_role("button", name="Publish").click()
    do_what_waits()


def add_new_numbers(page):
    page.goto("/creator/channels/")
    page.get_by_role("link", name="Update the numbers").click()
    page.get_by_label("Followers").fill("61000")
    page.get_by_label("Median engagement of the last 20 posts").fill("2500")
    page.locator("form.creator-form button[type=submit], form.creator-form button:not([type])").last.click()
    do_what_waits()


def say_standing(page):
    """The other thing that was not known: the channel is in good standing."""
    channel = Channel.objects.get(handle="zoe.bakes")
    page.goto(f"/creator/channels/{channel.public_id}/")
    page.get_by_label("Standing with the community rules").select_option("good")
    page.get_by_role("button", name="Save").first.click()
    do_what_waits()


def apply(page):
    page.get_by_role("link", name="Apply").first.click()
    page.get_by_label("Your message").fill("I bake with your soap dish next to me.")
    page.get_by_label("Your price").fill("300")
    page.get_by_role("button", name="Send my application").click()
    expect(page.get_by_text("Your application is on its way.")).to_be_visible()


def test_a_creator_learns_why_not_changes_it_and_applies(browse, campaign, snap, tmp_path):
    page = browse()
    sign_up(page)
    publish(page, tmp_path)
    page.goto(f"/creator/campaigns/{campaign.public_id}/")
    snap(page, "why-not")
    gap = page.locator(".criterion").filter(has_text="Followers").first
    assert "10,000" in gap.inner_text()
    add_new_numbers(page)
    say_standing(page)
    page.goto(f"/creator/campaigns/{campaign.public_id}/")
    expect(page.get_by_text("Fits", exact=True).first).to_be_visible()
    snap(page, "fits")
    apply(page)
    contact = Contact.objects.get(campaign=campaign)
    assert (contact.kind, contact.state, contact.price_minor) == ("application", "pending", 30_000)
