"""Campaigns with creators who match them, and their rosters, chosen by the real job."""

from typing import Any

from brands.models import Campaign
from creators.models import Creator
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.matching.actions import runs
from marketplace.rosters.actions import rosters
from marketplace.rosters.models import Roster
from marketplace.rosters.wishes import Wishes
from tests.factories.creators import published_creator
from tests.factories.deals import manager_of, open_campaign


def priced(cost: int, **options: Any) -> Creator:
    """A published adult who asks this for a sponsored video."""
    creator = published_creator(**options)
    creator.rates.update(amount_minor=cost)
    return creator


def match(campaign: Campaign) -> Campaign:
    """Compare the campaign with everybody there is now."""
    jobs.run(runs.start(actor=SYSTEM, campaign=campaign).job_id)
    return campaign


def chosen_from(*costs: int, **options: Any) -> Campaign:
    """A campaign whose stored matches are creators at these prices."""
    campaign = open_campaign(**options)
    for at, cost in enumerate(costs):
        priced(cost, display_name=f"Creator {at}")
    return match(campaign)


def built(campaign: Campaign, **wishes: Any) -> Roster:
    """A roster that waits to be chosen."""
    asked = {"budget_minor": 100_000, "seats": 2} | wishes
    return rosters.build(actor=manager_of(campaign), campaign=campaign, wishes=Wishes(**asked))


def solved(campaign: Campaign, **wishes: Any) -> Roster:
    """A roster that was chosen."""
    return finish(built(campaign, **wishes))


def finish(roster: Roster) -> Roster:
    """Run its job."""
    assert roster.job_id is not None
    jobs.run(roster.job_id)
    assert Job.objects.get(pk=roster.job_id).error == ""
    roster.refresh_from_db()
    return roster
