"""What the benchmark of match runs measures, on made-up people."""

import time
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.db import transaction

from benchmarks import matching_people
from brands.models import Campaign
from creators.models import Creator
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.matching import queries
from marketplace.matching.actions import epochs, generations, partials, rows, runs, upkeep
from marketplace.matching.engine import decide
from marketplace.matching.models import Match
from marketplace.matching.snapshot import campaigns, current

#: Lists that are stored to measure storing, and how many at once.
STORED, A_COPY = 10_000, 200


class Figures:
    """What storing came to the last time."""

    rows = 0
    rows_per_second = 0


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
        "the same in four shards": lambda: run(shards=4),
        "the same in four ranges, merged": lambda: run(ranges=4),
        "storing rows alone": store,
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


def run(campaign: Campaign | None = None, shards: int = 1, ranges: int = 1) -> None:
    """The jobs themselves, in this process, the one that drops old partitions included."""
    settings.MATCHING_SHARDS, settings.MATCHING_RANGES, settings.MATCHING_SHARD_PAIRS = shards, ranges, 0
    runs.start(actor=SYSTEM, campaign=campaign)
    while job := Job.objects.waiting().filter(name__startswith="matching.").order_by("pk").first():
        assert jobs.run(job.pk)


def store() -> None:
    """STORED lists of 200 pairs, as a run writes them: one COPY for 200 campaigns, into a partition of their own. The
    pairs are those of real campaigns, repeated; the numbers of the campaigns are nobody's, so that no reader sees them.
    """
    found = partials.decide_all(campaigns.with_everything(Campaign.objects.published()[:20]), epochs.ensure())
    lists = [partials.merge([one], set())[1] for one in found]
    generation, epoch = generations.begin(), epochs.ensure()
    Figures.rows = 0
    begun = time.perf_counter()
    for first in range(0, STORED, A_COPY):
        several = [
            replace(lists[number % len(lists)], campaign_id=10**12 + number) for number in range(first, first + A_COPY)
        ]
        with transaction.atomic():
            rows.insert(generation, epoch.pk, several)
        Figures.rows += sum(len(one.pairs) for one in several)
    Figures.rows_per_second = int(Figures.rows / (time.perf_counter() - begun))
    with transaction.atomic():
        generations.begin()
        generations.drop_old()


def decide_all() -> None:
    creators, _seen = current.creators_in(epochs.ensure())
    for campaign in campaigns.with_everything(Campaign.objects.published()):
        decisions = decide(campaigns.spec_of(campaign), campaigns.rules_of(campaign), creators)
        decisions.top(200)
        decisions.tally()
