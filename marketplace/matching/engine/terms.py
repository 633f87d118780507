"""What one campaign makes of the lines of a sketch: what a compiled loop reads (`bounding`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.counts import STYLES
from marketplace.matching.engine.niches import LATER_NICHE, MOST_NICHES
from marketplace.matching.engine.parts import interest, text
from marketplace.matching.engine.sketch import HAS_AUDIENCE, HAS_DAYS, HAS_LEARNED, Sketch
from marketplace.matching.engine.spec import DIMENSIONS, FULL, NEUTRAL, NO_RESULT, PARTS, CampaignSpec

#: The parts that are worked out from the lines of a sketch, besides what is fixed and the words.
SERVED = ("niche", "audience", "price", "interest")
#: The place of what has none in the lines.
NOWHERE = -1


class Terms(NamedTuple):
    """Where a list of places says NOWHERE, the lines do not tell, and the most there can be is taken."""

    #: Of the fixed parts; then of each part by its name, and what is the same for every row (times FULL).
    weights: Ints
    niche: int
    text: int
    audience: int
    price: int
    interest: int
    rest: int
    #: By wanted niche and place in a row's list, how near each of the words comes; the last column is "none".
    near: NDArray[np.int16]
    #: The nearest that each word in each place comes to any of them; "none" in the first place is a row without niches.
    nearest: NDArray[np.int16]
    #: Bits of the styles asked for, and their rarity.
    styles: Ints
    rarity: Ints
    #: What each place counts, by its number; none if no country is named. Bits of the languages, how many are asked
    #: for, and whether a line tells all of them.
    places: Ints
    languages: int
    tongues: int
    tells_languages: bool
    #: The lists of an audience by their flag, where their shares begin among all, the shares' places, and the wanted.
    lists: Ints
    firsts: Ints
    shares: Ints
    wanted: Ints
    #: The deliverables: the place of their price, how many, and on which platform (an index; -1: any).
    rates: Ints
    counts: Ints
    platforms: Ints
    floor: int
    #: 0: the price is `unpriced` for everybody.
    ceiling: int
    unpriced: int
    #: Whether a price for results may be known besides.
    has_results: bool
    #: Bits of the kinds asked for, how many there are, and how many have no bit; what the pay counts; and flags of what
    #: the interest may hear besides.
    kinds: int
    asked_kinds: int
    untold_kinds: int
    pay: int
    besides: int


def terms_of(spec: CampaignSpec, sketch: Sketch) -> Terms:
    """The terms of one campaign."""
    weight = dict(zip(PARTS, spec.weights, strict=True))
    has_words = bool(text.wanted_words(spec.words, sketch.frame.counts))
    styles, lists = sorted(spec.styles), spec.wanted_shares.items()
    shares = [(f"audience:{name}:{code}", share) for name, wanted in lists for code, share in wanted.items()]
    priced = not spec.is_barter and bool(spec.deliverables)
    has_results = priced and spec.result != NO_RESULT and any(line.platform for line in spec.deliverables)
    bits = [sketch.languages.get(f"language:{code}", NOWHERE) for code in sorted(spec.languages)]
    kinds = [sketch.kinds.get(kind, NOWHERE) for kind in spec.kinds]
    return Terms(
        weights=np.array([weight[part] for part in sketch.parts], np.int64),
        **{part: weight[part] for part in SERVED},
        text=weight["text"] if has_words else 0,
        rest=0 if has_words else weight["text"] * NEUTRAL,
        near=(near := _near(spec, sketch)),
        nearest=_nearest(near),
        styles=_array(sketch.styles.get(f"style:{code}", NOWHERE) for code in styles),
        rarity=_array(sketch.frame.counts.rarity(STYLES, code) for code in styles),
        places=_places(spec, sketch),
        languages=_mask(bits),
        tongues=len(bits),
        tells_languages=NOWHERE not in bits,
        lists=_array(HAS_AUDIENCE << DIMENSIONS.index(name) for name, _ in lists),
        firsts=np.cumsum([0, *(len(wanted) for _, wanted in lists)]),
        shares=_array(sketch.shares.get(key, NOWHERE) for key, _ in shares),
        wanted=_array(share for _, share in shares),
        rates=_array(sketch.rates.get(f"rate:{line.kind}:{spec.currency}", NOWHERE) for line in spec.deliverables),
        counts=_array(line.count for line in spec.deliverables),
        platforms=_platforms(spec, sketch),
        floor=spec.floor or 0,
        ceiling=(spec.ceiling or 0) if priced else 0,
        unpriced=FULL if has_results else NEUTRAL,
        has_results=has_results,
        kinds=_mask(kinds),
        asked_kinds=len(kinds),
        untold_kinds=kinds.count(NOWHERE),
        pay=interest.BARTER if spec.is_barter else FULL,
        besides=_besides(spec),
    )


def _array(values: Iterable[int]) -> Ints:
    return np.array(list(values), np.int64)


def _mask(bits: Iterable[int]) -> int:
    return sum(1 << bit for bit in bits if bit != NOWHERE)


def _besides(spec: CampaignSpec) -> int:
    return HAS_LEARNED | (0 if None in (spec.content_from, spec.content_until) else HAS_DAYS)


def _places(spec: CampaignSpec, sketch: Sketch) -> Ints:
    if not spec.countries:
        return _array([])
    return _array([NEUTRAL, *(FULL if place in spec.countries else 0 for place in sketch.places[1:])])


def _platforms(spec: CampaignSpec, sketch: Sketch) -> Ints:
    """Where each deliverable is due: beyond all words where nobody is."""
    words = sketch.columns.codes["platform"].words
    places = {"": -1} | {word: place for place, word in enumerate(words) if word}
    return _array(places.get(line.platform, len(words)) for line in spec.deliverables)


def _nearest(near: NDArray[np.int16]) -> NDArray[np.int16]:
    found = near.max(axis=0, initial=0)
    found[0, -1] = NEUTRAL
    return found


def _near(spec: CampaignSpec, sketch: Sketch) -> NDArray[np.int16]:
    """`NicheTree.closeness` of each word in each place to each wanted niche."""
    words, tree = sketch.columns.niche_lists.words, sketch.frame.tree
    later = FULL - LATER_NICHE * np.arange(MOST_NICHES)
    found = np.zeros((len(spec.niches), MOST_NICHES, len(words) + 1), np.int16)
    for at, wanted in enumerate(spec.niches):
        found[at] = tree.similarities(wanted, words) * later[:, None] // FULL
    return found
