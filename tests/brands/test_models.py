"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from brands.models import Brand, Campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def brand():
    return Brand.objects.create(name="Maison Aubépine", slug="maison-aubepine")


@pytest.mark.parametrize(
    "fields",
    [
        {"budget_minor": -1},
        {"fee_min_minor": 200, "fee_max_minor": 100},
        {"fee_min_minor": -5},
        {"is_barter": True, "fee_max_minor": 100},
        {"seats": 0},
        {"content_from": date(2026, 3, 2), "content_until": date(2026, 3, 1)},
        {"apply_until": date(2026, 3, 2), "content_until": date(2026, 3, 1)},
        {"exclusivity_days": 30},
        {"currency": "eur"},
        {"title": ""},
        {"state": "lost"},
        {"state": "published"},
        {"weights": {"niche": 9_999}},
        {"weights": {"niche": 10_001, "price": -1}},
        {"weights": {}},
    ],
    ids=lambda fields: ",".join(f"{key}={value}" for key, value in fields.items()),
)
def test_the_database_refuses_a_campaign_that_makes_no_sense(brand, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.create(brand=brand, **{"title": "Spring", **fields})
    assert not Campaign.objects.exists()


def test_a_draft_may_be_nearly_empty(brand):
    campaign = Campaign.objects.create(brand=brand, title="Spring")
    assert (campaign.state, campaign.version, sum(campaign.weights.values())) == ("draft", 1, 10_000)
