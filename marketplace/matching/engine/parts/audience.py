"""Do the people who watch the creator include those the campaign wants to reach?

For each list the campaign sets minimum shares in (countries, ages, genders, languages): the sum of min(actual, wanted)
over the sum of the wanted. If the wanted shares make up a whole audience this is one minus the total variation between
the two. A list the creator has not given is neutral. Where the campaign names countries or languages, being there or
speaking one counts in full and not at all otherwise. The part is the mean of everything asked.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL, NEUTRAL, CampaignSpec


def pair(spec: CampaignSpec, row: Row, frame: Frame) -> Reading:
    lines = [_line(name, wanted, row.audience.get(name)) for name, wanted in spec.wanted_shares.items()]
    if spec.countries:
        lines.append(_membership("place", row.place, row.place in spec.countries, known=bool(row.place)))
    if spec.languages:
        shared = sorted(row.languages & spec.languages)
        lines.append(_membership("tongue", shared, bool(shared), known=bool(row.languages)))
    if not lines:
        return Reading("audience", FULL, True, {"nothing_asked": True})
    known = [line for line in lines if line["is_known"]]
    return Reading("audience", sum(line["fit"] for line in lines) // len(lines), bool(known), {"lines": lines})


def column(spec: CampaignSpec, columns: CreatorColumns, frame: Frame) -> Ints:
    fits = [_fits(columns, name, wanted) for name, wanted in spec.wanted_shares.items()]
    if spec.countries:
        channel, home = columns.codes["country"], columns.codes["home_country"]
        own = channel.index != 0
        there = np.where(own, channel.among(spec.countries), home.among(spec.countries))
        fits.append(_members(there, own | (home.index != 0)))
    if spec.languages:
        spoken = columns.sets.any_of(f"language:{code}" for code in spec.languages)
        fits.append(_members(spoken, columns.sets.any_of(columns.sets.keys_of("language:"))))
    if not fits:
        return np.full(len(columns), FULL, np.int64)
    return sum(fits[1:], fits[0]) // len(fits)


def _line(name: str, wanted: dict[str, int], actual: Mapping[str, int] | None) -> dict[str, Any]:
    if actual is None:
        return {"name": name, "fit": NEUTRAL, "is_known": False, "wanted": wanted, "actual": {}}
    met = sum(min(max(actual.get(code, 0), 0), share) for code, share in wanted.items())
    return {
        "name": name, "fit": met * FULL // sum(wanted.values()), "is_known": True, "wanted": wanted,
        "actual": {code: actual.get(code, 0) for code in wanted},
    }  # fmt: skip


def _fits(columns: CreatorColumns, name: str, wanted: dict[str, int]) -> Ints:
    met = np.zeros(len(columns), np.int64)
    for code, share in wanted.items():
        met += np.clip(columns.sets.values(f"audience:{name}:{code}"), 0, share)
    return np.where(columns.sets.has(f"audience:{name}"), met * FULL // sum(wanted.values()), NEUTRAL)


def _membership(name: str, what: object, inside: bool, *, known: bool) -> dict[str, Any]:
    fit = (FULL if inside else 0) if known else NEUTRAL
    return {"name": name, "fit": fit, "is_known": known, "inside": inside, "what": what}


def _members(inside: np.ndarray, known: np.ndarray) -> Ints:
    return np.where(known, np.where(inside, FULL, 0), NEUTRAL).astype(np.int64)
