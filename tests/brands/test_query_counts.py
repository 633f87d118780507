"""Lists cost the same however long they are."""

import pytest
from django.urls import reverse

from brands.models import Member
from tests.factories.brands import BrandFactory, CampaignFactory, MemberFactory

pytestmark = pytest.mark.django_db

#: Session and person are two of each; the bell and the navigation come with every page.
QUERIES = {"mine": 4, "campaigns": 7, "members": 8, "brand": 5, "campaign": 11}


@pytest.mark.parametrize("rows", [1, 3])
def test_my_brands(client, olive, rows, django_assert_num_queries):
    for _ in range(rows):
        BrandFactory(owner=olive)
    client.force_login(olive)
    with django_assert_num_queries(QUERIES["mine"]):
        assert client.get(reverse("brands:mine")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_campaigns(client, brand, olive, rows, django_assert_num_queries):
    CampaignFactory.create_batch(rows, brand=brand)
    client.force_login(olive)
    with django_assert_num_queries(QUERIES["campaigns"]):
        assert client.get(reverse("brands:campaigns")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_members(client, brand, olive, rows, django_assert_num_queries):
    MemberFactory.create_batch(rows, brand=brand)
    client.force_login(olive)
    with django_assert_num_queries(QUERIES["members"]):
        assert client.get(reverse("brands:members", args=[brand.public_id])).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_public_page_of_a_brand(client, brand, rows, django_assert_num_queries):
    CampaignFactory.create_batch(rows, brand=brand, published=True)
    with django_assert_num_queries(QUERIES["brand"]):
        assert client.get(reverse("brands:brand", args=[brand.public_id])).status_code == 200


def test_a_campaign(client, brand, kim, django_assert_num_queries):
    campaign = CampaignFactory(brand=brand, published=True, gift=900)
    client.force_login(kim)
    with django_assert_num_queries(QUERIES["campaign"]):
        assert client.get(reverse("brands:campaign", args=[campaign.public_id])).status_code == 200
    assert not Member.objects.filter(person=kim).exists()
