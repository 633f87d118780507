"""Changes that somebody could really make: a different row is the creator's side, a different campaign the brand's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts import price
from marketplace.matching.engine.parts.text import wanted_words
from marketplace.matching.engine.prices import A_THOUSAND, results
from marketplace.matching.engine.row import Number, Row
from marketplace.matching.engine.spec import FULL, CampaignSpec

CREATOR, BRAND = "creator", "brand"
#: What a change takes that is no amount, in basis points: a choice on a form, a few lines or numbers, a proof.
A_CHOICE, A_FEW_LINES, A_PROOF = 500, 1_000, 2_000
#: Amounts are named in whole units of the currency.
WHOLE = 100


@dataclass(frozen=True)
class Idea:
    """A change to try: the pair as it would be, and how much that changes (bp)."""

    code: str
    side: str
    row: Row
    spec: CampaignSpec
    effort: int
    at_most: bool = False
    evidence: Mapping[str, Any] = field(default_factory=dict)


def ideas(spec: CampaignSpec, row: Row, frame: Frame) -> Iterator[Idea]:
    """Every change worth trying for a pair, of both sides."""
    yield from _prices(spec, row, frame)
    yield from _reach(spec, row)
    yield from _audience(spec, row)
    yield from _numbers(spec, row, frame)
    yield from _word(spec, row, frame)


def _prices(spec: CampaignSpec, row: Row, frame: Frame) -> Iterator[Idea]:
    if spec.is_barter:
        return
    owed = spec.owed_on(row.platform)
    missing = list(dict.fromkeys(line.kind for line in owed if (line.kind, spec.currency) not in row.rates))
    if missing:
        if spec.floor is not None:
            each = spec.floor // max(1, sum(line.count for line in owed))
            rates = {**row.rates, **{(kind, spec.currency): each for kind in missing}}
            yield Idea("give_rates", CREATOR, replace(row, rates=rates), spec, A_FEW_LINES, True, {"kinds": missing})
        return
    cost = price.cost_of(spec, row)
    for limit in _limits(spec, row, frame):
        if owed and 0 < limit < cost:
            yield _cheaper(spec, row, cost, limit)
    if owed and spec.ceiling is not None and cost > spec.ceiling:
        effort = min(FULL, (cost - spec.ceiling) * FULL // spec.ceiling) or 1
        evidence = {"to": cost, "currency": spec.currency}
        yield Idea("raise_fee", BRAND, row, replace(spec, fee_max=cost), effort, evidence=evidence)


def _limits(spec: CampaignSpec, row: Row, frame: Frame) -> Iterator[int]:
    """The costs at which the line of the price part bends: beyond the next bend a point is as cheap as before it."""
    if spec.ceiling is not None:
        yield from (spec.ceiling, spec.floor or 0)
    middle, expected = price.middle_price(spec, row.platform, frame), results(row, spec.result)
    if middle is not None and expected is not None:
        whole = expected * sum(line.count for line in spec.posted_on(row.platform))
        yield from (middle * whole // A_THOUSAND, middle // 2 * whole // A_THOUSAND)


def _cheaper(spec: CampaignSpec, row: Row, cost: int, limit: int) -> Idea:
    """Every price of the work lowered alike, down to whole units where it is worth as much."""
    wanted = limit // WHOLE * WHOLE or limit
    owed = {(line.kind, spec.currency) for line in spec.owed_on(row.platform)}
    lowered = {key: amount * wanted // cost for key, amount in row.rates.items() if key in owed}
    cheaper = replace(row, rates={**row.rates, **lowered})
    to = price.cost_of(spec, cheaper)
    evidence = {"to": to, "currency": spec.currency}
    return Idea("lower_price", CREATOR, cheaper, spec, (cost - to) * FULL // cost or 1, evidence=evidence)


def _reach(spec: CampaignSpec, row: Row) -> Iterator[Idea]:
    """The brand asks in one place or one language more."""
    if spec.countries and row.place and row.place not in spec.countries:
        wider = replace(spec, countries=spec.countries | {row.place})
        yield Idea("name_country", BRAND, row, wider, A_FEW_LINES, evidence={"country": row.place})
    if spec.languages and row.main_language and not row.languages & spec.languages:
        wider = replace(spec, languages=spec.languages | {row.main_language})
        yield Idea("name_language", BRAND, row, wider, A_FEW_LINES, evidence={"language": row.main_language})


def _audience(spec: CampaignSpec, row: Row) -> Iterator[Idea]:
    missing = {name: wanted for name, wanted in spec.wanted_shares.items() if name not in row.audience}
    if missing:
        known = replace(row, audience={**row.audience, **missing})
        yield Idea("give_audience", CREATOR, known, spec, A_FEW_LINES, True, {"lists": list(missing)})


def _numbers(spec: CampaignSpec, row: Row, frame: Frame) -> Iterator[Idea]:
    if row.number("engagement_rate_bp") is None:
        numbers = {**row.numbers, "engagement_rate_bp": Number(FULL, frame.day, row.source)}
        yield Idea("give_engagement", CREATOR, replace(row, numbers=numbers), spec, A_FEW_LINES, True)
    if row.measured_on is None or row.measured_on < frame.day:
        source = row.source if row.source in ("proof", "fetched") else "declared"
        today = replace(row, measured_on=frame.day, source=source)
        yield Idea("measure_today", CREATOR, today, spec, A_FEW_LINES, evidence={"last": row.measured_on})
    if row.source not in ("proof", "fetched"):
        proven = replace(row, measured_on=frame.day, source="proof")
        yield Idea("measure_with_proof", CREATOR, proven, spec, A_PROOF, evidence={"last": row.measured_on})
    if row.ownership != "proven":
        yield Idea("prove_ownership", CREATOR, replace(row, ownership="proven"), spec, A_PROOF)


def _word(spec: CampaignSpec, row: Row, frame: Frame) -> Iterator[Idea]:
    if row.is_claimed and row.availability == "busy":
        yield Idea("be_available", CREATOR, replace(row, availability="open"), spec, A_CHOICE)
    if spec.niches and not row.niches:
        yield Idea("give_niches", CREATOR, replace(row, niches=spec.niches[:1]), spec, A_CHOICE, True)
    if spec.languages and not row.languages:
        spoken = frozenset(sorted(spec.languages)[:1])
        yield Idea("give_languages", CREATOR, replace(row, languages=spoken), spec, A_CHOICE, True)
    wanted = wanted_words(spec.words, frame.counts)
    if wanted and not row.words:
        yield Idea("write_bio", CREATOR, replace(row, words=frozenset(wanted)), spec, A_FEW_LINES, True)
