"""The market of `benchmarks.one_creator`, and what is measured in it."""

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from benchmarks import matching_world
from brands.models import Brand, Campaign, CampaignDeliverable
from creators.actions import availability, measurements, rates
from creators.models import Creator
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.matching.actions import comparison, counted, places, results, runs
from marketplace.matching.models import CampaignResult, Match, MatchRun
from marketplace.taxonomy.models import DeliverableKind, Niche, Platform

BATCH = 1_000
TICKS = os.sysconf("SC_CLK_TCK")
LEAST = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000]


def populate(creators: int, campaigns: int) -> None:
    """So many of each, made up once, matched by one run in this process, and kept for the next time."""
    matching_world.populate(creators)
    publish(campaigns)
    if CampaignResult.objects.filter(epoch__isnull=False).count() < campaigns:
        settings.MATCHING_SHARDS = 1
        run = runs.start(actor=SYSTEM)
        while job := Job.objects.waiting().filter(name__startswith="matching.").order_by("pk").first():
            assert jobs.run(job.pk), run


def publish(campaigns: int) -> None:
    """So many campaigns, made up once; nothing waits to be done."""
    missing = campaigns - Campaign.objects.published().count()
    if missing > 0:
        with transaction.atomic():
            make_campaigns(missing)
        matching_world.analyze()
    Job.objects.waiting().delete()


def make_campaigns(count: int) -> None:
    """Published campaigns with the round thresholds and the dates that people choose, each with its own fees."""
    chance = random.Random(count)
    brand, _new = Brand.objects.get_or_create(slug="bench", defaults={"name": "Bench"})
    made = Campaign.objects.bulk_create([_campaign(chance, brand, number) for number in range(count)], BATCH)
    niches = list(Niche.objects.filter(is_common=True).order_by("code"))
    platforms = list(Platform.objects.filter(code__in=["tiktok", "instagram", "youtube"]))
    kinds = list(DeliverableKind.objects.filter(code__in=["sponsored_video", "story"]))
    named, on = Campaign.niches.through, Campaign.platforms.through
    about = [named(campaign=one, niche=n) for one in made for n in chance.sample(niches, chance.randint(1, 3))]
    named.objects.bulk_create(about, BATCH)
    where = [on(campaign=one, platform=p) for one in made for p in chance.sample(platforms, chance.randint(0, 2))]
    on.objects.bulk_create(where, BATCH)
    lines = [CampaignDeliverable(campaign=one, kind=kind, count=chance.randint(1, 3)) for one in made for kind in kinds]
    CampaignDeliverable.objects.bulk_create(lines, BATCH)


def _campaign(chance: random.Random, brand: Brand, number: int) -> Campaign:
    least, low, is_barter = chance.choice(LEAST), 1_000 * chance.randint(5, 90), number % 10 == 0
    fees = {} if is_barter else {"fee_min_minor": low, "fee_max_minor": low * chance.choice([2, 4, 8])}
    start = matching_world.TODAY + timedelta(days=chance.randint(10, 60))
    return Campaign(
        brand=brand, title=f"Campaign {number}", state="published", published_at=timezone.now(), seats=5,
        is_barter=is_barter, **fees, content_from=start, content_until=start + timedelta(days=20),
        countries=[chance.choice(["FR", "BE", "DE", "US", "ES"])], languages=[chance.choice(["fr", "en", "de"])],
        audience_wanted={"countries": {"FR": chance.choice([2_000, 3_000])}, "ages": {"18-24": 2_000}},
        rules={"all": [
            {"measure": "followers", "op": "gte", "value": least},
            {"any": [{"measure": "views_30d", "op": "gte", "value": least * chance.choice([2, 5])},
                     {"measure": "engagement_rate_bp", "op": "gte", "value": chance.choice([100, 200, 300])}]},
            {"measure": "languages", "op": "has_any", "value": chance.choice([["fr"], ["fr", "en"], ["de"]])},
            {"measure": "age_years", "op": "gte", "value": chance.choice([18, 21, 25])}]},
    )  # fmt: skip


def told() -> dict[str, Any]:
    """What there is, and what the run over everything took by the clock."""
    run = MatchRun.objects.filter(campaign=None, state="done").order_by("-pk").first()
    spent = (run.finished_at - run.started_at).total_seconds() if run and run.finished_at and run.started_at else 0
    return {
        "creators": Creator.objects.count(), "campaigns": Campaign.objects.published().count(),
        "matches": Match.objects.count(), "run_s": spent,
    }  # fmt: skip


Change = Callable[[Creator], None]


def measure(repeats: int, tell: Callable[[str, list[dict[str, Any]]], None]) -> dict[str, list[dict[str, Any]]]:
    """Each kind of change, of creators drawn at random and of those who stand in most lists."""
    chance = random.Random(5)
    drawn = chance.sample(list(Creator.objects.filter(person__isnull=False).order_by("pk")), repeats + 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT creator_id FROM matching_match GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %s", [repeats])
        wanted = [Creator.objects.get(pk=pk) for (pk,) in cursor.fetchall()]
    found = {"the first": [changed(drawn.pop(), grows)]}
    tell("the first", found["the first"])
    for whom, several in (("anybody", drawn), ("who is in most lists", wanted)):
        for name, change in CHANGES.items() if several else ():
            found[f"{whom}: {name}"] = [changed(creator, change) for creator in several]
            tell(f"{whom}: {name}", found[f"{whom}: {name}"])
    return found


def changed(creator: Creator, change: Change) -> dict[str, Any]:
    """One change through its action and the jobs that follow; what it took and wrote."""
    with written() as wrote:
        begun, spent = time.perf_counter(), processor()
        change(creator)
        for name in ("activity.react", "matching.creator"):
            for pk in Job.objects.waiting().filter(name=name).order_by("pk").values_list("pk", flat=True):
                if name == "matching.creator" or "matching" in str(Job.objects.get(pk=pk).payload):
                    assert jobs.run(pk)
        took = {"clock_s": time.perf_counter() - begun, "processor_s": processor() - spent}
    assert not Job.objects.filter(state__in=["failed", "dead"]).exists()
    Job.objects.waiting().delete()
    return took | wrote


@contextmanager
def written() -> Iterator[dict[str, int]]:
    """How many campaigns' counts were written, in how many lists the creator moved, how many were decided again."""
    wrote = {"counts": 0, "lists": 0, "again": 0}
    kept = counted.write, places._write, results.recompute

    def write(bucket: int, changes: Any, seen: int) -> None:
        wrote["counts"] += len(changes)
        kept[0](bucket, changes, seen)

    def move(epoch_id: int, moves: Any) -> None:
        wrote["lists"] += len(moves)
        kept[1](epoch_id, moves)

    def recompute(wanted: Any, *rest: Any) -> Any:
        wrote["again"] += len(wanted)
        return kept[2](wanted, *rest)

    counted.write, places._write, results.recompute = write, move, recompute
    yield wrote
    counted.write, places._write, results.recompute = kept


def processor() -> float:
    """Seconds of processor time of this process and of its database session."""
    connection.ensure_connection()
    with open(f"/proc/{connection.connection.info.backend_pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / TICKS


def grows(creator: Creator) -> None:
    """New numbers: 3 % more followers than last time."""
    channel = creator.channels.get()
    followers = channel.measurements.order_by("-as_of", "-pk")[0].followers
    views = followers * 2
    measurements.add(
        actor=SYSTEM, channel=channel, as_of=timezone.now().date(), followers=followers * 103 // 100, views_30d=views
    )


def asks_less(creator: Creator) -> None:
    """A fifth off a price."""
    rate = creator.rates.filter(is_active=True).order_by("pk").first()
    if rate is not None:
        rates.set(
            actor=SYSTEM, creator=creator, kind=rate.kind, amount_minor=rate.amount_minor * 4 // 5, currency="EUR"
        )


def is_not_looking(creator: Creator) -> None:
    availability.set(actor=SYSTEM, creator=creator, availability="not_looking")


def is_open(creator: Creator) -> None:
    availability.set(actor=SYSTEM, creator=creator, availability="open")


CHANGES: dict[str, Change] = {
    "new numbers": grows,
    "a price falls": asks_less,
    "not looking any more": is_not_looking,
    "open again": is_open,
}


def differences(count: int) -> int:
    """How many of so many campaigns differ from a full computation."""
    every = list(CampaignResult.objects.filter(epoch__isnull=False).order_by("pk").values_list("pk", flat=True))
    wanted = random.Random(9).sample(every, min(count, len(every)))
    found = CampaignResult.objects.filter(pk__in=wanted).select_related("epoch")
    return sum(bool(comparison.differences(result)) for result in found)
