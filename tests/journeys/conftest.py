"""Stories in a real browser, against a real server and a real worker on a database of their own.

Screenshots at 390 and 1280 px are kept under test-artefacts/.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import workers

# Playwright keeps an event loop in this thread; the tests themselves are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "test-artefacts"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
#: The browser is driven from a thread with an event loop, which Django would otherwise refuse to serve.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PASSWORD = "a-long-enough-phrase-42"
# One patience for every look at a page: a click returns before the answer is on the screen.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="needs Chromium on PATH"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def worker(transactional_db: None) -> Iterator[Any]:
    """A Celery worker with beat."""
    with workers.worker(beat=True) as process:
        yield process


@pytest.fixture
def browse(chromium: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Open a window: `page = browse(width=390, language="fr", javascript=True)`. Any script error fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_window(*, width: int = 1280, language: str = "en", javascript: bool = True, dark: bool = False) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale={"fr": "fr-FR", "en": "en-GB"}[language],
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def snap(request: pytest.FixtureRequest) -> Any:
    """Keep a screenshot of the page at both widths: `snap(page, "why")`."""

    def keep(page: Page, name: str) -> None:
        ARTEFACTS.mkdir(exist_ok=True)
        story = re.sub(r"\W+", "-", request.node.name)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=ARTEFACTS / f"{story}-{name}-{width}.png", full_page=True)

    return keep


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in through the form and wait for the next page."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("main form").first.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "/login" not in url)
