"""The words both sides share, through the API."""

import pytest

from marketplace.taxonomy.models import Niche
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
ALL = ["platforms", "niches", "sectors", "deliverable-kinds", "content-styles", "countries", "languages", "currencies"]


@pytest.fixture
def client(client_of):
    return client_of(PersonFactory())


def rows(response):
    assert response.status_code == 200
    found = response.json()
    return found["results"] if isinstance(found, dict) else found


@pytest.mark.parametrize("name", ALL)
def test_every_list_is_read_signed_in_and_not_otherwise(client, anonymous, name):
    assert {"code", "label"} <= set(rows(client.get(f"/api/v1/{name}"))[0])
    assert anonymous.get(f"/api/v1/{name}").status_code == 401
    assert client.post(f"/api/v1/{name}", {}).status_code == 405


def test_labels_are_in_the_language_asked_for(client):
    def germany(language):
        found = rows(client.get("/api/v1/countries", headers={"Accept-Language": language}))
        return next(row["label"] for row in found if row["code"] == "DE")

    assert (germany("en"), germany("fr")) == ("Germany", "Allemagne")


def test_a_platform_says_what_it_can_do(client):
    tiktok = next(row for row in rows(client.get("/api/v1/platforms")) if row["code"] == "tiktok")
    assert "followers" in tiktok["capabilities"]
    assert tiktok["url_pattern"] == "https://www.tiktok.com/@{handle}"


def test_niches_are_filtered_and_sensitive_ones_are_not_offered(client):
    common = rows(client.get("/api/v1/niches?common=true&limit=200"))
    assert len(common) >= 120
    assert all(row["is_common"] for row in common)
    child = next(row for row in common if len(row["path"]) > 1)
    siblings = rows(client.get(f"/api/v1/niches?limit=200&parent={child['path'][-2]}"))
    assert child["code"] in [row["code"] for row in siblings]
    hidden = set(Niche.objects.filter(is_sensitive=True).values_list("code", flat=True))
    assert hidden
    assert not hidden & {row["code"] for row in common}


@pytest.mark.parametrize("limit", [1, 3])
def test_a_page_of_niches_costs_the_same_for_any_number(client, limit, django_assert_num_queries):
    # session, person, niches
    with django_assert_num_queries(3):
        assert len(rows(client.get(f"/api/v1/niches?limit={limit}"))) == limit
