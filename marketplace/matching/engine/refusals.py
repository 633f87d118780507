"""What a creator's own word rules out, whatever the campaign's rules say.

These are gates like the campaign's criteria: outcomes, never points. Each has a code, and its place in REFUSALS is its
bit in stored masks: new ones go to the end. An unclaimed profile refuses nothing, for nobody has spoken for it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.engine.arrays import NO_DAY, NO_NUMBER, Bools
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import day_number
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import CampaignSpec

REFUSALS = ("platform", "sector", "kind", "paid_only", "minimum_fee", "not_looking", "window")
#: Set by the creator's own word; the others follow from what they publish.
OF_CLAIMED = REFUSALS[1:]
#: What a creator said for themself alone: brands learn that something stands against a campaign, and never what.
PRIVATE = ("sector", "kind", "paid_only", "minimum_fee")
Outcomes = np.ndarray[tuple[int], np.dtype[np.uint8]]


@dataclass(frozen=True)
class Refusal:
    """The outcome of one gate for one pair, and what decided it."""

    code: str
    outcome: Outcome
    evidence: dict[str, Any] = field(default_factory=dict)


def pair(spec: CampaignSpec, row: Row) -> list[Refusal]:
    """Every gate for one pair, in the order of REFUSALS."""
    wanted = spec.platforms
    away = bool(wanted) and row.platform not in wanted
    found = [Refusal("platform", _fails(away), {"platform": row.platform, "wanted": sorted(wanted)})]
    if row.is_claimed:
        return [*found, *_spoken(spec, row)]
    return [*found, *(Refusal(code, Outcome.PASS) for code in OF_CLAIMED)]


def for_brands(refusals: list[Refusal]) -> list[Refusal]:
    """The gates as the brand's side reads them: the private ones are one, without what decided it."""
    kept = min((one.outcome for one in refusals if one.code in PRIVATE), default=Outcome.PASS)
    told = [one for one in refusals if one.code not in PRIVATE]
    return [told[0], Refusal("own_word", kept), *told[1:]]


def _spoken(spec: CampaignSpec, row: Row) -> Iterator[Refusal]:
    sectors = [code for code in spec.sector_path if code in row.refuses_sectors]
    yield Refusal("sector", _fails(bool(sectors)), {"sectors": sectors})
    kinds = [kind for kind in spec.kinds if kind in row.refuses_kinds]
    yield Refusal("kind", _fails(bool(kinds)), {"kinds": kinds})
    yield Refusal("paid_only", _fails(spec.is_barter and row.paid_only), {"is_barter": spec.is_barter})
    asked = {"minimum": row.minimum_fee, "currency": row.minimum_fee_currency, "ceiling": spec.ceiling}
    yield Refusal("minimum_fee", _minimum_fee(spec, row), asked)
    yield Refusal("not_looking", _fails(row.availability == "not_looking"), {})
    yield Refusal("window", _fails(_is_away(spec, row)), {"from": row.available_from, "until": row.available_until})


def _fails(it: bool) -> Outcome:
    return Outcome.FAIL if it else Outcome.PASS


def _minimum_fee(spec: CampaignSpec, row: Row) -> Outcome:
    """Amounts that cannot be compared (no fee named, another currency) are for people to agree on."""
    if row.minimum_fee is None or spec.is_barter:
        return Outcome.PASS
    if spec.ceiling is None or row.minimum_fee_currency != spec.currency:
        return Outcome.REVIEW
    return _fails(spec.ceiling < row.minimum_fee)


def _is_away(spec: CampaignSpec, row: Row) -> bool:
    until = None if spec.content_until is None else day_number(spec.content_until)
    start = None if spec.content_from is None else day_number(spec.content_from)
    late = until is not None and row.available_from is not None and row.available_from > until
    gone = start is not None and row.available_until is not None and row.available_until < start
    return late or gone


def columns(spec: CampaignSpec, creators: CreatorColumns) -> dict[str, Outcomes]:
    """Every gate for many channels, in the order of REFUSALS."""
    return {code: column(code, spec, creators) for code in REFUSALS}


def column(code: str, spec: CampaignSpec, creators: CreatorColumns) -> Outcomes:
    """One gate for many channels. It reads nothing of the campaign but what `asked` names."""
    return _COLUMNS[code](spec, creators)


def asked(code: str, spec: CampaignSpec) -> Hashable:
    """What of a campaign a gate depends on: campaigns that agree in it have the same outcomes."""
    return {
        "platform": spec.platforms,
        "sector": spec.sector_path,
        "kind": spec.kinds,
        "paid_only": spec.is_barter,
        "minimum_fee": None if spec.is_barter else (spec.ceiling, spec.currency),
        "not_looking": None,
        "window": (spec.content_from, spec.content_until),
    }[code]


def _platforms(spec: CampaignSpec, creators: CreatorColumns) -> Outcomes:
    if not spec.platforms:
        return _outcomes(np.zeros(len(creators), bool))
    return _outcomes(~creators.codes["platform"].among(spec.platforms))


def _any_key(prefix: str, codes: Iterable[str], creators: CreatorColumns) -> Outcomes:
    return _outcomes(creators.sets.any_of([f"{prefix}:{code}" for code in codes]) & creators.flags["is_claimed"])


def _not_looking(spec: CampaignSpec, creators: CreatorColumns) -> Outcomes:
    return _outcomes(creators.codes["availability"].among(["not_looking"]) & creators.flags["is_claimed"])


def _outcomes(fails: Bools) -> Outcomes:
    return np.where(fails, np.uint8(Outcome.FAIL), np.uint8(Outcome.PASS))


def _minimum_fees(spec: CampaignSpec, creators: CreatorColumns) -> Outcomes:
    asks = (creators.minimum_fee != NO_NUMBER) & creators.flags["is_claimed"] & (not spec.is_barter)
    if spec.ceiling is None:
        return np.where(asks, np.uint8(Outcome.REVIEW), np.uint8(Outcome.PASS))
    same = creators.codes["minimum_fee_currency"].among([spec.currency])
    outcomes = _outcomes(asks & same & (creators.minimum_fee > spec.ceiling))
    return np.where(asks & ~same, np.uint8(Outcome.REVIEW), outcomes)


def _away(spec: CampaignSpec, creators: CreatorColumns) -> Bools:
    away = np.zeros(len(creators), bool)
    start, end = creators.days["available_from"], creators.days["available_until"]
    if spec.content_until is not None:
        away |= (start != NO_DAY) & (start > day_number(spec.content_until))
    if spec.content_from is not None:
        away |= (end != NO_DAY) & (end < day_number(spec.content_from))
    return away


_COLUMNS: dict[str, Callable[[CampaignSpec, CreatorColumns], Outcomes]] = {
    "platform": _platforms,
    "sector": lambda spec, creators: _any_key("refuses_sector", spec.sector_path, creators),
    "kind": lambda spec, creators: _any_key("refuses_kind", spec.kinds, creators),
    "paid_only": lambda spec, creators: _outcomes(
        creators.flags["paid_only"] & creators.flags["is_claimed"] & spec.is_barter
    ),
    "minimum_fee": _minimum_fees,
    "not_looking": _not_looking,
    "window": lambda spec, creators: _outcomes(_away(spec, creators) & creators.flags["is_claimed"]),
}
