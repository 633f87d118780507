"""Staff verify a brand, and take a campaign off the market with a reason that its brand reads."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import expect

from brands.actions import campaigns
from marketplace.activity.models import Event
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory


@pytest.fixture
def desk(browse, live_server):
    """`desk("reviewer")` is a window of a member of that group, already signed in with both factors."""

    def open_desk(group):
        person = PersonFactory(staff=True, name=group)
        person.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(person)
        page = browse()
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto("/admin/")
        return page

    return open_desk


def test_a_reviewer_verifies_the_brand_that_waits(desk, snap):
    brand = BrandFactory(name="Maison Aubépine", verification_requested_at="2026-01-02T10:00:00Z")
    page = desk("reviewer")
    snap(page, "today")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("a.desk-card", has_text="Brands to verify").click()
    page.get_by_role("link", name="Maison Aubépine").click()
    page.get_by_role("link", name="Verify", exact=True).click()
    page.get_by_role("button", name="Verify", exact=True).click()
    expect(page.locator("textarea:invalid, .errorlist")).to_have_count(1)
    page.get_by_label("Reason").fill("The register names the same company.")
    page.get_by_role("button", name="Verify", exact=True).click()
    page.wait_for_url("**/change/")
    brand.refresh_from_db()
    assert brand.is_verified
    assert Event.objects.get(verb="brands.brand_verified").data["reason"] == "The register names the same company."


def test_support_stops_a_campaign_with_a_reason(desk, snap):
    olive = PersonFactory(brand=True)
    campaign = CampaignFactory(brand=BrandFactory(owner=olive), title="Too good to be true")
    campaigns.publish(actor=olive, campaign=campaign)
    page = desk("support")
    page.locator("#nav-sidebar-apps a", has_text="Campaigns").click()
    page.get_by_role("link", name="Too good to be true").click()
    page.get_by_role("link", name="Pause", exact=True).click()
    page.get_by_label("Reason").fill("Three creators were never paid.")
    page.get_by_role("button", name="Pause", exact=True).click()
    page.wait_for_url("**/change/")
    snap(page, "paused")
    campaign.refresh_from_db()
    assert campaign.state == "paused"
    assert Event.objects.get(verb="brands.campaign_paused").data == {"reason": "Three creators were never paid."}
