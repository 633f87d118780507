"""A brand has its selection built, pins one, leaves one out, has it chosen again, and invites them all."""

import pytest
from playwright.sync_api import expect

from brands.models import Campaign
from marketplace.deals.models import Contact
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory
from tests.factories.rosters import match, priced
from tests.journeys.conftest import PASSWORD, sign_in


@pytest.fixture
def owner(transactional_db):
    person = PersonFactory(email="owner@example.org", name="Oda", brand=True, uses_brand_side=True)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def campaign(owner) -> Campaign:
    """Four creators match it, at four prices; two are looked for."""
    for name, price in (("Ada", 30_000), ("Bo", 40_000), ("Cy", 50_000), ("Di", 60_000)):
        priced(price, display_name=name)
    brand = BrandFactory(name="Savon Bleu", owner=owner)
    return match(CampaignFactory(brand=brand, published=True, title="Soap in spring", budget_minor=110_000, seats=2))


def line_of(page, name):
    return page.locator(".match-row", has=page.get_by_role("link", name=name, exact=True))


def test_a_brand_builds_pins_leaves_out_and_invites(browse, owner, campaign, worker, snap):
    page = browse()
    sign_in(page, owner.email)
    page.goto(f"/campaigns/{campaign.public_id}/")
    page.get_by_role("link", name="Roster").click()
    page.get_by_role("button", name="Build my roster").click()
    expect(page.get_by_text("Version 1, chosen")).to_be_visible()
    expect(page.locator("#picks .match-row")).to_have_count(2)
    snap(page, "roster")
    line_of(page, "Di").get_by_role("button", name="Pin").click()
    expect(page.get_by_text("Version 2, chosen")).to_be_visible()
    expect(line_of(page, "Di").get_by_text("Pinned", exact=True)).to_be_visible()
    line_of(page, "Ada").get_by_role("button", name="Leave out").click()
    expect(page.get_by_text("Version 3, chosen")).to_be_visible()
    expect(page.locator("#picks").get_by_role("link", name="Ada")).to_have_count(0)
    invite(page)


def invite(page):
    page.get_by_role("link", name="Invite these").click()
    page.get_by_label("Your message").fill("Come and see how soap is made.")
    page.get_by_role("button", name="Invite 2 creators").click()
    expect(page.get_by_text("2 creators are invited.")).to_be_visible()
    assert Contact.objects.count() == 2
