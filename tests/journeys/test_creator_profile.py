"""A creator makes a profile on a phone without JavaScript, stops half-way, comes back and publishes."""

import pytest
from playwright.sync_api import expect

from creators.models import Creator
from tests.factories.accounts import PersonFactory
from tests.factories.creators import picture_file, published_creator
from tests.journeys.conftest import PASSWORD, sign_in


@pytest.fixture
def nour(db):
    person = PersonFactory(email="nour@example.org", name="Nour", language="en")
    person.set_password("a-long-enough-phrase-42")
    person.save()
    return person


def save_and_continue(page):
    page.get_by_role("button", name="Save and continue").click()


def choose(page, label):
    """Tick one of several chips by its words."""
    page.get_by_role("checkbox", name=label, exact=True).check(force=True)


def choose_niche(page):
    """Baking: by searching, or from the list of common niches where there are no scripts."""
    # Playwright finds no text inside <noscript>; a reader without scripts does.
    common = page.locator("#id_niches-picker summary")
    if common.count():
        common.click()
    else:
        page.get_by_label("Search niches").fill("baking")
    page.locator("input[name=niches][value='217']").check(force=True)


def fill_profile(page):
    page.get_by_label("Birth date").fill("1999-04-02")
    choose_niche(page)
    choose(page, "Tutorial")
    save_and_continue(page)


def fill_numbers(page):
    page.get_by_label("Followers").fill("50k")
    page.get_by_label("Median engagement of the last 20 posts").fill("2 000")
    page.get_by_label("18–24").fill("60")
    page.get_by_label("25–34").fill("30")
    save_and_continue(page)
    expect(page.get_by_text("10% is missing")).to_be_visible()
    expect(page.get_by_label("Followers")).to_have_value("50k")
    page.get_by_label("35–44").fill("10")
    save_and_continue(page)


def add_photo(page, file):
    file.write_bytes(picture_file().read())
    page.locator("input[type=file]").set_input_files(file)
    save_and_continue(page)


def test_a_creator_publishes_from_a_phone_without_javascript(browse, nour, snap, tmp_path):
    page = browse(width=390, javascript=False)
    sign_in(page, nour.email)
    page.goto("/creator/profile/")
    fill_profile(page)
    page.get_by_role("link", name="Add a channel").click()
    page.get_by_label("Handle or link").fill("https://www.tiktok.com/@Nour.Bakes")
    page.get_by_role("button", name="Add and go on to its numbers").click()

    # Another day, another browser: the steps are where they were left.
    page = browse(width=390, javascript=False)
    sign_in(page, nour.email)
    page.goto("/creator/")
    page.get_by_role("link", name="Numbers", exact=True).click()
    fill_numbers(page)
    page.get_by_label("Price").fill("150,50")
    page.get_by_role("button", name="Set it and continue").click()
    add_photo(page, tmp_path / "me.jpg")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Your profile is published: brands can find you.")).to_be_visible()
    snap(page, "published")
    creator = Creator.objects.get(person=nour)
    assert (creator.state, creator.channels.get().handle) == ("published", "nour.bakes")


def test_what_waits_for_scripts_is_a_link_without_them(browse):
    person = published_creator().person
    person.set_password(PASSWORD)
    person.save()
    page = browse(javascript=False)
    sign_in(page, person.email)
    page.goto("/dashboard/")
    expect(page.get_by_role("link", name="See where you stand with each programme")).to_be_visible()
    expect(page.get_by_role("link", name="Judge the open campaigns now")).to_be_visible()
    assert page.locator(".skeleton").count() == 2
    assert page.locator(".skeleton:visible").count() == 0
