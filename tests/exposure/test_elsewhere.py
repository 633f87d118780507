"""Creators whom a brand is shown outside a list of matches: on its overview, in a roster, and across its campaigns."""

import pytest
from django.urls import reverse

from marketplace.exposure.enums import Looker, Order, Surface
from marketplace.exposure.models import Impression
from tests.factories.deals import viewer_of
from tests.factories.rosters import chosen_from, solved

pytestmark = pytest.mark.django_db


def seen():
    columns = ("creator_id", "surface", "order", "is_narrowed", "side")
    return list(Impression.objects.order_by("slot").values_list(*columns))


def test_the_overview_of_a_brand_shows_creators_by_score(client, campaign, owner):
    client.force_login(owner)
    client.get(reverse("pages:dashboard"))
    best = list(campaign.matches.order_by("-score", "rank").values_list("creator_id", flat=True))
    assert seen() == [(creator, Surface.OVERVIEW, Order.SCORE, False, Looker.BRAND) for creator in best]
    assert list(Impression.objects.order_by("slot").values_list("position", flat=True)) == [1, 2, 3, 4, 5]


def test_the_overview_of_a_creator_shows_campaigns(client, campaign, creators):
    client.force_login(creators[0].person)
    client.get(reverse("pages:dashboard"))
    row = Impression.objects.get()
    match = campaign.matches.get(creator=creators[0])
    assert (row.campaign_id, row.side, row.surface) == (campaign.pk, Looker.CREATOR, Surface.OVERVIEW)
    assert (row.score, row.parts, row.tier, row.epoch) == (match.score, match.parts, match.tier, match.epoch_id)


@pytest.mark.parametrize(("address", "surface"), [
    ("/campaigns/{campaign}/roster/", Surface.ROSTER),
    ("/brands/{brand}/places/", Surface.PLACES),
    ("/api/v1/rosters/{roster}", Surface.API),
    ("/api/v1/brands/{brand}/places", Surface.API),
])  # fmt: skip
def test_a_choice_is_counted_and_left_out_of_what_is_learnt(client, address, surface):
    campaign = chosen_from(40_000, 50_000, seats=2)
    roster = solved(campaign)
    named = {"campaign": campaign.public_id, "brand": campaign.brand.public_id, "roster": roster.public_id}
    client.force_login(viewer_of(campaign))
    assert client.get(address.format(**named)).status_code == 200
    chosen = campaign.matches.values_list("creator_id", flat=True)
    assert sorted(seen()) == sorted((creator, surface, Order.OTHER, True, Looker.BRAND) for creator in chosen)


def test_a_roster_that_is_being_chosen_shows_nobody(client):
    campaign = chosen_from(40_000)
    client.force_login(viewer_of(campaign))
    assert client.get(reverse("rosters:for_campaign", args=[campaign.public_id])).status_code == 200
    assert seen() == []
