"""The demo's people come with something to answer."""

from collections import Counter

import pytest

from brands.actions.campaigns.states import blocking
from brands.models import Campaign
from marketplace.accounts.models import Person
from marketplace.activity.models import Event
from marketplace.cohorts.models import Ballot, Cohort, Entry, Jury
from marketplace.cohorts.queries.cadence import cadences_of
from marketplace.cohorts.queries.cohorts import members_of
from marketplace.deals.enums import ContactKind, ContactState
from marketplace.deals.models import Contact
from marketplace.deals.verdicts import standing_of
from marketplace.demo import seed
from marketplace.rosters.models import Roster
from tests.factories.rosters import finish

pytestmark = pytest.mark.django_db


def test_both_sides_find_contacts_of_every_kind(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    seed.run(scale=60)
    states = Counter(Contact.objects.values_list("kind", "state"))
    assert states[ContactKind.APPLICATION, ContactState.PENDING] >= 2
    assert states[ContactKind.APPLICATION, ContactState.ACCEPTED] == 1
    alma = Person.objects.get(email="alma@demo.entente.example")
    asked = Contact.objects.get(kind=ContactKind.INVITATION, creator__person=alma)
    assert asked.state == ContactState.PENDING
    assert not standing_of(asked.channel, asked.campaign).is_refused


def test_campaigns_are_published_as_anybodys_are(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    seed.run(scale=1)
    published = Campaign.objects.published()
    assert published.count() == 12
    assert [campaign.title for campaign in published if blocking(campaign)] == []
    assert Event.objects.filter(verb="brands.campaign_published").count() == 12
    assert sum(campaign.versions.count() for campaign in published) == 12


def test_a_roster_is_chosen_from_the_matches_of_the_first_campaign(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    seed.run(scale=60)
    seed.match()
    roster = finish(Roster.objects.get())
    assert (roster.campaign.brand.name, roster.state) == ("Maison Lavande", "ready")
    assert roster.picks.count() == 4
    assert roster.cost_minor <= 360_000
    assert roster.misses.exists()


def test_a_cohort_runs_with_members_behind_and_a_jury_scores(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    seed.run(scale=60)
    alma = Person.objects.get(email="alma@demo.entente.example")
    cohort = Cohort.objects.get(state="running")
    paces = Counter(one.pace.value for one in cadences_of(cohort, members_of(cohort)).values())
    assert Entry.objects.get(creator__person=alma).state == "member"
    assert set(paces) == {"kept_up", "behind", "unknown"}
    assert Jury.objects.get().state == "open"
    assert Ballot.objects.count() == 3
