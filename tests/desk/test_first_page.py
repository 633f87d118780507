"""The first page of the desk: today's numbers without counting millions, and a way to every list."""

import pytest
from django.urls import reverse

from marketplace.accounts.models import Person
from marketplace.exposure.models import FairnessParameters
from marketplace.matching.models import CampaignResult
from tests.factories.accounts import PersonFactory
from tests.factories.brands import CampaignFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(PersonFactory(staff=True, is_superuser=True))
    return client


def test_pairs_are_told_from_the_results_of_campaigns(admin):
    for creators in (300, 1_200):
        CampaignResult.objects.create(campaign=CampaignFactory(), creators=creators)
    page = admin.get(reverse("admin:index"))
    shown = {str(one["label"]): one["count"] for one in page.context["numbers"]}
    assert shown["Pairs compared"] == 1_500


def test_the_sidebar_leads_to_fairness_rosters_and_cohorts(admin):
    html = admin.get(reverse("admin:index")).content.decode()
    for model in ("exposure_fairnessparameters", "exposure_monthfigures", "learning_policy", "rosters_roster",
                  "cohorts_cohort"):  # fmt: skip
        assert f'href="{reverse(f"admin:{model}_changelist")}"' in html


def test_an_empty_list_of_parameters_says_what_is_in_force(admin):
    address = reverse("admin:exposure_fairnessparameters_changelist")
    told = "Nobody has set any yet: in force is what the product begins with."
    assert told in admin.get(address).content.decode()
    FairnessParameters.objects.create(
        deficit_bp=500, minimum_score=4_000, swap_bp=300, set_by=Person.objects.get(), reason="Tried for a month."
    )
    assert told not in admin.get(address).content.decode()


BARTER = {"is_barter": True, "fee_min_minor": None, "fee_max_minor": None}


@pytest.mark.parametrize(("fields", "word", "other"), [(BARTER, "Barter", "Paid"), ({}, "Paid", "Barter")])
def test_how_a_campaign_pays_is_said_in_words(admin, fields, word, other):
    campaign = CampaignFactory(**fields)
    rows = admin.get(reverse("admin:brands_campaign_changelist")).content.decode().split("<tbody")[1]
    page = admin.get(reverse("admin:brands_campaign_change", args=[campaign.pk])).content.decode()
    assert word in rows
    assert word in page
    assert other not in rows
