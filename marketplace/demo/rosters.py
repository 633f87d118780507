"""A made-up roster, asked for as any brand would: the workers choose it as soon as they are up."""

from brands.models import Campaign
from marketplace.accounts.models import Person
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.matching.actions import runs
from marketplace.rosters.actions import rosters
from marketplace.rosters.models import Roster
from marketplace.rosters.queries import default_wishes


def make(*, owner: Person) -> Roster:
    """Compare the owner's first campaign with everybody now, for a roster is chosen from its matches, and ask for one
    within what is left of its budget and seats."""
    campaign = Campaign.objects.filter(brand__members__person=owner, is_barter=False).order_by("pk")[0]
    run = runs.start(actor=SYSTEM, campaign=campaign)
    assert run.job_id is not None
    jobs.run(run.job_id)
    return rosters.build(actor=owner, campaign=campaign, wishes=default_wishes(campaign))
