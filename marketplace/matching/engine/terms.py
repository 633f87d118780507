"""What a compiled loop needs to bound the scores of a campaign closely: tables of its niches, and small columns.

The niche, the audience and the cost against the budget are worked out exactly, and so is the interest but for dates and
what was learned; what is left of the price, of the interest and of other parts is taken at its most.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.counts import STYLES
from marketplace.matching.engine.dense import Dense
from marketplace.matching.engine.niches import LATER_NICHE, MOST_NICHES
from marketplace.matching.engine.parts import interest, text
from marketplace.matching.engine.spec import FULL, NEUTRAL, NO_RESULT, PARTS, CampaignSpec

Addresses = NDArray[np.uintp]
#: The parts that compiled loops work out.
SERVED = ("niche", "audience", "price", "interest")


class Terms(NamedTuple):
    """In the order in which `loops.candidates` reads them. Addresses are those of columns that `held` keeps."""

    #: Of the fixed parts.
    weights: NDArray[np.int32]
    #: By weight: niche, audience, price; and what all other parts give at most (times FULL).
    niche: int
    audience: int
    price: int
    rest: int
    #: By wanted niche and place in a row's list, how near each of the words comes; the last column is "none".
    near: NDArray[np.int16]
    #: Styles asked for (1 where a row has one, int16 a row) with their rarity; last, who has any at all.
    styles: Addresses
    rarity: NDArray[np.int64]
    #: Lines of the audience (int16 a row), then its lists: whether given, where their shares begin among all shares.
    lines: Addresses
    given: Addresses
    firsts: NDArray[np.int64]
    shares: Addresses
    wanted: NDArray[np.int64]
    #: Rates (int32 a row) of what is owed, how many of each, and on which platform (an index; -1: any).
    rates: Addresses
    counts: NDArray[np.int64]
    platforms: NDArray[np.int64]
    floor: int
    #: 0: the price is bounded by `unpriced` alone.
    ceiling: int
    #: Whether a price for results may be known besides the cost.
    has_results: bool
    unpriced: int
    #: By weight; whether the kinds asked for are priced, and last whether anything is; how busy somebody is
    #: (`Dense.busy`); what the pay counts; and how many more lines may be known.
    interest: int
    kinds: Addresses
    busy: Addresses
    pay: int
    more: int
    held: tuple[NDArray[Any], ...]


def terms_of(spec: CampaignSpec, dense: Dense, fixed: tuple[str, ...]) -> Terms:
    """The terms of one campaign; `fixed` are the parts that no campaign changes, in the order of the records."""
    weight = dict(zip(PARTS, spec.weights, strict=True))
    rest = sum(weight[part] for part in PARTS if part not in (*fixed, *SERVED, "text")) * FULL
    lines, lists = _lines(spec, dense), list(spec.wanted_shares.items())
    given = [dense.given(f"audience:{name}") for name, _ in lists]
    shares = [dense.share(f"audience:{name}:{code}") for name, wanted in lists for code in wanted]
    styles = [dense.given(f"style:{code}") for code in sorted(spec.styles)] + [dense.any_of("style:")]
    kinds = [dense.any_of(f"rate:{kind}:") for kind in spec.kinds] + [dense.any_of("rate:")]
    rates = [dense.rate(f"rate:{line.kind}:{spec.currency}") for line in spec.deliverables]
    priced = not spec.is_barter and bool(spec.deliverables)
    may_pay = priced and spec.result != NO_RESULT and any(line.platform for line in spec.deliverables)
    return Terms(
        weights=np.array([weight[part] for part in fixed], np.int32),
        niche=weight["niche"],
        audience=weight["audience"],
        price=weight["price"],
        rest=rest + weight["text"] * _text(spec, dense),
        near=_near(spec, dense),
        styles=_addresses(styles),
        rarity=np.array([dense.frame.counts.rarity(STYLES, code) for code in sorted(spec.styles)], np.int64),
        lines=_addresses(lines),
        given=_addresses(given),
        firsts=np.cumsum([0, *(len(wanted) for _, wanted in lists)]),
        shares=_addresses(shares),
        wanted=np.array([share for _, wanted in lists for share in wanted.values()], np.int64),
        rates=_addresses(rates),
        counts=np.array([line.count for line in spec.deliverables], np.int64),
        platforms=_platforms(spec, dense),
        floor=spec.floor or 0,
        ceiling=(spec.ceiling or 0) if priced else 0,
        has_results=may_pay,
        unpriced=FULL if may_pay else NEUTRAL,
        interest=weight["interest"],
        kinds=_addresses(kinds),
        busy=_addresses([dense.busy]),
        pay=interest.BARTER if spec.is_barter else FULL,
        more=int(None not in (spec.content_from, spec.content_until)) + bool(dense.frame.acceptance.says_yes),
        held=(*lines, *given, *shares, *rates, *styles, *kinds, dense.busy),
    )


def _text(spec: CampaignSpec, dense: Dense) -> int:
    """The most of the part "text": neutral for everybody where the brief holds no word that creators use."""
    return FULL if text.wanted_words(spec.words, dense.frame.counts) else NEUTRAL


def _lines(spec: CampaignSpec, dense: Dense) -> list[NDArray[np.int16]]:
    found = []
    if spec.countries:
        found.append(dense.line(CampaignSpec(countries=spec.countries)))
    if spec.languages:
        found.append(dense.line(CampaignSpec(languages=spec.languages)))
    return found


def _platforms(spec: CampaignSpec, dense: Dense) -> NDArray[np.int64]:
    """Where each deliverable is due, as an index: -1 anywhere, and beyond all words where nobody is."""
    words = dense.columns.codes["platform"].words
    places = {"": -1} | {word: place for place, word in enumerate(words) if word}
    return np.array([places.get(line.platform, len(words)) for line in spec.deliverables], np.int64)


def _near(spec: CampaignSpec, dense: Dense) -> NDArray[np.int16]:
    """`NicheTree.closeness` of each word in each place to each wanted niche."""
    words, tree = dense.columns.niche_lists.words, dense.frame.tree
    similarity = np.array([[tree.similarity(wanted, word) for word in words] for wanted in spec.niches], np.int64)
    later = FULL - LATER_NICHE * np.arange(MOST_NICHES)
    found = np.zeros((len(spec.niches), MOST_NICHES, len(words) + 1), np.int16)
    if spec.niches and words:
        found[:, :, :-1] = similarity[:, None, :] * later[None, :, None] // FULL
    return found


def _addresses(arrays: list[NDArray[Any]]) -> Addresses:
    return np.array([array.__array_interface__["data"][0] for array in arrays], np.uintp)
