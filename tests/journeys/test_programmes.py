"""A visitor finds out where they stand with a programme, without an account and without scripts."""

import pytest
from playwright.sync_api import expect

from marketplace.taxonomy.models import Platform
from tests.factories.programmes import a_programme


@pytest.fixture
def fund(transactional_db):
    """Asks for 10,000 followers, a public channel and full age."""
    rules = {
        "followers": {"measure": "followers", "op": "gte", "value": 10_000},
        "public": {"measure": "is_public", "op": "eq", "value": True},
        "age": {"measure": "age_years", "op": "gte", "value": 18},
    }
    return a_programme("fund", platform=Platform.objects.get(code="tiktok"), name_en="The Fund", rules=rules)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_visitor_checks_themselves(browse, fund, snap, javascript):
    page = browse(width=390, javascript=javascript)
    page.goto("/programmes/")
    page.get_by_role("link", name="The Fund").click()
    page.get_by_role("link", name="Check yourself").first.click()
    page.get_by_label("Followers").fill("8760")
    page.get_by_label("Age", exact=False).fill("eighteen")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("is not a number")).to_be_visible()
    expect(page.get_by_label("Followers")).to_have_value("8760")
    page.get_by_label("Age", exact=False).fill("18")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("2 things stand in the way.")).to_be_visible()
    expect(page.get_by_text("1,240")).to_be_visible()
    snap(page, "checked")
    page.get_by_label("Followers").fill("10000")
    page.get_by_label("Public channel").select_option("yes")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("You meet every rule that counts.")).to_be_visible()
