"""A campaign with its matches, and who looks at them."""

import pytest
from django.urls import reverse

from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.matching.actions import runs
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory
from tests.factories.creators import published_creator


@pytest.fixture
def creators():
    return [published_creator(display_name=name) for name in ("Ann", "Ben", "Cem", "Dia", "Eve")]


@pytest.fixture
def campaign(creators):
    brand = BrandFactory(owner=PersonFactory(brand=True))
    found = CampaignFactory(brand=brand, published=True, rules={"all": []})
    runs.start(actor=SYSTEM, campaign=found)
    for job in Job.objects.unfinished().filter(name__startswith="matching.").order_by("pk"):
        jobs.run(job.pk)
    return found


@pytest.fixture
def owner(campaign):
    return campaign.brand.members.get().person


@pytest.fixture
def address(campaign):
    return reverse("matching:for_campaign", args=[campaign.public_id])
