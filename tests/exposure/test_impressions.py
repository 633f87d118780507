"""What was shown is logged once an hour, after the answer, by one statement; and nothing can break the page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from marketplace.accounts.personal_data import export_of
from marketplace.exposure.actions import impressions, retention
from marketplace.exposure.enums import Looker, Order, Surface
from marketplace.exposure.models import Impression
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 5, tzinfo=UTC)


def test_a_page_of_matches_logs_each_pair_with_all_that_decided_its_place(client, campaign, owner, address):
    client.force_login(owner)
    client.get(address)
    stored = {match.creator_id: match for match in campaign.matches.all()}
    rows = list(Impression.objects.order_by("slot"))
    assert [(row.slot, row.position) for row in rows] == [(place, place) for place in range(1, 6)]
    for row in rows:
        match = stored[row.creator_id]
        assert (row.campaign_id, row.viewer_id, row.person_id) == (campaign.pk, owner.pk, match.creator.person_id)
        assert (row.side, row.order, row.surface) == (Looker.BRAND, Order.FAIR, Surface.PAGE)
        assert (row.score, row.parts, row.tier, row.epoch) == (match.score, match.parts, match.tier, match.epoch_id)
        assert (row.propensity_bp, row.policy, row.parameters) == (10_000, 0, 0)
        assert row.run == campaign.match_result.run_id


def test_the_log_costs_one_statement_and_nothing_before_the_answer(client, owner, address):
    client.force_login(owner)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    written = [query["sql"] for query in asked if "exposure_impression" in query["sql"]]
    assert len(written) == 1
    assert asked.captured_queries[-1]["sql"] == written[0]


def test_the_same_pair_counts_once_an_hour_for_a_person(campaign, creators, owner):
    pair = impressions.Shown(campaign.pk, creators[0].pk, creators[0].person_id, 2, 4, 7_000, [1] * 6, 1)
    page = impressions.List(Looker.BRAND, Order.FAIR, pairs=[pair])
    for viewer, minutes in ((owner.pk, 0), (owner.pk, 50), (owner.pk, 55), (creators[1].person_id, 1)):
        impressions.keep(viewer=viewer, shown=page, at=NOON + timedelta(minutes=minutes))
    assert list(Impression.objects.order_by("pk").values_list("viewer", "at")) == [
        (owner.pk, NOON),
        (owner.pk, NOON + timedelta(minutes=55)),
        (creators[1].person_id, NOON + timedelta(minutes=1)),
    ]


def test_a_page_that_cannot_be_logged_is_shown_all_the_same(client, owner, address, monkeypatch):
    client.force_login(owner)

    def broken(**_given):
        raise RuntimeError

    monkeypatch.setattr(impressions, "keep", broken)
    assert client.get(address).status_code == 200
    assert not Impression.objects.exists()


def test_staff_browsers_that_fetch_ahead_and_heads_are_not_logged(client, owner, address):
    client.force_login(owner)
    assert client.head(address).status_code == 200
    assert client.get(address, headers={"Sec-Purpose": "prefetch;prerender"}).status_code == 200
    client.force_login(PersonFactory(staff=True, is_superuser=True))
    assert client.get(address).status_code == 200
    assert not Impression.objects.exists()


def test_a_refused_page_logs_nothing(client, creators, address):
    client.force_login(creators[0].person)
    assert client.get(address).status_code == 404
    assert not Impression.objects.exists()


def test_a_creator_s_list_and_the_api_log_too(client, campaign, creators, owner):
    client.force_login(creators[0].person)
    client.get(reverse("matching:for_creator"))
    client.force_login(owner)
    client.get(f"/api/v1/campaigns/{campaign.public_id}/matches?sort=rank&limit=2")
    rows = Impression.objects.order_by("pk").values_list("side", "surface", "order", "creator", "position")
    best = list(campaign.matches.order_by("rank").values_list("creator", flat=True)[:2])
    assert list(rows) == [
        (Looker.CREATOR, Surface.PAGE, Order.SCORE, creators[0].pk, 1),
        (Looker.BRAND, Surface.API, Order.SCORE, best[0], 1),
        (Looker.BRAND, Surface.API, Order.SCORE, best[1], 2),
    ]


def test_the_log_is_only_added_to_and_forgets_after_thirteen_months(campaign, creators, owner):
    pair = impressions.Shown(campaign.pk, creators[0].pk, creators[0].person_id, 2, 4, 7_000, [], 1)
    page, now = impressions.List(Looker.BRAND, Order.FAIR, pairs=[pair]), timezone.now()
    for days in (0, 390, 420):
        impressions.keep(viewer=owner.pk, shown=page, at=now - timedelta(days=days))
    for change in (Impression.objects.all().delete, lambda: Impression.objects.update(score=1)):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()
    assert retention.forget_some() == 1
    assert retention.forget_some() == 0
    assert sorted((now - row.at).days for row in Impression.objects.all()) == [0, 390]


def test_people_take_away_how_often_and_not_by_whom(client, campaign, creators, owner, address):
    client.force_login(owner)
    client.get(address)
    month = timezone.now().date().replace(day=1)
    assert export_of(creators[0].person)["exposure"] == {
        "shown_to_brands": [{"month": month, "times": 1}], "looked_at": [],
    }  # fmt: skip
    looked = [{"month": month, "as": "brand", "pairs": 5}]
    assert export_of(owner)["exposure"] == {"shown_to_brands": [], "looked_at": looked}
