"""The bodies of the jobs: some creators a step, each step committed together with how far the job is."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from creators.models import Creator
from marketplace.core.jobs import LongJob, Step
from marketplace.core.models import Job
from marketplace.programmes.actions import standings
from marketplace.programmes.enums import Cause
from marketplace.programmes.jobs import COMPARE, CREATOR, DUE, EVERYBODY, PROGRAMME
from marketplace.programmes.models import Programme, StandingComparison
from marketplace.programmes.queries.concerned import concerned_by, overdue, unsettled
from marketplace.programmes.queries.facts import people

#: Creators a step: as many as are read in one go and locked at once.
CHUNK = 100
Work = Callable[[list[int], Step], None]


@CREATOR.body
def creator_changed(job: Job, *, creator_id: int, figures_only: bool) -> None:
    """Bring one creator's standings up to date."""
    standings.refresh_many(creator_ids=[creator_id], figures_only=figures_only)


@PROGRAMME.steps
def programme_changed(job: LongJob, *, programme_id: int, country: str) -> None:
    """Bring everybody's standing with one programme, or with all that inherit from it, up to date."""

    def work(creator_ids: list[int], _step: Step) -> None:
        standings.refresh_many(creator_ids=creator_ids, programme_ids=[programme_id], cause=Cause.RULES)

    _walk(job, concerned_by(Programme.objects.get(pk=programme_id), country), work)


@EVERYBODY.steps
def everybody_changed(job: LongJob) -> None:
    """Bring all standings up to date, as far as figures moved them."""

    def work(creator_ids: list[int], _step: Step) -> None:
        standings.refresh_many(creator_ids=creator_ids, figures_only=True)

    _walk(job, people(), work)


@DUE.steps
def due(job: LongJob) -> None:
    """Take again what time alone may have changed, the longest overdue first."""
    after = tuple(job.cursor.get("after", ("", 0)))
    waiting = [(day.isoformat(), creator_id) for day, creator_id in overdue(timezone.now())]
    waiting = [one for one in waiting if one > after]
    if job.total is None:
        with job.step() as step:
            step.total = len(waiting)
    for start in range(0, len(waiting), CHUNK):
        chunk = waiting[start : start + CHUNK]
        with job.step() as step:
            ids = [creator_id for _day, creator_id in chunk]
            standings.refresh_many(creator_ids=ids, cause=Cause.TIME, figures_only=True)
            step.cursor, step.done = {"after": chunk[-1]}, step.done + len(chunk)


@COMPARE.steps
def compare(job: LongJob) -> None:
    """Compare every standing with a full computation, put right what differs, and say how many did."""

    def work(creator_ids: list[int], step: Step) -> None:
        # What is merely due is no difference: the beat would have come to it.
        late = [creator_id for _day, creator_id in overdue(timezone.now(), creator_ids)]
        if late:
            standings.refresh_many(creator_ids=late, cause=Cause.TIME, figures_only=True)
        report = standings.refresh_many(creator_ids=creator_ids, cause=Cause.COMPARISON)
        lagging = unsettled(creator_ids)
        named = [line for line in report.differences if line["creator"] not in lagging]
        step.cursor = {
            **step.cursor,
            "standings": step.cursor.get("standings", 0) + report.judged,
            "found": [*step.cursor.get("found", []), *named],
        }

    _walk(job, people(), work)
    with job.step() as step:
        if not step.cursor.get("said"):
            kept: dict[str, Any] = step.cursor
            StandingComparison.objects.create(
                creators=step.done, standings=kept.get("standings", 0), differences=kept.get("found", [])
            )
        step.cursor = {**step.cursor, "said": True}


def _walk(job: LongJob, creators: QuerySet[Creator], work: Work) -> None:
    """`work` on all of them in the order of their ids, a chunk a step; a successor goes on after the last chunk."""
    if job.total is None:
        with job.step() as step:
            step.total = creators.count()
    while ids := _next(creators, job.cursor.get("after", 0)):
        with job.step() as step:
            work(ids, step)
            step.cursor, step.done = {**step.cursor, "after": ids[-1]}, step.done + len(ids)


def _next(creators: QuerySet[Creator], after: int) -> list[int]:
    return list(creators.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK])
