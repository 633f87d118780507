"""kill -9 of real workers in the middle of a match run: nothing is lost, nothing is doubled.

Each time a worker is caught inside a step, while a shard is decided, stored or merged: the test holds a row that the
step needs, waits until a worker stands before it, and kills all of them there. In the long form 20 times
over the 5,000 creators of a real list, and 100 times over a large market (ENTENTE_KILL_MARKET: "campaigns x creators").
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from benchmarks import matching_people
from brands.models import Campaign
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.matching.actions import runs
from marketplace.matching.enums import RunState
from marketplace.matching.models import CampaignResult, Match, PartialResult
from tests.factories.matching import campaigns, crowd
from tests.matching.test_runs import stored, work
from tests.workers import all_jobs_done, kill, wait_for, worker

pytestmark = pytest.mark.django_db(transaction=True)
IS_FULL = os.environ.get("ENTENTE_TEST_PROFILE") == "full"
SHARED = Path(os.environ.get("ENTENTE_SHARED") or settings.BASE_DIR.parent / "shared") / "data"
REAL = SHARED / "creators_tiktok_5k" / "tiktok_influencers.csv"
SHARDS, PATIENCE = 3, 600
LARGE = tuple(map(int, os.environ.get("ENTENTE_KILL_MARKET", "10000x100000").split("x")))


def small_market(kills):
    """Some creators, in the long form those of a real list, and a campaign more than there are kills."""
    crowd(20)
    if IS_FULL and REAL.is_file():
        call_command("import_creators", REAL, platform="tiktok")
        work("activity.")
    campaigns(kills + 1)


def large_market(kills):
    """Made-up campaigns and creators by the thousand."""
    matching_people.make_campaigns(LARGE[0])
    matching_people.make_creators(LARGE[1])


def places(spoken, strikes):
    """So many campaigns, evenly spread."""
    return [spoken[len(spoken) * nth // strikes] for nth in range(strikes)]


def strike_while_shards_decide(run, campaign_id):
    """Catch workers where they store what any shard found of this campaign, and kill them there. No shard is further
    on: all of them were held before."""
    with transaction.atomic():
        for shard in run.shards.filter(finished_at=None, job__isnull=False):
            PartialResult.objects.create(
                generation=run.generation, campaign_id=campaign_id, first=shard.first, stop=shard.stop, version=0,
                rules="", seen=0, criteria=[], tally=b"", pairs=b"", ranked=0,
            )  # fmt: skip
        kill_who_waits()
        transaction.set_rollback(True)


def strike_while_results_are_stored(campaign_id, shares=1):
    """Catch workers that make the result of this campaign, or of the one that another share has there, and kill them.
    No share is further on: all of them were held before."""
    held = CampaignResult.objects.filter(campaign_id__in=range(campaign_id, campaign_id + shares))
    with transaction.atomic():
        assert list(held.select_for_update())
        kill_who_waits()


def kill_who_waits():
    """Two workers work until one of them stands before what is held here; then both die."""
    with worker(2, beat=True) as process:
        wait_for(somebody_waits, PATIENCE)
        kill(process)


def let_go():
    """What 120 seconds of silence would do."""
    lost = Job.objects.filter(state="running")
    lost.update(lease_until="2026-01-01T00:00Z", nudged_at=None, max_attempts=1_000)


def somebody_waits():
    """Another session waits for what this one holds."""
    with connection.cursor() as cursor:
        # pg_locks is read anew each time; what pg_stat_activity says stands still within a transaction.
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


def run_from_nothing(settings, shares, ranges):
    """A run in shards that has been planned, and nothing stored."""
    Match.stored.all().delete()
    CampaignResult.objects.all().delete()
    spoken = Campaign.objects.published().values_list("pk", flat=True)
    CampaignResult.objects.bulk_create(CampaignResult(campaign_id=pk) for pk in spoken)
    settings.MATCHING_SHARD_PAIRS, settings.MATCHING_SHARDS, settings.MATCHING_RANGES = 0, shares, ranges
    run = runs.start(actor=SYSTEM)
    assert jobs.run(run.job_id)
    run.refresh_from_db()
    return run


CASES = [(small_market, 20 if IS_FULL else 3, 1), *([(large_market, 100, 20)] if IS_FULL else [])]


@pytest.mark.parametrize(("market", "kills", "a_step"), CASES)
def test_a_run_survives_the_death_of_its_workers(market, kills, a_step, settings, tmp_path, monkeypatch):
    undisturbed = prepare(market, kills, a_step, settings, tmp_path, monkeypatch)
    run = run_from_nothing(settings, SHARDS, 1)
    for campaign_id in places(in_order(), kills):
        strike_while_results_are_stored(campaign_id, SHARDS)
        let_go()
    finish(run, kills)
    assert stored() == undisturbed


@pytest.mark.parametrize(("market", "kills", "a_step"), CASES)
def test_a_run_over_ranges_survives_the_death_of_its_workers(market, kills, a_step, settings, tmp_path, monkeypatch):
    undisturbed = prepare(market, kills, a_step, settings, tmp_path, monkeypatch)
    run = run_from_nothing(settings, 1, SHARDS)
    for campaign_id in places(in_order(), kills - kills // 3):
        strike_while_shards_decide(run, campaign_id)
        let_go()
    for campaign_id in places(in_order(), kills // 3):
        strike_while_results_are_stored(campaign_id)
        let_go()
    finish(run, kills)
    assert PartialResult.objects.count() == SHARDS * CampaignResult.objects.count()
    assert stored() == undisturbed


def prepare(market, kills, a_step, settings, tmp_path, monkeypatch):
    """A market, and what an undisturbed run over it stores."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setenv("MATCHING_CAMPAIGNS_A_STEP", str(a_step))
    market(kills)
    runs.start(actor=SYSTEM)
    work()
    return stored()


def in_order():
    return list(Campaign.objects.published().order_by("pk").values_list("pk", flat=True))


def finish(run, kills):
    """Let workers do what is left; everything is done once, and so many deaths are on record."""
    with worker(2, beat=True):
        wait_for(all_jobs_done, PATIENCE)
    run.refresh_from_db()
    assert (run.state, run.done) == (RunState.DONE, run.total)
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
    assert sum(Job.objects.filter(name__startswith="matching.").values_list("attempts", flat=True)) >= kills + SHARDS
