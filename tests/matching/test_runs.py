"""Runs, upkeep and comparison: whatever the way, the same rows and counts."""

import random

import pytest
from django.utils import timezone

from brands.models import Campaign
from creators.models import Creator, Rate
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.errors import Refused
from marketplace.core.models import Job, JobState
from marketplace.matching import queries
from marketplace.matching.actions import comparison, epochs, results, rows, runs, upkeep
from marketplace.matching.enums import RunState
from marketplace.matching.jobs import COMPARE
from marketplace.matching.models import CampaignResult, Comparison, Epoch, Match, MatchRun
from marketplace.matching.snapshot import current
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory, MemberFactory
from tests.factories.creators import MeasurementFactory
from tests.factories.matching import campaigns, crowd

pytestmark = pytest.mark.django_db


def work(name="matching."):
    """Run waiting jobs until none is left."""
    while job := Job.objects.waiting().filter(name__startswith=name).order_by("pk").first():
        Job.objects.filter(pk=job.pk).update(run_after="2026-01-01T00:00Z")
        assert jobs.run(job.pk)
        job.refresh_from_db()
        assert job.state == JobState.DONE, job.error


def stored():
    """Everything that readers see of all results, without who computed it and when."""
    matches = Match.objects.order_by("campaign_id", "creator_id").values_list(*rows.TOLD)
    counts = CampaignResult.objects.order_by("campaign_id")
    facts = counts.values_list("campaign_id", "epoch_id", "campaign_version", "counts", "sole", "creators", "qualified")
    return [
        list(map(list, matches)),
        list(map(list, facts)),
        [bytes(t) for t in counts.values_list("tallies", flat=True)],
    ]


def test_a_full_run_decides_every_pair_and_says_what_from():
    crowd(25)
    spoken = campaigns(3)
    run = runs.start(actor=SYSTEM)
    work()
    run.refresh_from_db()
    creators = len(current.columns().creator_starts)
    assert (run.state, run.done, run.total, run.percent) == (RunState.DONE, 3 * creators, 3 * creators, 100)
    assert set(run.versions) == {str(campaign.pk) for campaign in spoken}
    for result in CampaignResult.objects.all():
        assert sum(result.counts.values()) == result.creators == creators
        assert result.counts["pass"] == result.qualified
        kept = result.campaign.matches.exclude(rank=None).count()
        assert kept == result.counts["pass"] + result.counts["review"] + result.counts["unknown"]


def test_running_twice_changes_nothing():
    crowd(15)
    campaigns(2)
    runs.start(actor=SYSTEM)
    work()
    before = stored()
    runs.start(actor=SYSTEM)
    work()
    assert stored() == before


def test_a_waiting_run_is_not_started_twice():
    campaign = campaigns(1)[0]
    first = runs.start(actor=SYSTEM, campaign=campaign)
    assert runs.start(actor=SYSTEM, campaign=campaign) == first
    assert runs.start(actor=SYSTEM) != first
    assert MatchRun.objects.count() == 2


def test_who_may_start_a_run():
    brand = BrandFactory()
    manager, viewer = MemberFactory(brand=brand).person, MemberFactory(brand=brand, role="viewer").person
    stranger, campaign = MemberFactory().person, CampaignFactory(brand=brand, published=True)
    for person in (viewer, stranger):
        with pytest.raises(Refused):
            runs.start(actor=person, campaign=campaign)
    with pytest.raises(Refused):
        runs.start(actor=manager)
    assert MatchRun.objects.count() == 0
    assert runs.start(actor=manager, campaign=campaign).campaign == campaign


def test_only_a_published_campaign_is_matched():
    with pytest.raises(runs.NotPublished):
        runs.start(actor=SYSTEM, campaign=CampaignFactory())
    assert not Job.objects.exists()


def change_somebody(chance, people):
    """One creator changes in a way that matters, or does not."""
    creator = Creator.objects.get(pk=chance.choice(people).pk)
    channel = creator.channels.first()
    change = chance.randrange(5)
    if change == 0:
        size = chance.randrange(100, 3_000_000)
        MeasurementFactory(channel=channel, followers=size, median_engagement_20=size // chance.randrange(5, 90))
    elif change == 1:
        Rate.objects.filter(creator=creator).update(amount_minor=chance.randrange(1_000, 200_000))
    elif change == 2:
        creator.availability = chance.choice(["open", "busy", "not_looking"])
    elif change == 3 and creator.person:
        creator.state = chance.choice(["published", "paused"])
    else:
        creator.home_country, creator.paid_only = chance.choice(["FR", "US", ""]), chance.random() < 0.5
    creator.save()
    return creator


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_upkeep_equals_a_full_computation(fewer_kept, seed):
    people = crowd(40, seed=seed)
    campaigns(4)
    runs.start(actor=SYSTEM)
    work()
    chance = random.Random(seed)
    for _ in range(12):
        upkeep.creator_changed(change_somebody(chance, people).pk)
        for result in CampaignResult.objects.select_related("epoch"):
            assert comparison.differences(result) == []
    kept = stored()
    current.forget()
    for campaign in Campaign.objects.all():
        results.recompute([campaign.pk], Epoch.objects.get())
    assert stored() == kept


def test_upkeep_touches_only_pairs_of_that_creator(fewer_kept):
    people = crowd(30)
    campaigns(4)
    runs.start(actor=SYSTEM)
    work()
    creator = Creator.objects.filter(matches__rank=10).first() or people[0]
    before = others_than(creator)
    Creator.objects.filter(pk=creator.pk).update(city="Nantes")
    upkeep.creator_changed(creator.pk)
    assert others_than(creator) == before


def others_than(creator):
    rows = Match.objects.exclude(creator=creator).order_by("pk")
    return [((row.campaign_id, row.creator_id), (row.pk, row.rank, row.score)) for row in rows]


def test_a_creator_who_leaves_makes_room_for_the_next(fewer_kept):
    crowd(40)
    campaign = campaigns(2)[1]
    runs.start(actor=SYSTEM)
    work()
    first = campaign.matches.get(rank=1).creator
    second, kept = campaign.matches.get(rank=2).creator, campaign.matches.count()
    Creator.objects.filter(pk=first.pk).update(state="removed", person=None)
    upkeep.creator_changed(first.pk)
    assert campaign.matches.get(rank=1).creator == second
    assert not campaign.matches.filter(creator=first).exists()
    assert campaign.matches.count() == kept == 10


def test_the_nightly_comparison_finds_and_repairs_what_was_missed():
    people, spoken = crowd(20), campaigns(2)
    runs.start(actor=SYSTEM)
    work()
    COMPARE.enqueue()
    work("matching.compare")
    assert Comparison.objects.latest("pk").agrees
    creator = next(one for one in people if one.person_id)
    Creator.objects.filter(pk=creator.pk).update(availability="not_looking")
    COMPARE.enqueue()
    work("matching.compare")
    found = Comparison.objects.latest("pk")
    assert not found.agrees
    assert {one["campaign"] for one in found.differences} <= {campaign.pk for campaign in spoken}
    COMPARE.enqueue()
    work("matching.compare")
    assert Comparison.objects.latest("pk").agrees


def test_a_night_ends_in_a_new_epoch_and_a_full_run():
    crowd(5)
    campaigns(1)
    first = epochs.begin()
    COMPARE.enqueue()
    work()
    assert Epoch.objects.first().pk > first.pk
    assert CampaignResult.objects.get().epoch == Epoch.objects.first()


def test_an_interrupted_run_goes_on_and_ends_the_same(small_steps, monkeypatch):
    crowd(20)
    campaigns(4)
    runs.start(actor=SYSTEM)
    work()
    undisturbed = stored()
    Match.objects.all().delete()
    CampaignResult.objects.all().delete()
    run = runs.start(actor=SYSTEM)
    calls = iter(range(100))
    recompute = results.recompute
    monkeypatch.setattr(results, "recompute", lambda *a: 1 / 0 if next(calls) == 2 else recompute(*a))
    assert jobs.run(run.job_id)
    assert CampaignResult.objects.count() == 2
    work()
    assert stored() == undisturbed


def test_a_private_measurement_is_never_read():
    creator = crowd(1, seed=8, person=PersonFactory(), state="published", published_at=timezone.now())[0]
    MeasurementFactory(channel=creator.channels.first(), followers=123_456_789, is_private=True)
    assert 123_456_789 not in current.columns().number("followers")


def test_a_run_that_failed_on_its_way_begins_anew_for_what_happened_since(small_steps, monkeypatch):
    crowd(10)
    spoken = campaigns(3)
    run = runs.start(actor=SYSTEM)
    calls = iter(range(100))
    recompute = results.recompute
    with monkeypatch.context() as patched:
        patched.setattr(results, "recompute", lambda *a: 1 / 0 if next(calls) == 2 else recompute(*a))
        assert jobs.run(run.job_id)
    CampaignResult.objects.all().delete()
    assert runs.start(actor=SYSTEM) == run
    work()
    run.refresh_from_db()
    assert (run.state, MatchRun.objects.count()) == (RunState.DONE, 1)
    assert set(CampaignResult.objects.values_list("campaign", flat=True)) == {campaign.pk for campaign in spoken}


def test_a_run_that_was_given_up_is_not_under_way():
    campaign = campaigns(1)[0]
    run = runs.start(actor=SYSTEM, campaign=campaign)
    assert queries.run_under_way(campaign) == run
    Job.objects.filter(pk=run.job_id).update(state=JobState.DEAD)
    assert queries.run_under_way(campaign) is None


def test_who_leaves_the_market_leaves_the_lists_of_paused_campaigns_too():
    crowd(20)
    campaign = campaigns(2)[1]
    member = MemberFactory(brand=campaign.brand).person
    runs.start(actor=SYSTEM)
    work()
    first = campaign.matches.select_related("creator").get(rank=1).creator
    Campaign.objects.filter(pk=campaign.pk).update(state="paused")
    Creator.objects.filter(pk=first.pk).update(state="removed", person=None)
    assert first not in [match.creator for match in queries.matches_for_campaign(member, campaign)]
    upkeep.creator_changed(first.pk)
    assert not Match.objects.filter(creator=first).exists()
