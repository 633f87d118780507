"""A brand writes the rules of a campaign and sees at once whom they leave; with scripts, and without."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from marketplace.accounts.models import Person
from marketplace.matching import queries as matching
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory
from tests.factories.matching import crowd
from tests.journeys.conftest import PASSWORD, sign_in

TEN_THOUSAND = {"measure": "followers", "op": "gte", "value": 10_000}
FRENCH = {"measure": "audience_country_bp:FR", "op": "gte", "value": 3_250}


@pytest.fixture
def campaign():
    owner = PersonFactory(brand=True, email="olive@aubepine.example", password=PASSWORD)
    crowd(60, birth_date=date(1990, 2, 28), availability="open", paid_only=False)
    return CampaignFactory(brand=BrandFactory(name="Maison Aubépine", owner=owner), title="Soap in spring")


def count(campaign, *rules) -> int:
    return matching.preview({"all": list(rules)}, campaign).qualified


def qualified(campaign, *rules) -> str:
    return str(matching.told(count(campaign, *rules)) or "Fewer than 5")


def open_rules(page: Page, campaign) -> None:
    sign_in(page, "olive@aubepine.example")
    page.goto(reverse("brands:campaign_rules", args=[campaign.public_id]))


def settled(page: Page) -> None:
    """Wait until what was fetched is in its place and listens: nobody chooses within the same blink."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def test_the_keyboard_goes_on_where_a_rule_was_added_or_taken_away(browse, campaign):
    page = browse()
    open_rules(page, campaign)
    add = page.get_by_role("button", name="Add a rule")
    add.press("Enter")
    expect(page.get_by_label("What").nth(1)).to_be_focused()
    settled(page)
    page.get_by_role("button", name="Remove", exact=True).nth(1).press("Enter")
    expect(page.get_by_label("What")).to_have_count(1)
    expect(add).to_be_focused()


CROPPED = """() => [...document.querySelectorAll("select[name$=-measure], select[name$=-kind]")].flatMap(select => {
  const style = getComputedStyle(select), probe = document.createElement("span")
  probe.style.cssText = "position: absolute; white-space: nowrap; visibility: hidden"
  for (const name of ["fontFamily", "fontSize", "fontWeight", "letterSpacing"]) probe.style[name] = style[name]
  document.body.append(probe)
  const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
  return [...select.options].map(one => one.text).filter(text => {
    probe.textContent = text
    return probe.getBoundingClientRect().width > room
  })
})"""


def test_the_names_of_measures_are_read_whole_in_french(browse, campaign):
    Person.objects.update(language="fr")
    page = browse(language="fr")
    sign_in(page, "olive@aubepine.example")
    page.goto(reverse("brands:campaign_rules", args=[campaign.public_id]))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    settled(page)
    assert page.evaluate(CROPPED) == []


def test_rules_are_written_counted_and_saved(browse, snap, campaign):
    page = browse()
    open_rules(page, campaign)
    shown = page.locator("#rules-preview .stat-value")
    expect(shown).to_have_text(qualified(campaign))
    page.get_by_label("What").select_option("followers")
    page.get_by_label("Value").fill("10 000")
    expect(shown).to_have_text(qualified(campaign, TEN_THOUSAND))
    assert 0 < count(campaign, TEN_THOUSAND) < count(campaign)
    page.get_by_role("button", name="Add a rule").click()
    expect(page.get_by_label("What")).to_have_count(2)
    settled(page)
    page.get_by_label("What").nth(1).select_option("audience_country_bp")
    page.get_by_label("Which").select_option("FR")
    page.get_by_label("Value").nth(1).fill("32.5")
    expect(page.locator(".removal")).to_have_count(2)
    expect(shown).to_have_text(qualified(campaign, TEN_THOUSAND, FRENCH))
    expect(page.get_by_label("Value").first).to_have_value("10 000")
    snap(page, "two-rules")
    page.get_by_role("button", name="Save", exact=True).click()
    campaign.refresh_from_db()
    assert campaign.rules == {"all": [{"code": "r1"} | TEN_THOUSAND, {"code": "r2"} | FRENCH]}


def test_a_group_is_added_and_removed_and_enter_saves(browse, snap, campaign):
    page = browse(width=390, dark=True)
    open_rules(page, campaign)
    page.get_by_role("button", name="Add a group").click()
    expect(page.get_by_label("What")).to_have_count(2)
    page.get_by_role("button", name="Remove this group").click()
    expect(page.get_by_label("What")).to_have_count(1)
    page.get_by_role("button", name="Add a group").click()
    expect(page.get_by_label("What")).to_have_count(2)
    settled(page)
    page.get_by_label("What").nth(1).select_option("languages")
    page.get_by_text("French", exact=True).click()
    page.get_by_label("What").first.select_option("posts_30d")
    page.get_by_label("Value").first.fill("4")
    page.get_by_label("Value").first.press("Enter")
    page.wait_for_url("**/edit/weights/")
    campaign.refresh_from_db()
    posts = {"code": "r1", "measure": "posts_30d", "op": "gte", "value": 4}
    french = {"code": "r2", "measure": "languages", "op": "has", "value": ["fr"]}
    assert campaign.rules == {"all": [posts, {"any": [french]}]}
    page.go_back()
    expect(page.get_by_label("Value").first).to_have_value("4")
    snap(page, "group")


def test_without_scripts_the_same_is_written_and_errors_keep_what_was_typed(browse, campaign):
    page = browse(javascript=False)
    open_rules(page, campaign)
    page.get_by_label("What").select_option("followers")
    page.get_by_role("button", name="Show the fields that fit my choices").click()
    page.get_by_label("Value").fill("many")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("“many” is not a number. Write it in digits.").first).to_be_visible()
    expect(page.get_by_label("Value")).to_have_value("many")
    page.get_by_label("Value").fill("10000")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Count again").click()
    expect(page.locator(".stat-value")).to_have_text(qualified(campaign, TEN_THOUSAND))


def test_sliders_share_what_one_gives_up(browse, snap, campaign):
    page = browse()
    sign_in(page, "olive@aubepine.example")
    page.goto(reverse("brands:campaign_weights", args=[campaign.public_id]))
    page.get_by_label("Niche").fill("60")
    expect(page.locator("[data-total]")).to_have_text("100")
    snap(page, "weights")
    page.get_by_role("button", name="Save", exact=True).click()
    campaign.refresh_from_db()
    assert campaign.weights["niche"] == 6_000
    assert sum(campaign.weights.values()) == 10_000
