"""A brand pins pictures while it writes: what it has typed and not saved yet stays where it is."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory
from tests.factories.creators import picture_file
from tests.journeys.conftest import PASSWORD, sign_in


def test_what_was_typed_stays_while_pictures_come_and_go(browse):
    owner = PersonFactory(brand=True, email="olive@aubepine.example", password=PASSWORD)
    campaign = CampaignFactory(brand=BrandFactory(name="Maison Aubépine", owner=owner), title="Soap in spring")
    page = browse()
    sign_in(page, "olive@aubepine.example")
    page.goto(reverse("brands:campaign_basics", args=[campaign.public_id]))
    page.get_by_label("Brief").last.fill("Half a thought")
    board = page.locator("#moodboard")
    choose = board.locator("input[type=file]")
    choose.set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"<svg/>"})
    board.get_by_role("button", name="Add the picture").click()
    expect(board).to_contain_text("This file is not a JPEG, PNG or WebP picture")
    choose.set_input_files({"name": "y.png", "mimeType": "image/png", "buffer": picture_file().read()})
    board.get_by_role("button", name="Add the picture").click()
    expect(board).to_contain_text("Pinned.")
    board.get_by_role("button", name="Remove").click()
    expect(board).to_contain_text("Removed.")
    expect(page.get_by_label("Brief").last).to_have_value("Half a thought")
