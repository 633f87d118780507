"""The list of matches: fair by default, by score alone where asked, with a line for each side."""

import pytest
from django.urls import reverse

from marketplace.exposure.models import PersonShown

pytestmark = pytest.mark.django_db


@pytest.fixture
def _first_is_seen_everywhere(campaign):
    """The first of the list was shown far more than anybody, and all are nearly equal."""
    first = campaign.matches.select_related("creator").get(rank=1)
    PersonShown.objects.create(person_id=first.creator.person_id, times=500, until=first.epoch.as_of)
    for match in campaign.matches.all():
        match.creator.channels.update(ownership="proven", proven_at="2026-01-01T00:00Z")


@pytest.mark.usefixtures("_first_is_seen_everywhere")
def test_the_fair_order_is_the_default_and_says_so(client, campaign, owner, address):
    client.force_login(owner)
    page = client.get(address)
    assert [row["match"].rank for row in page.context["matches"]] == [2, 3, 4, 5, 1]
    assert [row["position"] for row in page.context["matches"]] == [1, 2, 3, 4, 5]
    text = page.content.decode()
    assert "Fair order." in text
    assert "Moved down 4 places: shown more in 28 days than the score deserves." in text
    assert reverse("exposure:how_it_works") in text
    plain = client.get(address, {"sort": "rank"})
    assert [row["match"].rank for row in plain.context["matches"]] == [1, 2, 3, 4, 5]
    assert "Fair order." not in plain.content.decode()


@pytest.mark.usefixtures("_first_is_seen_everywhere")
def test_the_api_gives_both_orders_and_why(client, campaign, owner):
    client.force_login(owner)
    at = f"/api/v1/campaigns/{campaign.public_id}/matches"
    first = client.get(f"{at}?limit=3").json()
    rows = first["results"] + client.get(first["next"]).json()["results"]
    assert [(row["position"], row["rank"]) for row in rows] == [(1, 2), (2, 3), (3, 4), (4, 5), (5, 1)]
    assert rows[4]["moved_because"] == "Moved down 4 places: shown more in 28 days than the score deserves."
    by_rank = client.get(f"{at}?sort=rank").json()["results"]
    assert [row["rank"] for row in by_rank] == [1, 2, 3, 4, 5]
    assert {row["score"] for row in by_rank} == {row["score"] for row in rows}


@pytest.mark.usefixtures("_first_is_seen_everywhere")
def test_both_sides_read_a_line_on_the_match(client, campaign, owner):
    first = campaign.matches.select_related("creator").get(rank=1)
    client.force_login(owner)
    page = client.get(reverse("matching:match", args=[campaign.public_id, first.creator.public_id]))
    assert "Moved down 4 places" in page.content.decode()
    client.force_login(first.creator.person)
    page = client.get(reverse("matching:why", args=[campaign.public_id]))
    assert "You moved down 4 places" in page.content.decode()
