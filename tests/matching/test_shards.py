"""Runs in shards, the partitions they write to, and what readers see of them meanwhile."""

import random
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from brands.models import Campaign
from creators.models import Creator
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.matching.actions import changes, comparison, results, runs, upkeep
from marketplace.matching.enums import RunState
from marketplace.matching.models import CampaignResult, Generation, Match, MatchRun, PartialResult
from tests.factories.accounts import PersonFactory
from tests.factories.matching import campaigns, crowd
from tests.matching.test_runs import change_somebody, stored, work

pytestmark = pytest.mark.django_db
migration = import_module("marketplace.matching.migrations.0008_shards_of_campaigns")


@pytest.mark.parametrize(("shares", "ranges"), [(2, 1), (7, 1), (1, 4), (3, 2), (1, 256)])
def test_any_number_of_shards_comes_to_the_same(settings, fewer_kept, shares, ranges):
    crowd(40)
    spoken = campaigns(4)
    first = runs.start(actor=SYSTEM)
    work()
    whole = stored()
    in_shards(settings, shares, ranges)
    run = runs.start(actor=SYSTEM)
    work()
    run.refresh_from_db()
    assert stored() == whole
    assert (run.state, run.done, run.shards.count()) == (RunState.DONE, run.total, shares * (ranges + (ranges > 1)))
    assert run.versions == MatchRun.objects.get(pk=first.pk).versions
    assert set(run.versions) == {str(campaign.pk) for campaign in spoken}
    assert PartialResult.objects.filter(generation=run.generation).count() == (4 * ranges if ranges > 1 else 0)


def in_shards(settings, shares, ranges=1):
    """Cut runs over everything, however small, into so many shares of the campaigns and ranges of creators."""
    settings.MATCHING_SHARD_PAIRS, settings.MATCHING_SHARDS, settings.MATCHING_RANGES = 0, shares, ranges


def planned(settings, shares, ranges=1):
    """A run that is divided so, and of which nothing is decided yet."""
    in_shards(settings, shares, ranges)
    run = runs.start(actor=SYSTEM)
    work("matching.run")
    return run


def test_a_run_ends_with_its_last_shard_whichever_that_is(settings, fewer_kept):
    crowd(20)
    campaigns(4)
    run = planned(settings, 2, 2)
    chance, ended = random.Random(3), 0
    while waiting := list(Job.objects.waiting().filter(name__in=["matching.shard", "matching.merge"])):
        run.refresh_from_db()
        assert run.state == RunState.RUNNING
        assert jobs.run(chance.choice(waiting).pk)
        ended += 1
    run.refresh_from_db()
    assert (ended, run.state, run.shards.filter(finished_at=None).count()) == (6, RunState.DONE, 0)


def test_the_results_of_one_share_do_not_wait_for_those_of_another(settings, fewer_kept):
    crowd(20)
    spoken = campaigns(4)
    run = planned(settings, 2)
    assert jobs.run(run.shards.get(residue=0).job_id)
    done = set(CampaignResult.objects.filter(run=run).values_list("campaign", flat=True))
    assert done == {campaign.pk for campaign in spoken if campaign.pk % 2 == 0}
    run.refresh_from_db()
    assert (run.state, run.done * 2) == (RunState.RUNNING, run.total)
    assert set(run.versions) == {str(pk) for pk in done}


def test_readers_see_the_old_or_the_new_of_a_campaign(settings, small_steps, fewer_kept, monkeypatch):
    people, spoken = crowd(40), campaigns(4)
    runs.start(actor=SYSTEM)
    work()
    old = seen_by_readers(spoken)
    Creator.objects.update(availability="not_looking")
    changes.note([creator.pk for creator in people])
    planned(settings, 1, 3)
    work("matching.shard")
    assert seen_by_readers(spoken) == old
    half = stop_the_merge_half_way(monkeypatch, spoken)
    work()
    new = seen_by_readers(spoken)
    assert half == [*new[:2], *old[2:]]
    assert all(one != another for one, another in zip(old, new, strict=True))


def stop_the_merge_half_way(monkeypatch, spoken):
    """What readers see once the merge has failed at the third campaign."""
    calls, put = iter(range(100)), results.put
    with monkeypatch.context() as patched:
        patched.setattr(results, "put", lambda *a: 1 / 0 if next(calls) == 2 else put(*a))
        assert jobs.run(Job.objects.waiting().get(name="matching.merge").pk)
    return seen_by_readers(spoken)


def seen_by_readers(spoken):
    """By campaign, its matches and its counts."""
    return [
        (
            list(campaign.matches.order_by("rank").values_list("creator_id", "score", "rank")),
            CampaignResult.objects.values_list("counts", "sole").get(campaign=campaign),
        )
        for campaign in spoken
    ]


def test_what_happens_between_the_shards_and_the_merge_is_in_the_result(settings, fewer_kept):
    people, spoken = crowd(40), campaigns(4)
    planned(settings, 1, 4)
    work("matching.shard")
    chance = random.Random(5)
    for _ in range(6):
        upkeep.creator_changed(change_somebody(chance, people).pk)
    Campaign.objects.filter(pk=spoken[0].pk).update(version=7, fee_max_minor=90_000)
    work()
    assert [comparison.differences(result) for result in CampaignResult.objects.select_related("epoch")] == [[]] * 4


def test_old_partitions_are_dropped_and_paused_campaigns_keep_their_lists():
    crowd(20)
    first, second = campaigns(2)
    # Tests that commit leave tables behind, though no rows.
    before = partitions("matching_match")
    runs.start(actor=SYSTEM)
    work()
    kept = seen_by_readers([second])
    Campaign.objects.filter(pk=second.pk).update(state="paused")
    for _ in range(2):
        runs.start(actor=SYSTEM)
        work()
    assert seen_by_readers([second]) == kept
    newest = Generation.objects.get()
    assert dict(CampaignResult.objects.values_list("campaign", "generation")) == {first.pk: newest.pk, second.pk: 0}
    assert set(Match.stored.values_list("generation", flat=True)) == {0, newest.pk}
    assert partitions("matching_match") - before == {f"matching_match_g{newest.pk}"}


def partitions(table):
    """The tables that a partitioned table is made of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relid::regclass::text FROM pg_partition_tree(%s) WHERE isleaf", [table])
        return {row[0] for row in cursor.fetchall()}


def test_a_partition_that_is_read_cannot_be_dropped_by_the_runtime_role():
    crowd(5)
    campaigns(1)
    runs.start(actor=SYSTEM)
    work()
    for statement in ("SELECT matching_drop_generation(%s)", "DROP TABLE matching_match"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [Generation.objects.get().pk] if "%s" in statement else None)
    assert Match.objects.exists()


@pytest.mark.parametrize("shards_have_ended", [False, True])
def test_a_run_planned_before_this_migration_ends_as_it_would_have(settings, fewer_kept, shards_have_ended):
    crowd(20)
    campaigns(3)
    runs.start(actor=SYSTEM)
    work()
    whole = stored()
    run = planned(settings, 1, 2)
    if shards_have_ended:
        work("matching.shard")
        Job.objects.filter(name="matching.merge").update(payload={"run_id": run.pk})
    run.shards.filter(first=0, stop=256).delete()
    migration.add_merging(apps, SimpleNamespace(connection=connection))
    work()
    run.refresh_from_db()
    assert (run.state, run.shards.filter(finished_at=None).count(), stored()) == (RunState.DONE, 0, whole)
    assert set(CampaignResult.objects.values_list("generation", flat=True)) == {run.generation}


def test_staff_see_how_far_each_shard_is(client, settings):
    crowd(5)
    campaigns(1)
    run = planned(settings, 1, 2)
    assert jobs.run(run.shards.get(first=0, stop=128).job_id)
    client.force_login(PersonFactory(staff=True, is_superuser=True))
    html = client.get(reverse("admin:matching_matchrun_change", args=[run.pk])).content.decode()
    assert "0–127 of run" in html
    assert "128–255 of run" in html
    assert [shard.percent for shard in run.shards.all()] == [100, 0, 0]
