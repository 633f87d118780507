"""Where a creator stands with every programme, for themself; how it came about; and any past decision taken again."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from creators.models import Channel, Creator
from marketplace.eligibility import CriterionResult, Outcome, RuleError, RuleSet, Verdict, Voice, explain
from marketplace.programmes.models import Programme, Standing, StandingChange
from marketplace.programmes.models.standing import Decision
from marketplace.programmes.queries.facts import Known, added_to, known_of
from marketplace.programmes.queries.judging import Judgement, bits_of, case_of, judge
from marketplace.programmes.queries.observed import facts_from
from marketplace.programmes.queries.progress import WHOLE
from marketplace.programmes.queries.rulebook import Rulebook

#: What a creator reads first: what they have, what a person decides, what is near, what is not known, what is over.
PLACES = {
    Outcome.PASS: 0,
    Outcome.EXEMPT: 0,
    Outcome.REVIEW: 1,
    Outcome.FAIL: 2,
    Outcome.UNKNOWN: 2,
    Outcome.NOT_YET_OPEN: 3,
    Outcome.CLOSED: 4,
}


@dataclass(frozen=True)
class Answer:
    """One programme through one channel, explained on the facts of this moment.

    `standing` is the stored row; None in the moments before a new profile or programme was computed.
    """

    programme: Programme
    channel: Channel | None
    judgement: Judgement
    standing: Standing | None

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict

    @property
    def outcome(self) -> Outcome:
        """What the creator is shown; not the verdict's while they keep their place."""
        return self.judgement.shown

    @property
    def is_kept(self) -> bool:
        """They no longer meet the rules, and keep their place: by milder rules, or until `grace_until`."""
        return self.outcome != self.verdict.outcome

    @property
    def grace_until(self) -> datetime.date | None:
        return self.judgement.grace_until

    @property
    def since(self) -> datetime.date:
        same = self.standing is not None and self.standing.shown_outcome == self.outcome
        return self.standing.since if same and self.standing is not None else self.judgement.day

    @property
    def progress_bp(self) -> int:
        """Basis points: how near the farthest missed threshold is."""
        return self.judgement.progress_bp

    @property
    def missing(self) -> list[CriterionResult]:
        """The criteria that count and are not met."""
        return [one for one in self.verdict.criteria if one.counts and not one.outcome.qualifies]

    @property
    def changes_on(self) -> datetime.date | None:
        """The next day on which time alone can change it."""
        return self.judgement.changes_on


def of_creator(
    creator: Creator, programmes: Iterable[Programme] | None = None, *, at: datetime.datetime | None = None
) -> list[Answer]:
    """Where a creator stands with the listed programmes (or these), nearest first, for the creator alone.

    One answer a programme and channel of its platform; none for a programme on whose platform they have no channel.
    What is near is what qualifies, then what a person decides, then by progress, then by how few rules are missed.
    A fixed number of queries.
    """
    known = known_of([creator], at or timezone.now())
    book = Rulebook(
        list(Programme.objects.listed().select_related("platform") if programmes is None else programmes), [creator]
    )
    rows = Standing.objects.filter(creator=creator, programme__in=book.programmes)
    stored = {(row.programme_id, row.channel_id): row for row in rows}
    answers = [answer for one in known for answer in _answers(book, one, stored)]
    return sorted(answers, key=_nearness)


def best_of(answers: Sequence[Answer]) -> list[Answer]:
    """Of each programme the nearest answer, in the same order."""
    seen: dict[int, Answer] = {}
    for answer in answers:
        seen.setdefault(answer.programme.pk, answer)
    return list(seen.values())


def history(creator: Creator, programme: Programme | None = None) -> QuerySet[StandingChange]:
    """How a creator's standings changed, the newest first; with one programme or all."""
    rows = StandingChange.objects.filter(creator=creator).select_related("programme", "channel__platform", "rule_set")
    return rows if programme is None else rows.filter(programme=programme)


@dataclass(frozen=True)
class Past:
    """A change as its creator reads it. `missing` are what was not met that day, in sentences, taken again from what
    was kept with the decision."""

    change: StandingChange
    missing: Sequence[str]


def told(changes: Iterable[StandingChange]) -> list[Past]:
    """Changes with what was missing. For the creator alone."""
    return [Past(change, _missing(change)) for change in changes]


def replay(decision: Decision) -> Verdict:
    """A stored decision taken again, from its own row and rule set alone, whatever the rules say today.

    In the creator's voice: not for anybody else. Raises RuleError if the kept rule set can no longer be read.
    """
    rules = RuleSet.parse(decision.rule_set.body)
    return explain(rules, facts_from(decision.observed), decision.as_of, voice=Voice.CREATOR)


def replay_differences(decision: Decision) -> list[str]:
    """What a replay gives that is not what was stored: of "rule set", "outcome" and "bits"; [] when it agrees."""
    verdict = replay(decision)
    pairs = {
        "rule set": (decision.rule_set.hash, verdict.rule_set_hash),
        "outcome": (decision.outcome, verdict.outcome),
        "bits": (decision.bits, bits_of(verdict)),
    }
    return [name for name, (stored, again) in pairs.items() if stored != again]


def _missing(change: StandingChange) -> list[str]:
    if change.verdict_outcome.is_dated_out:
        return []
    try:
        verdict = replay(change)
    except RuleError:
        return []
    return [one.message for one in verdict.criteria if one.counts and not one.outcome.qualifies]


def _answers(book: Rulebook, known: Known, stored: dict[tuple[int, int | None], Standing]) -> Iterable[Answer]:
    added = added_to([known], book.programmes)
    for programme in book.programmes:
        more = added.get((known.creator.pk, programme.pk), {})
        for channel, facts in known.subjects(programme):
            before = stored.get((programme.pk, channel.pk if channel else None))
            judgement = judge(case_of(book, known, programme, channel, {**facts, **more}), before)
            yield Answer(programme, channel, judgement, before)


def _nearness(answer: Answer) -> tuple[int, int, int, str, int]:
    """Where a yes or no is missing, nothing says how far the farthest is: the share of rules that are missed does."""
    channel = answer.channel.pk if answer.channel else 0
    counted = sum(one.counts for one in answer.verdict.criteria)
    missed_bp = len(answer.missing) * WHOLE // counted if counted else 0
    return PLACES[answer.outcome], -answer.progress_bp, missed_bp, answer.programme.slug, channel
