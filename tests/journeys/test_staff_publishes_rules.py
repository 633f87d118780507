"""Staff raise a threshold from tomorrow: who will lose is counted first, a second person approves, everybody can read
what will change."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from marketplace.programmes.actions import standings
from marketplace.programmes.enums import ProposalState
from marketplace.programmes.models import RuleProposal, RuleVersion
from marketplace.programmes.queries import everybody
from marketplace.taxonomy.models import Platform
from tests.factories.accounts import PersonFactory
from tests.factories.programmes import a_programme
from tests.factories.standings import FOLLOWERS, on_tiktok, somebody


@pytest.fixture
def fund(transactional_db):
    """Asks for 10,000 followers and has decided already; two qualify, one does not."""
    everybody._kept.cache_clear()
    fund = a_programme(
        "fund", platform=Platform.objects.get(code="tiktok"), name_en="The Fund", rules={"followers": FOLLOWERS}
    )
    for followers in (9_500, 15_000, 40_000):
        creator = somebody(published=True, zone="UTC")
        on_tiktok(creator, followers)
        standings.refresh(creator=creator)
    return fund


@pytest.fixture
def desk(browse, live_server):
    """`desk("Ana")` is a window of a reviewer, already signed in with both factors."""

    def open_desk(name, **window):
        person = PersonFactory(staff=True, name=name)
        person.groups.add(Group.objects.get(name="reviewer"))
        client = Client()
        client.force_login(person)
        page = browse(**window)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return open_desk


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_version_from_tomorrow_with_four_eyes(desk, browse, fund, snap, javascript):
    _propose(desk("Ana", javascript=javascript), fund, snap, javascript)
    proposal = RuleProposal.objects.get()
    assert (proposal.effect["before"], proposal.effect["after"]) == (2, 1)
    assert RuleVersion.objects.count() == 1
    _approve(desk("Ben", javascript=javascript), proposal, snap)
    tomorrow = timezone.now().date() + datetime.timedelta(days=1)
    assert RuleVersion.objects.get(valid_from=tomorrow).body["value"] == 20_000
    page = browse(width=390, javascript=javascript)
    page.goto("/programmes/fund/")
    card = page.locator(".card", has_text="What will change")
    card.get_by_role("link").first.click()
    expect(page.locator("del")).to_contain_text("10,000")
    expect(page.locator("ins")).to_contain_text("20,000")
    snap(page, "changes")


def test_on_a_phone_who_loses_stands_right_above_the_button(desk, fund):
    page = desk("Ana", width=390)
    page.goto(f"/programmes/{fund.slug}/proposals/new/?rule=followers")
    expect(page.locator("#rules-preview")).to_contain_text("2 before")
    why, counts, button = (page.locator(one).bounding_box() for one in ("#id_reason", "main aside", "main .actions"))
    assert why["y"] < counts["y"] < counts["y"] + counts["height"] <= button["y"]
    page.set_viewport_size({"width": 1280, "height": 900})
    why, counts, button = (page.locator(one).bounding_box() for one in ("#id_reason", "main aside", "main .actions"))
    assert why["y"] < button["y"] < why["y"] + why["height"] + 100
    assert counts["x"] > why["x"] + why["width"]


def _propose(page, fund, snap, javascript):
    """From the desk to the builder; the counts follow what is typed."""
    page.goto(f"/admin/programmes/programme/{fund.pk}/change/")
    page.get_by_role("link", name="Propose another text").click()
    page.locator("#id_n1-value").fill("20000")
    page.locator("#id_source").fill("The platform’s page")
    page.locator("#id_reason").fill("They doubled it.")
    if javascript:
        expect(page.locator("#rules-preview")).to_contain_text("2 before")
        lost = page.locator("#rules-preview .stat", has_text="lose")
        expect(lost.locator(".stat-value")).to_have_text("1")
        snap(page, "proposing")
    page.get_by_role("button", name="Propose it").click()
    page.wait_for_url("**/ruleproposal/*/change/")
    expect(page.get_by_role("link", name="Approve", exact=True)).to_have_count(0)


def _approve(page, proposal, snap):
    """A second person reads who loses, and approves."""
    page.goto("/admin/programmes/ruleproposal/?queue=proposals")
    page.get_by_role("link", name=proposal.rule_code).first.click()
    expect(page.get_by_text("2 of 3 creators qualified, 1 would.")).to_be_visible()
    snap(page, "to-approve")
    page.get_by_role("link", name="Approve", exact=True).click()
    page.get_by_role("button", name="Approve", exact=True).click()
    page.wait_for_url("**/change/")
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.APPROVED
