"""What would change it: for one pair, changes that somebody could really make, each re-scored by the same function.

A change is a different row (the creator's side) or a different campaign (the brand's). Exact ones say what would be;
those marked `at_most` replace something unknown by its best case, and say so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts import price
from marketplace.matching.engine.row import Number, Row
from marketplace.matching.engine.score import score_pair
from marketplace.matching.engine.spec import CampaignSpec

CREATOR, BRAND = "creator", "brand"


@dataclass(frozen=True)
class Change:
    """One change: who can make it, what it is, and the score before and after."""

    code: str
    side: str
    before: int
    after: int
    at_most: bool = False
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def gain(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class _Idea:
    code: str
    side: str
    row: Row
    spec: CampaignSpec
    at_most: bool = False
    evidence: Mapping[str, Any] = field(default_factory=dict)


def counterfactuals(spec: CampaignSpec, row: Row, frame: Frame, most: int = 5) -> list[Change]:
    """The changes that would raise the score, the largest gain first."""
    _, before = score_pair(spec, row, frame)
    changes = []
    for idea in _ideas(spec, row, frame):
        _, after = score_pair(idea.spec, idea.row, frame)
        if after > before:
            changes.append(Change(idea.code, idea.side, before, after, idea.at_most, idea.evidence))
    return sorted(changes, key=lambda change: (-change.gain, change.at_most, change.code))[:most]


def _ideas(spec: CampaignSpec, row: Row, frame: Frame) -> Iterator[_Idea]:
    yield from _prices(spec, row)
    yield from _audience(spec, row)
    yield from _numbers(spec, row, frame)
    yield from _word(spec, row)


def _prices(spec: CampaignSpec, row: Row) -> Iterator[_Idea]:
    if spec.is_barter or spec.ceiling is None or spec.floor is None:
        return
    owed = spec.owed_on(row.platform)
    missing = [line.kind for line in owed if (line.kind, spec.currency) not in row.rates]
    if missing:
        each = spec.floor // max(1, sum(line.count for line in owed))
        rates = {**row.rates, **{(kind, spec.currency): each for kind in missing}}
        kinds = list(dict.fromkeys(missing))
        yield _Idea("give_rates", CREATOR, replace(row, rates=rates), spec, True, {"kinds": kinds})
        return
    cost = price.cost_of(spec, row)
    for limit in (spec.ceiling, spec.floor):
        if owed and cost > limit:
            rates = {key: amount * limit // cost for key, amount in row.rates.items()}
            cheaper = replace(row, rates={**row.rates, **rates})
            evidence = {"to": price.cost_of(spec, cheaper), "currency": spec.currency}
            yield _Idea("lower_price", CREATOR, cheaper, spec, evidence=evidence)
    if owed and cost > spec.ceiling:
        richer = replace(spec, fee_max=cost)
        yield _Idea("raise_fee", BRAND, row, richer, evidence={"to": cost, "currency": spec.currency})


def _audience(spec: CampaignSpec, row: Row) -> Iterator[_Idea]:
    missing = {name: wanted for name, wanted in spec.wanted_shares.items() if name not in row.audience}
    if missing:
        known = replace(row, audience={**row.audience, **missing})
        yield _Idea("give_audience", CREATOR, known, spec, True, {"lists": list(missing)})


def _numbers(spec: CampaignSpec, row: Row, frame: Frame) -> Iterator[_Idea]:
    if row.number("engagement_rate_bp") is None:
        best = Number(10_000, frame.day, row.source)
        numbers = {**row.numbers, "engagement_rate_bp": best}
        yield _Idea("give_engagement", CREATOR, replace(row, numbers=numbers), spec, True)
    if row.measured_on is None or row.measured_on < frame.day:
        source = row.source if row.source in ("proof", "fetched") else "declared"
        today = replace(row, measured_on=frame.day, source=source)
        yield _Idea("measure_today", CREATOR, today, spec, evidence={"last": row.measured_on})
    if row.source not in ("proof", "fetched"):
        proven = replace(row, measured_on=frame.day, source="proof")
        yield _Idea("measure_with_proof", CREATOR, proven, spec, evidence={"last": row.measured_on})
    if row.ownership != "proven":
        yield _Idea("prove_ownership", CREATOR, replace(row, ownership="proven"), spec)


def _word(spec: CampaignSpec, row: Row) -> Iterator[_Idea]:
    if row.is_claimed and row.availability == "busy":
        yield _Idea("be_available", CREATOR, replace(row, availability="open"), spec)
    if spec.niches and not row.niches:
        yield _Idea("give_niches", CREATOR, replace(row, niches=spec.niches[:1]), spec, True)
    if spec.languages and not row.languages:
        spoken = frozenset(sorted(spec.languages)[:1])
        yield _Idea("give_languages", CREATOR, replace(row, languages=spoken), spec, True)
