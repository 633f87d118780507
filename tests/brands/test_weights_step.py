"""The sliders: always 100 together, with and without scripts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from brands.enums import DEFAULT_WEIGHTS
from brands.forms.weights import shared
from brands.models import Campaign

pytestmark = pytest.mark.django_db

MOVED = {
    "niche": 40, "text": 0, "audience": 20, "performance": 10, "price": 15, "reliability": 0, "interest": 10,
    "confidence": 5,
}  # fmt: skip


@pytest.fixture
def post(client, olive, campaign):
    client.force_login(olive)
    return lambda data: client.post(reverse("brands:campaign_weights", args=[campaign.public_id]), data)


def test_moved_sliders_are_saved_in_basis_points(post, campaign):
    assert post(MOVED).status_code == 302
    campaign.refresh_from_db()
    assert campaign.weights == {part: points * 100 for part, points in MOVED.items()}


def test_a_sum_that_is_not_100_is_shared_out_shown_and_not_saved(post, campaign):
    answer = post(MOVED | {"niche": 80})
    assert answer.status_code == 422
    assert "These added up to 140." in answer.content.decode()
    values = [int(bound.value()) for bound in answer.context["form"]]
    assert values == [57, 0, 14, 7, 11, 0, 7, 4]
    assert sum(values) == 100
    campaign.refresh_from_db()
    assert campaign.weights == DEFAULT_WEIGHTS


def test_nothing_at_all_is_refused(post):
    answer = post(dict.fromkeys(MOVED, 0))
    assert answer.status_code == 422
    assert "At least one part must count." in answer.content.decode()


def test_moved_sliders_stay_when_the_campaign_was_closed_meanwhile(post, campaign):
    Campaign.objects.filter(pk=campaign.pk).update(
        state="closed", published_at=timezone.now(), closed_at=timezone.now()
    )
    answer = post(MOVED)
    assert answer.status_code == 422
    assert "This campaign is closed; duplicate it to start again." in answer.content.decode()
    assert {bound.name: int(bound.value()) for bound in answer.context["form"]} == MOVED
    campaign.refresh_from_db()
    assert campaign.weights == DEFAULT_WEIGHTS


def test_sliders_that_were_not_moved_keep_finer_weights(post, campaign):
    finer = dict.fromkeys(MOVED, 0) | {"niche": 3_333, "audience": 3_333, "performance": 3_334}
    Campaign.objects.filter(pk=campaign.pk).update(weights=finer)
    assert post(shared(finer, 100)).status_code == 302
    campaign.refresh_from_db()
    assert campaign.weights == finer


def test_shares_are_whole_and_sum_up():
    assert shared({"a": 1, "b": 1, "c": 1}, 100) == {"a": 34, "b": 33, "c": 33}
