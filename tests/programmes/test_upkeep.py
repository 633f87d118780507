"""Standings follow what changes: exactly those concerned, exactly once, whoever is killed in between."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from creators.actions import measurements, profiles
from marketplace.activity.record import SYSTEM, record
from marketplace.core import jobs
from marketplace.core.models import Job, JobState
from marketplace.eligibility import Outcome
from marketplace.notifications.models import Notice
from marketplace.programmes import tasks
from marketplace.programmes.actions import standings, upkeep
from marketplace.programmes.enums import Cause, Kind
from marketplace.programmes.jobs import COMPARE, DUE, EVERYBODY
from marketplace.programmes.models import RuleVersion, Standing, StandingChange, StandingComparison
from marketplace.taxonomy.models import Platform
from tests.factories.programmes import a_programme, a_version
from tests.factories.standings import AGE, DAY, FOLLOWERS, measured, on_tiktok, somebody, work

pytestmark = pytest.mark.django_db
D = datetime.date


def tiktok():
    return Platform.objects.get(code="tiktok")


def a_crowd(count=3, followers=9_000):
    """Creators with one channel each, and their standings up to date."""
    creators = [somebody(zone="UTC", birth_date=D(2000, 1, 1)) for _ in range(count)]
    for creator in creators:
        on_tiktok(creator, followers)
    standings.refresh_many(creator_ids=[one.pk for one in creators])
    return creators


def shown():
    return dict(Standing.objects.values_list("creator", "shown_outcome"))


def test_a_figure_that_passes_no_threshold_takes_no_verdict_again():
    fund = a_programme(platform=tiktok(), rules={"followers": FOLLOWERS, "age": AGE})
    a_programme("views", platform=tiktok(), rules={"views": {"measure": "views_30d", "op": "gte", "value": 5}})
    [creator] = a_crowd(1)
    measured(creator.channels.get(), 10_000)
    report = standings.refresh_many(creator_ids=[creator.pk], figures_only=True)
    assert (report.judged, [one.programme for one in report.changes]) == (1, [fund])
    assert standings.refresh_many(creator_ids=[creator.pk], figures_only=True).judged == 0


def test_a_birth_date_that_moves_within_one_age_moves_the_next_look():
    a_programme(rules={"age": AGE})
    # Both are 17 today, whatever day it is.
    moved = (timezone.now().date() - (17 * 365 + 200) * DAY).replace(day=1)
    creator = somebody(zone="UTC", birth_date=(moved - DAY).replace(day=1))
    standings.refresh(creator=creator)
    profiles.update(actor=SYSTEM, creator=creator, birth_date=moved)
    work("activity.react", "programmes.creator")
    assert Standing.objects.get().changes_on == moved.replace(year=moved.year + 18)


def test_an_event_puts_one_job_on_the_list():
    a_programme(platform=tiktok(), rules={"followers": FOLLOWERS})
    [creator] = a_crowd(1)
    for followers in (9_500, 10_500):
        measurements.add(actor=SYSTEM, channel=creator.channels.get(), as_of=timezone.now().date(), followers=followers)
    work("activity.react")
    assert Job.objects.filter(name="programmes.creator", state=JobState.WAITING).count() == 1
    work("programmes.creator")
    assert shown() == {creator.pk: Outcome.PASS}


def test_a_new_version_reaches_those_of_its_platform_and_country_only():
    general = a_programme("general", kind=Kind.GENERAL, platform=tiktok())
    fund = a_programme(platform=tiktok(), inherits=general, rules={"followers": {**FOLLOWERS, "value": 1_000}})
    here, there = somebody(zone="UTC", home_country="KR"), somebody(zone="UTC", home_country="FR")
    on_tiktok(here, 5_000, country="")
    on_tiktok(there, 5_000, country="")
    standings.refresh_many(creator_ids=[here.pk, there.pk])
    a_version(general, "age", {**AGE, "value": 99}, country="KR")
    record("programmes.rules_changed", actor=SYSTEM, subject=general, data={"country": "KR"})
    work("activity.react", "programmes.programme")
    job = Job.objects.get(name="programmes.programme")
    assert (job.done, job.total, shown()) == (1, 1, {here.pk: Outcome.FAIL, there.pk: Outcome.PASS})
    assert StandingChange.objects.filter(creator=here).first().cause == Cause.RULES
    assert fund.pk == Standing.objects.values_list("programme", flat=True).distinct().get()


def test_a_version_from_tomorrow_is_due_tomorrow_and_the_job_of_the_day_finds_it():
    today = timezone.now().date()
    fund = a_programme(platform=tiktok(), rules={"followers": {**FOLLOWERS, "value": 1_000}})
    creators = a_crowd(2)
    yesterday = timezone.now() - DAY
    old = RuleVersion.objects.get(rule__programme=fund)
    Standing.objects.all().delete()
    RuleVersion.objects.filter(pk=old.pk).update(valid_to=today + DAY)
    standings.refresh_many(creator_ids=[one.pk for one in creators], at=yesterday)
    assert set(Standing.objects.values_list("changes_on", flat=True)) == {today + DAY}
    Standing.objects.filter(creator=creators[0]).update(changes_on=today)
    DUE.enqueue(key="due")
    work("programmes.due")
    assert Job.objects.get(name="programmes.due").done == 1


def test_the_longest_overdue_come_first_and_nobody_twice(monkeypatch):
    a_programme(platform=tiktok(), rules={"followers": FOLLOWERS})
    creators = a_crowd(3)
    for days, creator in enumerate(creators):
        Standing.objects.filter(creator=creator).update(changes_on=timezone.now().date() - days * DAY)
    monkeypatch.setattr(tasks, "CHUNK", 1)
    job = DUE.enqueue(key="due")
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.done, job.total, job.cursor["after"][1]) == (3, 3, creators[0].pk)
    again = DUE.enqueue(key="due")
    jobs.run(again.pk)
    again.refresh_from_db()
    assert (again.done, again.total) == (0, 0)


def test_a_job_killed_in_the_middle_goes_on_and_tells_nobody_twice(monkeypatch):
    a_programme(platform=tiktok(), rules={"followers": FOLLOWERS})
    creators = a_crowd(3)
    work()
    for creator in creators:
        measured(creator.channels.get(), 10_000)
    monkeypatch.setattr(tasks, "CHUNK", 1)
    job = EVERYBODY.enqueue(key="everybody")
    die_at(monkeypatch, creators[1].pk)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.done, shown()) == (1, {creators[0].pk: 3, creators[1].pk: 0, creators[2].pk: 0})
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
    jobs.run(job.pk)
    work()
    job.refresh_from_db()
    assert (job.state, job.done, set(shown().values())) == (JobState.DONE, 3, {3})
    assert Notice.objects.filter(verb="programmes.qualified").count() == 3


def die_at(monkeypatch, creator_id):
    """The database goes away in the middle of this creator's chunk, once."""
    real, seen = standings.refresh_many, []

    def once(**options):
        report = real(**options)
        if options["creator_ids"] == [creator_id] and not seen:
            seen.append(creator_id)
            raise ConnectionError("gone")
        return report

    monkeypatch.setattr(standings, "refresh_many", once)


def test_the_nightly_comparison_finds_nothing_where_upkeep_was_right():
    a_programme(platform=tiktok(), rules={"followers": FOLLOWERS, "age": AGE})
    a_programme("old", platform=tiktok(), rules={"old": {"measure": "account_age_days", "op": "gte", "value": 3_000}})
    creators = a_crowd(3)
    work()
    COMPARE.enqueue(key="compare")
    work("programmes.compare")
    found = StandingComparison.objects.get()
    assert (found.creators, found.standings, found.differences) == (3, 6, [])
    assert StandingChange.objects.count() == 6
    assert len(creators) == 3


def test_the_nightly_comparison_mends_what_was_lost_and_names_it():
    fund = a_programme(platform=tiktok(), rules={"followers": FOLLOWERS})
    late, wrong, gone = a_crowd(3)
    work()
    channel = {one.pk: one.channels.get() for one in (late, wrong, gone)}
    measured(channel[late.pk], 10_000)  # nobody said so
    Standing.objects.filter(creator=wrong).update(outcome=3, shown_outcome=3)
    Standing.objects.filter(creator=gone).delete()
    COMPARE.enqueue(key="compare")
    work("programmes.compare")
    lines = [(one["creator"], one["stored"], one["found"]) for one in StandingComparison.objects.get().differences]
    assert sorted(lines, key=str) == sorted([(late.pk, 0, 3), (wrong.pk, 3, 0), (gone.pk, None, 0)], key=str)
    assert shown() == {late.pk: 3, wrong.pk: 0, gone.pk: 0}
    assert StandingChange.objects.filter(creator=late).first().cause == Cause.COMPARISON
    assert {one["programme"] for one in StandingComparison.objects.get().differences} == {fund.pk}


def test_what_a_waiting_job_will_see_to_is_no_difference():
    a_programme(platform=tiktok(), rules={"followers": FOLLOWERS})
    [creator] = a_crowd(1)
    work()
    measured(creator.channels.get(), 10_000)
    upkeep.creator_changed(creator.pk, figures_only=True)
    jobs.run(COMPARE.enqueue(key="compare").pk)
    assert StandingComparison.objects.get().differences == []
    assert shown() == {creator.pk: Outcome.PASS}


def at_once(creator, workers=4):
    """As many refreshes of one creator at the same moment, each on a connection of its own."""
    start, reports = threading.Barrier(workers), []

    def one_worker():
        try:
            start.wait()
            reports.append(standings.refresh_many(creator_ids=[creator.pk]))
        finally:
            connection.close()

    threads = [threading.Thread(target=one_worker) for _ in range(workers)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return sorted(len(report.changes) for report in reports)


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_creator_write_one_change():
    a_programme(platform=tiktok(), rules={"followers": FOLLOWERS})
    [creator] = a_crowd(1)
    measured(creator.channels.get(), 10_000)
    assert at_once(creator) == [0, 0, 0, 1]
    assert StandingChange.objects.filter(creator=creator).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_a_new_profile_make_one_standing():
    a_programme(platform=tiktok(), rules={"followers": FOLLOWERS})
    creator = somebody()
    on_tiktok(creator, 1)
    assert at_once(creator) == [0, 0, 0, 1]
    assert (Standing.objects.count(), StandingChange.objects.count()) == (1, 1)


def test_only_who_asks_for_a_threshold_that_was_passed_is_judged_again():
    ten = a_programme(platform=tiktok(), rules={"followers": FOLLOWERS})
    a_programme("five", platform=tiktok(), rules={"followers": {**FOLLOWERS, "value": 5_000}})
    a_programme("up-to", platform=tiktok(), rules={"followers": {**FOLLOWERS, "op": "lte", "value": 50_000}})
    [creator] = a_crowd(1)
    judged = []
    for followers in (9_999, 10_000, 10_001):
        measured(creator.channels.get(), followers)
        judged.append(standings.refresh_many(creator_ids=[creator.pk], figures_only=True).judged)
    assert judged == [0, 1, 0]
    assert Standing.objects.filter(programme=ten, outcome=Outcome.PASS).exists()
    assert standings.refresh_many(creator_ids=[creator.pk]).differences == []
