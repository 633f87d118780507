"""What a proposed text would do, counted over everybody: who gains, who loses, whom it alone keeps out, and how many
more a milder threshold would let in."""

import datetime
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from marketplace.eligibility import Outcome, RuleSet
from marketplace.eligibility.columns import Outcomes
from marketplace.eligibility.comparators import Op
from marketplace.eligibility.measures import Kind
from marketplace.eligibility.nodes import Criterion
from marketplace.programmes.models import Programme, RuleProposal
from marketplace.programmes.queries.everybody import TIERS, Everybody, everybody
from marketplace.programmes.queries.proposed import as_proposed
from marketplace.programmes.queries.rule_sets import variants

Bools = NDArray[np.bool_]
#: A tenth below what is asked is a near miss; the other steps show how a milder threshold would work.
STEPS = (9_000, 7_500, 5_000)
WHOLE = 10_000
#: From the worst to the best of a creator's channels.
WORST_FIRST = (
    Outcome.CLOSED,
    Outcome.NOT_YET_OPEN,
    Outcome.FAIL,
    Outcome.UNKNOWN,
    Outcome.REVIEW,
    Outcome.EXEMPT,
    Outcome.PASS,
)
_RANK = np.argsort(np.array([int(outcome) for outcome in WORST_FIRST]))
_QUALIFIES = min(WORST_FIRST.index(outcome) for outcome in Outcome if outcome.qualifies)


@dataclass(frozen=True)
class Relaxed:
    """With this threshold `more` creators would qualify, of them `small` with under 10,000 followers."""

    value: int
    more: int
    small: int


@dataclass(frozen=True)
class Effect:
    """Counts of creators under the rules of the first day of the text; a dict is by tier (TIERS, in their order).

    `alone` are those whom this rule alone keeps out: without it they would qualify. `near` of them miss its threshold
    by a tenth at most; None where it is no threshold.
    """

    on: datetime.date
    creators: int
    before: int
    after: int
    unknown: int
    gained: dict[str, int]
    lost: dict[str, int]
    alone: dict[str, int]
    relaxed: tuple[Relaxed, ...]

    @property
    def near(self) -> int | None:
        """How many miss it by a tenth at most; nobody does where a tenth is less than one."""
        if not self.relaxed:
            return None
        return self.relaxed[0].more if len(self.relaxed) == len(STEPS) else 0

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a proposal."""
        return {**asdict(self), "on": self.on.isoformat(), "relaxed": [asdict(one) for one in self.relaxed]}


def effect_of(proposal: RuleProposal, people: Everybody | None = None) -> Effect:
    """What the text would do on its first day (today, if it began earlier or has none), with the figures of today.

    Invitations, seats and exemptions granted by name are not looked at. Raises RuleError for rules that cannot be
    judged together.
    """
    programme = proposal.programme
    on = max(proposal.valid_from or datetime.date.min, timezone.now().date())
    people = people if people is not None else everybody(programme)
    now = _best(people, _judged(people, programme, on))
    then = _best(people, _judged(people, as_proposed(programme, proposal), on))
    without = _best(people, _judged(people, as_proposed(programme, _without(proposal)), on)) >= _QUALIFIES
    was, will = now >= _QUALIFIES, then >= _QUALIFIES
    return Effect(
        on=on,
        creators=people.creators,
        before=int(was.sum()),
        after=int(will.sum()),
        unknown=int((then == WORST_FIRST.index(Outcome.UNKNOWN)).sum()),
        gained=_by_tier(people, will & ~was),
        lost=_by_tier(people, was & ~will),
        alone=_by_tier(people, without & ~will),
        relaxed=tuple(_relaxed(people, proposal, on, will)),
    )


def _relaxed(people: Everybody, proposal: RuleProposal, on: datetime.date, will: Bools) -> Iterator[Relaxed]:
    """The same rule with milder thresholds, judged as strictly as itself."""
    for value in milder(proposal.body):
        text = _text(proposal, {**(proposal.body or {}), "value": value})
        found = _best(people, _judged(people, as_proposed(proposal.programme, text), on)) >= _QUALIFIES
        more = found & ~will
        yield Relaxed(value, int(more.sum()), int((more & (people.tiers == 0)).sum()))


def milder(body: dict[str, Any] | None) -> list[int]:
    """Thresholds below that of a criterion (above it, where little is asked), the nearest first; [] for all others.

    None is further away than its step: a tenth less than 3 is 3, which is no milder and left out.
    """
    if body is None or "measure" not in body:
        return []
    criterion = RuleSet.parse({"all": [body]}).criteria[0]
    value, up = criterion.condition.value, criterion.condition.op in (Op.LTE, Op.LT)
    if not _is_threshold(criterion) or value < WHOLE // STEPS[0] + 1:
        return []
    found = [value * (2 * WHOLE - step) // WHOLE if up else -(-value * step // WHOLE) for step in STEPS]
    return [one for one in dict.fromkeys(found) if one != value]


def _is_threshold(criterion: Criterion) -> bool:
    ops = (Op.GTE, Op.GT, Op.LTE, Op.LT)
    return criterion.measure.kind is Kind.INT and criterion.condition.op in ops and not criterion.measure.is_private


def _without(proposal: RuleProposal) -> RuleProposal:
    return _text(proposal, None)


def _text(proposal: RuleProposal, body: dict[str, Any] | None) -> RuleProposal:
    """The same proposal with another body; not saved."""
    return RuleProposal(
        programme=proposal.programme, rule_code=proposal.rule_code, valid_from=proposal.valid_from, body=body,
        country=proposal.country, reading=proposal.reading, is_deciding=proposal.is_deciding,
    )  # fmt: skip


def _judged(people: Everybody, programme: Programme, on: datetime.date) -> Outcomes:
    return people.judged(variants(programme, on), on)


def _best(people: Everybody, outcomes: Outcomes) -> NDArray[np.int64]:
    """The best of each creator's channels, as a place in WORST_FIRST."""
    best = np.zeros(people.creators, np.int64)
    np.maximum.at(best, people.owners, _RANK[outcomes])
    return best


def _by_tier(people: Everybody, creators: Bools) -> dict[str, int]:
    counts = np.bincount(people.tiers[creators], minlength=len(TIERS))
    return dict(zip(TIERS, map(int, counts), strict=True))
