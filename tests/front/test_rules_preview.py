"""The counts beside the rules: of what is typed, of what is stored, and for nobody else."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from creators.models import Channel
from marketplace.matching import queries as matching
from marketplace.matching.snapshot import current
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory
from tests.factories.creators import MeasurementFactory, published_creator
from tests.factories.matching import crowd

pytestmark = pytest.mark.django_db

TEN_THOUSAND = {"measure": "followers", "op": "gte", "value": 10_000}
TYPED = {"n0-kind": "all", "node": "1", "n1-in": 0, "n1-measure": "followers", "n1-op": "gte", "n1-value": "10 000"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def olive():
    return PersonFactory(brand=True)


@pytest.fixture
def campaign(olive):
    crowd(60, birth_date=date(1990, 2, 28), availability="open", paid_only=False)
    return CampaignFactory(brand=BrandFactory(owner=olive))


@pytest.fixture
def url(campaign):
    return reverse("pages:rules_preview", args=[campaign.public_id])


def test_what_is_typed_is_counted_and_not_saved(client, olive, campaign, url):
    client.force_login(olive)
    answer = client.post(url, TYPED, headers=HTMX)
    expected = matching.preview({"all": [TEN_THOUSAND]}, campaign)
    assert answer.context["qualified"] == matching.told(expected.qualified)
    assert answer.context["unknown"] == expected.counts["unknown"] >= 5
    [line] = answer.context["lines"]
    assert line.label == "Followers: at least 10,000."
    effect = next(effect for effect in expected.effects if effect.rule_code == "r1")
    assert effect.alone > 0
    assert (line.alone, line.share_bp) == (effect.told_alone, effect.told_share_bp)
    assert "<html" not in answer.content.decode()
    campaign.refresh_from_db()
    assert campaign.rules == {"all": []}


def nobody_but(people):
    """So many creators of 50,000 followers, and none else who is matched."""
    Channel.objects.update(removed_at=timezone.now())
    found = [published_creator() for _person in range(people)]
    current.forget()
    return found


def small_and_large(small, large):
    """So many creators of 10 followers, and so many of 50,000."""
    for creator in nobody_but(small + large)[:small]:
        MeasurementFactory(channel=creator.channels.get(), followers=10)
    current.forget()


@pytest.mark.parametrize(("people", "shown"), [(4, "Fewer than 5"), (5, "5"), (0, "Fewer than 5")])
def test_fewer_than_five_are_not_counted_out(client, olive, url, people, shown):
    """Asked narrowly enough, a count is an answer about one person."""
    nobody_but(people)
    client.force_login(olive)
    answer = client.post(url, TYPED, headers=HTMX)
    assert answer.context["qualified"] == (people if people >= 5 else None)
    text = " ".join(answer.content.decode().split())
    assert f'<span class="stat-value">{shown}</span>' in text or f">{shown}<" in text
    assert "Fewer than 5 creators" in text


@pytest.mark.parametrize(("small", "large", "alone", "share"), [(4, 5, None, None), (5, 4, 5, None), (5, 5, 5, 5_000)])
def test_what_one_rule_removes_is_told_from_five_people_on(client, olive, url, small, large, alone, share):
    small_and_large(small, large)
    client.force_login(olive)
    [line] = client.post(url, TYPED, headers=HTMX).context["lines"]
    assert (line.alone, line.share_bp) == (alone, share)


def test_the_bar_of_a_rule_is_as_long_as_its_share_in_french_too(client, olive, url):
    small_and_large(5, 5)
    client.force_login(olive)
    answer = client.post(url, TYPED, headers=HTMX | {"Accept-Language": "fr"})
    [line] = answer.context["lines"]
    # A thousands separator would make it no number, and the bar empty.
    assert line.share_bp == 5_000
    assert f'max="10000" value="{line.share_bp}"' in answer.content.decode()


def test_what_cannot_be_read_yet_says_so_kindly(client, olive, url):
    client.force_login(olive)
    answer = client.post(url, TYPED | {"n1-value": ""}, headers=HTMX)
    assert answer.status_code == 200
    assert "Counted as soon as every rule is complete." in answer.content.decode()


def test_without_scripts_it_is_a_page_about_what_is_stored(client, olive, campaign, url):
    client.force_login(olive)
    answer = client.get(url)
    assert "<html" in answer.content.decode()
    assert answer.context["qualified"] == matching.told(matching.preview({"all": []}, campaign).qualified)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_may_count(client, url, method):
    assert getattr(client, method)(url, TYPED).status_code == 302
    client.force_login(PersonFactory(brand=True))
    assert getattr(client, method)(url, TYPED).status_code == 404


def test_what_may_not_be_asked_is_not_counted(client, olive, url):
    client.force_login(olive)
    asked = TYPED | {"n1-measure": "age_years", "n1-op": "gte", "n1-value": "31"}
    assert client.post(url, asked, headers=HTMX).context["is_readable"] is False
    asked["n1-value"] = "18"
    assert client.post(url, asked, headers=HTMX).context["is_readable"] is True
