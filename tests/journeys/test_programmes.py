"""A visitor finds out where they stand with a programme; a creator sees a gap, closes it, and is told."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from marketplace.programmes.actions import upkeep
from marketplace.taxonomy.models import Platform
from tests.factories.accounts import PersonFactory
from tests.factories.creators import ChannelFactory, CreatorFactory, MeasurementFactory
from tests.factories.programmes import a_programme, a_version
from tests.journeys.conftest import PASSWORD, sign_in
from tests.journeys.test_accessibility import faults
from tests.journeys.work import do_what_waits

MORE = {"measure": "followers", "op": "gte", "value": 10_000}


@pytest.fixture
def fund(transactional_db):
    """Asks for 10,000 followers, a public channel and full age."""
    rules = {
        "followers": MORE,
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
    page.get_by_role("textbox", name="Followers").fill("8760")
    page.get_by_role("textbox", name="Age").fill("eighteen")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("is not a number")).to_be_visible()
    expect(page.get_by_role("textbox", name="Followers")).to_have_value("8760")
    page.get_by_role("textbox", name="Age").fill("18")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("2 things stand in the way.")).to_be_visible()
    expect(page.get_by_text("1,240")).to_be_visible()
    snap(page, "checked")
    page.get_by_role("textbox", name="Followers").fill("10000")
    page.get_by_label("Public channel").select_option("yes")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("You meet every rule that counts.")).to_be_visible()


@pytest.fixture
def creator(transactional_db):
    """8,760 followers, a TikTok channel, and a password."""
    person = PersonFactory(email="mina@example.org", name="Mina")
    person.set_password(PASSWORD)
    person.save()
    channel = ChannelFactory(handle="mina", creator=CreatorFactory(person=person))
    MeasurementFactory(channel=channel, as_of=timezone.now().date() - timedelta(days=28), followers=8_000)
    MeasurementFactory(channel=channel, as_of=timezone.now().date() - timedelta(days=1), followers=8_760)
    return channel.creator


def test_a_creator_sees_a_gap_closes_it_and_is_told(browse, fund, creator, snap):
    upkeep.creator_changed(creator.pk)
    do_what_waits()
    page = browse()
    sign_in(page, "mina@example.org")
    page.goto("/creator/programmes/")
    expect(page.get_by_text("8,760 of 10,000: 1,240 missing")).to_be_visible()
    expect(page.get_by_text("At your pace of the last 30 days")).to_be_visible()
    snap(page, "gap")
    page.get_by_text("What if…").click()
    page.get_by_role("textbox", name="Followers").fill("10000")
    page.get_by_role("button", name="Suppose").click()
    expect(page.get_by_text("This would open.")).to_be_visible()
    page.get_by_role("link", name="The Fund").first.click()
    page.get_by_role("link", name="Add a measurement").click()
    page.get_by_role("textbox", name="Followers").first.fill("10000")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/creator/**")
    do_what_waits()
    page.goto("/creator/programmes/fund/")
    expect(page.get_by_text("You meet every rule that counts.")).to_be_visible()
    expect(page.locator("#history").get_by_text("Not met")).to_have_count(2)
    page.goto("/notices/")
    expect(page.get_by_text("Since today you qualify for The Fund")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_programmes(chromium, live_server, fund, creator, dark):
    a_version(fund, "followers", {**MORE, "op": "gt"}, reading="more", is_deciding=False, quote="more than 10,000")
    scheme = "dark" if dark else "light"
    context = chromium.new_context(base_url=live_server.url, bypass_csp=True, locale="en-GB", color_scheme=scheme)
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, "mina@example.org")
    mine = "/creator/programmes/"
    for path in ("/programmes/", "/programmes/fund/", "/programmes/fund/changes/", mine, f"{mine}?followers=10000",
                 f"{mine}fund/", "/programmes/check/", "/programmes/fund/check/"):  # fmt: skip
        page.goto(path)
        assert (path, faults(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("textbox", name="Followers").fill("8760")
    page.get_by_role("button", name="Check").click()
    assert faults(page) == []
    context.close()
