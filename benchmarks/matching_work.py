"""What the benchmark of match runs measures, on made-up people."""

from collections.abc import Callable

from benchmarks import matching_people
from brands.models import Campaign
from creators.models import Creator
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.matching import queries
from marketplace.matching.actions import epochs, runs, upkeep
from marketplace.matching.engine import decide
from marketplace.matching.models import Match
from marketplace.matching.snapshot import campaigns, current


def populate(creators: int, wanted: int) -> None:
    """So many creators and published campaigns, made up once and kept for the next time."""
    if Creator.objects.count() < creators:
        matching_people.make_creators(creators)
    if Campaign.objects.published().count() < wanted:
        matching_people.make_campaigns(wanted)
    Job.objects.waiting().delete()
    epochs.ensure()


def counts() -> dict[str, int]:
    columns = current.columns()
    return {
        "creators": len(columns.creator_starts),
        "channels": len(columns),
        "campaigns": Campaign.objects.published().count(),
        "matches stored": Match.objects.count(),
        "bytes a channel": columns.nbytes // max(1, len(columns)),
    }


def measures() -> dict[str, Callable[[], None]]:
    """Each by its name."""
    campaign = Campaign.objects.published().order_by("pk")[0]
    creator = Creator.objects.published().order_by("pk")[0]
    return {
        "reading every creator": read,
        "a full run, stored": run,
        "deciding alone, nothing stored": decide_all,
        "one campaign, stored": lambda: run(campaign),
        "one changed creator, every campaign": lambda: use(upkeep.creator_changed(creator.pk)),
        "explaining one pair": lambda: use(queries.explain_match(campaign, creator)),
        "campaigns for one creator": lambda: use(queries.campaigns_for_creator(creator)),
        "a preview of rules": lambda: use(queries.preview(campaign.rules, campaign)),
    }


def use(result: object) -> None:
    """Nothing: the work is what is measured."""


def read() -> None:
    current.forget()
    current.columns()


def run(campaign: Campaign | None = None) -> None:
    """The job itself, in this process."""
    started = runs.start(actor=SYSTEM, campaign=campaign)
    assert started.job is not None
    assert jobs.run(started.job.pk)


def decide_all() -> None:
    creators, _seen = current.creators_in(epochs.ensure())
    for campaign in campaigns.with_everything(Campaign.objects.published()):
        decisions = decide(campaigns.spec_of(campaign), campaigns.rules_of(campaign), creators)
        decisions.top(200)
        decisions.tally()
