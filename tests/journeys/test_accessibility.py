"""Pages everyone meets, held to WCAG 2.2 AA by axe, in both themes, and usable by keyboard and without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
PAGES = ["/", "/style-guide/", "/accounts/signup/", "/how-it-works/"]


def faults(page, options=WCAG):
    """What axe finds on the page as it stands, one line each."""
    found = Axe().run(page, options=options).response["violations"]
    return [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(chromium, live_server, snap, path, dark):
    # axe measures by writing styles into the page, which the policy of the site forbids.
    theme = "dark" if dark else "light"
    context = chromium.new_context(base_url=live_server.url, bypass_csp=True, locale="fr-FR", color_scheme=theme)
    page = context.new_page()
    page.goto(path)
    assert faults(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert faults(page) == []
    snap(page, f"page{PAGES.index(path)}")
    context.close()


def test_the_keyboard_reaches_the_content_first_and_menus_close_with_escape(browse):
    page = browse(width=390)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.locator(".menu-mobile > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu-mobile .menu-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".menu-mobile .menu-panel")).to_be_hidden()


def test_weights_always_add_up_to_a_hundred(browse):
    page = browse()
    page.goto("/style-guide/")
    for value in ("100", "0", "37"):
        page.locator("#weight-niche").fill(value)
        outputs = page.locator("weight-sliders output").all_inner_texts()
        assert outputs[0] == value
        assert sum(map(int, outputs)) == 100


def test_a_dialog_asks_before_a_form_is_sent(browse):
    page = browse()
    page.goto("/style-guide/")
    page.get_by_role("button", name="Ask before it happens").click()
    expect(page.locator("confirm-dialog dialog")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("confirm-dialog dialog")).to_be_hidden()
    assert "?" not in page.url


@pytest.mark.parametrize("javascript", [True, False])
def test_the_theme_is_kept_with_and_without_scripts(browse, javascript):
    page = browse(javascript=javascript)
    page.goto("/legal/")
    page.locator(".switch button[value=dark]").click()
    page.wait_for_timeout(500)
    page.goto("/privacy/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
