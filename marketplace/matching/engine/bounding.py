"""The most each row can score, by Numba: the loop of `compiled.candidates` over the lines of a sketch.

What a line tells is worked out as the parts do it; what it does not tell is taken at its most, and the row is unsure.
"""

import numpy as np
from numba import njit

from marketplace.matching.engine.intrinsics import fetch, long, lowest, ones, short
from marketplace.matching.engine.niches import MOST_NICHES
from marketplace.matching.engine.sketch import (
    BUSY,
    FLAGS,
    HAS_LANGUAGES,
    HAS_RATES,
    HAS_STYLES,
    HAS_WORDS,
    KINDS,
    LANGUAGES,
    MOST_RATE,
    NICHES,
    NOT_CLAIMED,
    NOT_SAID,
    PLACE,
    PLATFORM,
    RATES,
    SHARES,
    STYLES,
    WIDTH,
)
from marketplace.matching.engine.spec import FULL, LARGEST, NEUTRAL

ONE = np.uint64(1)
#: Lines are fetched so many rows before they are read.
AHEAD = 12


@njit(cache=True, nogil=True, error_model="numpy")
def _rows(plane):
    """The rows that are set, ascending."""
    held = np.int64(0)
    for word in plane:
        held += np.int64(ones(word))
    rows, found = np.empty(held, np.int64), 0
    for at in range(len(plane)):
        word = plane[at]
        while word:
            rows[found] = at * 64 + np.int64(lowest(word))
            word &= word - ONE
            found += 1
    return rows


@njit(cache=True, nogil=True, error_model="numpy")
def _topic(line, near):
    """The niche of one row, without styles. There is a wanted one."""
    none = near.shape[2] - 1
    if short(line, NICHES) == none:
        return np.int64(NEUTRAL)
    best, total = np.int64(0), np.int64(0)
    for wanted in range(near.shape[0]):
        closest = np.int64(0)
        for place in range(MOST_NICHES):
            closest = max(closest, np.int64(near[wanted, place, short(line, NICHES + place)]))
        best = max(best, closest)
        total += closest
    return (3 * best + total // near.shape[0]) // 4


@njit(cache=True, nogil=True, error_model="numpy")
def _closest(line, nearest):
    """As much as `_topic`, or more. No branch: how long a list is cannot be foreseen, and a wrong guess costs more than
    reading all of it."""
    best = nearest[0, short(line, NICHES)]
    for place in range(1, MOST_NICHES):
        best = max(best, nearest[place, short(line, NICHES + place)])
    return np.int64(best)


@njit(cache=True, nogil=True, error_model="numpy")
def _style(line, styles, rarity):
    """How much of the styles one row has, and whether that is sure. There is one asked for."""
    if not short(line, FLAGS) & HAS_STYLES:
        return np.int64(NEUTRAL), True
    shared, whole, sure = np.int64(0), np.int64(0), True
    for at in range(len(styles)):
        whole += rarity[at]
        if styles[at] < 0:
            sure = False
        if styles[at] < 0 or short(line, STYLES) >> styles[at] & 1:
            shared += rarity[at]
    return shared * FULL // whole, sure


@njit(cache=True, nogil=True, error_model="numpy")
def _audience(line, places, languages, tongues, tells_languages, lists, firsts, shares, wanted):
    """The audience of one row, and whether it is sure."""
    total, asked, sure = np.int64(0), len(lists), True
    for one in range(len(lists)):
        if not short(line, FLAGS) & lists[one]:
            total += NEUTRAL
            continue
        met, whole = np.int64(0), np.int64(0)
        for at in range(firsts[one], firsts[one + 1]):
            whole += wanted[at]
            if shares[at] < 0:
                met += wanted[at]
                sure = False
            else:
                met += min(short(line, SHARES + shares[at]), wanted[at])
        total += met * FULL // whole
    if len(places):
        total += places[short(line, PLACE)]
        asked += 1
    if tongues:
        asked += 1
        if not short(line, FLAGS) & HAS_LANGUAGES:
            total += NEUTRAL
        elif short(line, LANGUAGES) & languages:
            total += FULL
        elif not tells_languages:
            total += FULL
            sure = False
    return (total // asked if asked else np.int64(FULL)), sure


@njit(cache=True, nogil=True, error_model="numpy")
def _price(line, rates, counts, platforms, budget, has_results, unpriced):
    """How the cost of one row fits the budget, and whether that is sure; without a ceiling, it is the same for all."""
    floor, ceiling = budget
    if not ceiling:
        return np.int64(unpriced), not has_results
    cost, owes, sure = np.int64(0), False, True
    for at in range(len(rates)):
        if platforms[at] != -1 and platforms[at] != short(line, PLATFORM):
            continue
        owes = True
        if rates[at] < 0:
            sure = False
            continue
        rate = long(line, RATES // 2 + rates[at])
        if rate < 0:
            return np.int64(NEUTRAL), True
        if rate == MOST_RATE:
            sure = False
        cost += rate * counts[at]
    if not owes:
        return np.int64(NEUTRAL), True
    cost = min(cost, np.int64(LARGEST))
    if cost <= floor:
        fit = np.int64(FULL)
    elif cost <= ceiling:
        fit = FULL - (FULL - NEUTRAL) * (cost - floor) // max(np.int64(1), ceiling - floor)
    else:
        fit = max(np.int64(0), NEUTRAL - NEUTRAL * (cost - ceiling) // ceiling)
    if has_results:
        return (max(fit, np.int64(NEUTRAL)) + FULL) // 2, False
    return (fit if sure else max(fit, np.int64(NEUTRAL))), sure


@njit(cache=True, nogil=True, error_model="numpy")
def _interest(line, kinds, asked_kinds, untold_kinds, pay, besides):
    """The interest of one row, and whether it is sure."""
    if short(line, BUSY) == NOT_CLAIMED:
        return np.int64(NEUTRAL), True
    total, count = np.int64(pay), np.int64(1)
    if short(line, BUSY) != NOT_SAID:
        total += short(line, BUSY)
        count += 1
    sure = True
    if asked_kinds and short(line, FLAGS) & HAS_RATES:
        sure = untold_kinds == 0
        priced = np.int64(ones(np.uint64(short(line, KINDS) & kinds))) + untold_kinds
        total += priced * FULL // asked_kinds
        count += 1
    more = np.int64(ones(np.uint64(short(line, FLAGS) & besides)))
    return (total + more * FULL) // (count + more), sure and more == 0


@njit(cache=True, nogil=True, error_model="numpy")
def _fixed(line, rest, weights):
    """What the fixed parts of one row, and what is the same for all, make of a score (times FULL)."""
    total = np.int64(rest)
    for part in range(len(weights)):
        total += weights[part] * short(line, part)
    return total


@njit(cache=True, nogil=True, error_model="numpy")
def _most_niche(line, near, nearest, styles):
    """As much as `_niche`, or more."""
    most = _closest(line, nearest) if near.shape[0] else np.int64(FULL)
    return (4 * most + FULL) // 5 if len(styles) else most


@njit(cache=True, nogil=True, error_model="numpy")
def _niche(line, near, styles, rarity):
    """The niche of one row, and whether it is sure."""
    niche, sure = np.int64(FULL), True
    if near.shape[0]:
        niche = _topic(line, near)
    if len(styles):
        style, sure = _style(line, styles, rarity)
        niche = (4 * niche + style) // 5 if near.shape[0] else style
    return niche, sure


@njit(cache=True, nogil=True, error_model="numpy")
def _mark(reached, above, mark, bound, most):
    """The least bound of the best `most` so far, once one more is counted; and how many reach it."""
    reached[bound] += 1
    above += 1
    while above - reached[mark] >= most:
        above -= reached[mark]
        mark += 1
    return above, mark


@njit(cache=True, nogil=True, error_model="numpy")
def candidates(plane, lines, most, least, terms):
    """The rows of a plane that may be among the best `most` by their bound, ascending, their bounds, and where these
    are their scores; with `most` = 0, all whose bound is `least` or more."""
    # Part by part: a row is left where the parts behind, at their most, would not bring it to the mark.
    weights, near, nearest, styles, rarity = terms.weights, terms.near, terms.nearest, terms.styles, terms.rarity
    places, lists, firsts, shares, wanted = terms.places, terms.lists, terms.firsts, terms.shares, terms.wanted
    rates, counts, platforms, budget = terms.rates, terms.counts, terms.platforms, (terms.floor, terms.ceiling)
    start, rows = np.int64(lines.ctypes.data), _rows(plane)
    last, behind = terms.audience * FULL, (terms.audience + terms.price + terms.interest) * FULL
    bounds, sure = np.empty(len(rows), np.int32), np.empty(len(rows), np.bool_)
    reached, above, mark, found = np.zeros(FULL + 2, np.int64), 0, np.int64(least), 0
    for at in range(len(rows)):
        fetch(start + rows[min(at + AHEAD, len(rows) - 1)] * 2 * WIDTH)
        line = start + rows[at] * 2 * WIDTH
        has_words = short(line, FLAGS) & HAS_WORDS != 0
        total = _fixed(line, terms.rest, weights) + terms.text * (FULL if has_words else NEUTRAL)
        most_niche = terms.niche * _most_niche(line, near, nearest, styles)
        if total + most_niche + behind < mark * FULL:
            continue
        price, priced = _price(line, rates, counts, platforms, budget, terms.has_results, terms.unpriced)
        interest, told = _interest(line, terms.kinds, terms.asked_kinds, terms.untold_kinds, terms.pay, terms.besides)
        total += terms.price * price + terms.interest * interest
        if total + most_niche + last < mark * FULL:
            continue
        niche, near_by = _niche(line, near, styles, rarity)
        total += terms.niche * niche
        if total + last < mark * FULL:
            continue
        audience, heard = _audience(
            line, places, terms.languages, terms.tongues, terms.tells_languages, lists, firsts, shares, wanted
        )
        total += terms.audience * audience
        if total < mark * FULL:
            continue
        rows[found], bounds[found] = rows[at], total // FULL
        sure[found] = priced and told and near_by and heard and not (has_words and terms.text)
        if most:
            above, mark = _mark(reached, above, mark, bounds[found], most)
        found += 1
    return rows[:found], bounds[:found], sure[:found]
