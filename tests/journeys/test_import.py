"""A brand brings a list with bad rows: it is understood, checked, put right and imported while a bar fills."""

import csv

import pytest

from brands.enums import Role
from brands.models import Brand, Member
from creators.models import Channel, Creator
from tests.factories.accounts import PersonFactory
from tests.journeys.conftest import PASSWORD, sign_in

LIST = (
    "Pseudo;Nom;Thématique;Abonnés;Pays;Présentation\n"
    "@zoe.cuisine;Zoé;Cuisine;12,5K;France;Des recettes d’été\n"
    "deux mots;Deux;Mode;1 204;France;\n"
    "lina;Lina;Mode;beaucoup;France;=1+1\n"
    "ZOE.cuisine;Encore;Cuisine;3;France;\n"
)


@pytest.fixture
def manager(transactional_db):
    person = PersonFactory(brand=True, email="maya@example.org", password=PASSWORD)
    brand = Brand.objects.create(name="Brise", slug="brise", country="FR")
    Member.objects.create(brand=brand, person=person, role=Role.MANAGER)
    return person


def test_a_list_with_bad_rows_is_checked_corrected_and_imported(browse, worker, manager, snap):
    page = browse()
    sign_in(page, manager.email)
    hand_in(page, LIST.encode("cp1252"))
    assert page.get_by_label("What “Abonnés” means").input_value() == "followers"
    assert page.get_by_label("What “Pseudo” means").input_value() == "handle"
    snap(page, "columns")
    check(page)
    assert stats(page) == {"Read": "4", "Would be created": "1", "Refused": "3"}
    snap(page, "report")
    assert Creator.objects.count() == 0
    corrected = put_right(page)
    bring_in(page)
    hand_in(page, corrected)
    check(page)
    assert stats(page) == {"Read": "3", "Would be created": "2", "Would be updated": "1"}
    bring_in(page)
    assert set(Channel.objects.values_list("handle", flat=True)) == {"zoe.cuisine", "lina", "deux.mots"}
    assert Creator.objects.get(display_name="Lina").bio == "=1+1"


def hand_in(page, content):
    page.goto("/imports/")
    page.set_input_files("input[type=file]", {"name": "liste.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_label("Source").fill("Agence Soleil")
    page.get_by_label("Platform").select_option("tiktok")
    page.get_by_role("button", name="Look at the file").click()


def check(page):
    page.get_by_role("button", name="Check the file").click()
    page.get_by_text("This was a check: nothing has changed yet.").wait_for(timeout=60_000)


def bring_in(page):
    page.get_by_role("button", name="Import it").click()
    page.get_by_text("The list is in.").wait_for(timeout=60_000)


def stats(page):
    shown = page.locator(".stats").inner_text().split("\n")
    pairs = dict(zip(shown[::2], shown[1::2], strict=True))
    return {label: value for label, value in pairs.items() if value != "0"}


def put_right(page):
    """Download the refused rows, correct two of them as a person would, and save the file."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Refused rows (CSV)").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[1:]] == ["3", "4", "5"]
    text = "\n".join(";".join(row[2:]) for row in rows)
    return text.replace("deux mots", "deux.mots").replace("beaucoup", "8K").encode("utf-8-sig")
