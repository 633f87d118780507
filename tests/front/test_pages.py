"""Pages for everyone: complete, in both languages, under the strict policy."""

import re

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string

pytestmark = pytest.mark.django_db

PAGES = ["/", "/style-guide/", "/how-it-works/", "/privacy/", "/legal/", "/accounts/login/", "/accounts/signup/"]


@pytest.fixture(autouse=True)
def _fresh_numbers():
    cache.delete("pages.market_numbers")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_is_whole(client, path, language):
    response = client.get(path, HTTP_ACCEPT_LANGUAGE=language)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert html.count('<main class="page" id="main"') == 1
    assert 'href="#main"' in html
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son\w+=", html)


@pytest.mark.parametrize("path", ["/", "/style-guide/"])
def test_ids_and_labels_are_sound(client, path):
    html = client.get(path).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', html)) <= set(ids)
    assert set(" ".join(re.findall(r'aria-describedby="([^"]*)"', html)).split()) <= set(ids)


def test_the_home_page_counts_the_market_in_the_database(client):
    from tests.factories.creators import CreatorFactory

    assert '<span class="stat-value">0</span>' in client.get("/").content.decode()
    CreatorFactory.create_batch(3, published=True)
    cache.delete("pages.market_numbers")
    assert '<span class="stat-value">3</span>' in client.get("/").content.decode()


def test_the_example_on_the_home_page_is_judged_and_not_written(client):
    html = client.get("/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "0.4 points" in html
    assert "86.6" in html
    assert html.count("score-part-sentence") == 8
    assert html.count('<li class="criterion criterion-pass">') == 3
    assert html.count('<li class="criterion criterion-fail">') == 1


@pytest.mark.parametrize(("wish", "kept"), [("dark", "dark"), ("light", "light"), ("auto", ""), ("<x>", "")])
def test_a_theme_is_kept_and_painted_from_the_first_byte(client, wish, kept):
    response = client.post("/theme/", {"theme": wish, "next": "/legal/"})
    assert response.headers["Location"] == "/legal/"
    assert response.cookies["theme"].value == kept
    assert (f'data-theme="{kept}"' in client.get("/legal/").content.decode()) is bool(kept)


def test_a_theme_does_not_lead_elsewhere(client):
    assert client.post("/theme/", {"theme": "dark", "next": "https://evil.example/"}).headers["Location"] == "/"
    assert client.get("/theme/").status_code == 405


def test_what_is_missing_is_said_kindly(client):
    response = client.get("/no-such-page/", HTTP_ACCEPT_LANGUAGE="en")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


@pytest.mark.parametrize("code", [400, 403, 429, 500])
def test_error_pages_render_without_a_request(code):
    html = render_to_string(f"{code}.html")
    assert html.count("<h1") == 1
    assert str(code) in html


def test_the_operator_is_named_once_configured(client, settings):
    assert "has not said who they are" in client.get("/legal/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    settings.OPERATOR = {"name": "Coopérative Entente", "email": "bonjour@entente.example"}
    html = client.get("/legal/").content.decode()
    assert "Coopérative Entente" in html
    assert "mailto:bonjour@entente.example" in html
