"""A brand posts a campaign, builds its rules with the preview, publishes, watches the run, opens a match, invites."""

import pytest
from playwright.sync_api import expect

from brands.models import Campaign
from creators.models import Creator
from marketplace.deals.models import Contact
from tests import workers
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory
from tests.factories.creators import published_creator
from tests.journeys.conftest import PASSWORD, sign_in


@pytest.fixture
def owner(transactional_db):
    person = PersonFactory(email="owner@example.org", name="Oda", brand=True, uses_brand_side=True)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def draft(owner) -> Campaign:
    """Everything but its rules; three creators of 50,000 followers are there to be counted."""
    for name in ("Ada", "Bo", "Cy"):
        published_creator(display_name=name)
    return CampaignFactory(brand=BrandFactory(name="Savon Bleu", owner=owner), title="Soap in spring")


def write_rule_and_publish(page, draft):
    page.goto(f"/campaigns/{draft.public_id}/edit/rules/")
    page.get_by_label("What").select_option("followers")
    page.get_by_label("Value").fill("40000")
    expect(page.locator("#rules-preview .stat-value")).to_have_text("Fewer than 5")
    page.get_by_role("button", name="Save and go on").click()
    page.goto(f"/campaigns/{draft.public_id}/edit/review/")
    page.get_by_role("button", name="Publish").click()


def invite(page):
    page.get_by_role("link", name="Invite").first.click()
    page.get_by_label("Your message").fill("Come and see how soap is made.")
    page.get_by_label("Your offer").fill("400")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("Your invitation is on its way.")).to_be_visible()


def test_a_brand_publishes_watches_opens_a_match_and_invites(browse, owner, draft, worker, snap):
    page = browse()
    sign_in(page, owner.email)
    write_rule_and_publish(page, draft)
    workers.wait_for(lambda: draft.matches.filter(rank=1).exists())
    page.goto(f"/campaigns/{draft.public_id}/matches/")
    for name in ("Ada", "Bo", "Cy"):
        expect(page.get_by_role("link", name=name).first).to_be_visible()
    snap(page, "matches")
    page.get_by_role("link", name="Ada").first.click()
    snap(page, "why")
    invite(page)
    contact = Contact.objects.get(campaign=draft)
    ada = Creator.objects.get(display_name="Ada")
    assert (contact.kind, contact.state, contact.creator) == ("invitation", "pending", ada)
