"""The most each row can score, by Numba: the loop of `compiled.candidates` over the lines of a sketch.

What a line tells is worked out as the parts do it; what it does not tell is taken at its most, and the row is unsure.
"""

import numpy as np
from numba import njit

from marketplace.matching.engine.intrinsics import fetch, lowest, ones
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
    if line[NICHES] == none:
        return np.int64(NEUTRAL)
    best, total = np.int64(0), np.int64(0)
    for wanted in range(near.shape[0]):
        closest = np.int64(0)
        for place in range(MOST_NICHES):
            offered = np.int64(line[NICHES + place])
            if offered == none:
                break
            closest = max(closest, np.int64(near[wanted, place, offered]))
        best = max(best, closest)
        total += closest
    return (3 * best + total // near.shape[0]) // 4


@njit(cache=True, nogil=True, error_model="numpy")
def _style(line, styles, rarity):
    """How much of the styles one row has, and whether that is sure. There is one asked for."""
    if not line[FLAGS] & HAS_STYLES:
        return np.int64(NEUTRAL), True
    shared, whole, sure = np.int64(0), np.int64(0), True
    for at in range(len(styles)):
        whole += rarity[at]
        if styles[at] < 0:
            sure = False
        if styles[at] < 0 or line[STYLES] >> styles[at] & 1:
            shared += rarity[at]
    return shared * FULL // whole, sure


@njit(cache=True, nogil=True, error_model="numpy")
def _audience(line, places, languages, tongues, tells_languages, lists, firsts, shares, wanted):
    """The audience of one row, and whether it is sure."""
    total, asked, sure = np.int64(0), len(lists), True
    for one in range(len(lists)):
        if not line[FLAGS] & lists[one]:
            total += NEUTRAL
            continue
        met, whole = np.int64(0), np.int64(0)
        for at in range(firsts[one], firsts[one + 1]):
            whole += wanted[at]
            if shares[at] < 0:
                met += wanted[at]
                sure = False
            else:
                met += min(np.int64(line[SHARES + shares[at]]), wanted[at])
        total += met * FULL // whole
    if len(places):
        total += places[line[PLACE]]
        asked += 1
    if tongues:
        asked += 1
        if not line[FLAGS] & HAS_LANGUAGES:
            total += NEUTRAL
        elif line[LANGUAGES] & languages:
            total += FULL
        elif not tells_languages:
            total += FULL
            sure = False
    return (total // asked if asked else np.int64(FULL)), sure


@njit(cache=True, nogil=True, error_model="numpy")
def _price(line, prices, rates, counts, platforms, floor, ceiling):
    """How the cost of one row fits the budget, and whether that is sure. There is a ceiling."""
    cost, owes, sure = np.int64(0), False, True
    for at in range(len(rates)):
        if platforms[at] != -1 and platforms[at] != line[PLATFORM]:
            continue
        owes = True
        if rates[at] < 0:
            sure = False
            continue
        rate = np.int64(prices[RATES // 2 + rates[at]])
        if rate < 0:
            return np.int64(NEUTRAL), True
        sure = sure and rate < MOST_RATE
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
    return (fit if sure else max(fit, np.int64(NEUTRAL))), sure


@njit(cache=True, nogil=True, error_model="numpy")
def _interest(line, kinds, asked_kinds, untold_kinds, pay, besides):
    """The interest of one row, and whether it is sure."""
    if line[BUSY] == NOT_CLAIMED:
        return np.int64(NEUTRAL), True
    total, count = np.int64(pay), np.int64(1)
    if line[BUSY] != NOT_SAID:
        total += np.int64(line[BUSY])
        count += 1
    sure = True
    if asked_kinds and line[FLAGS] & HAS_RATES:
        sure = untold_kinds == 0
        priced = np.int64(ones(np.uint64(line[KINDS] & kinds))) + untold_kinds
        total += priced * FULL // asked_kinds
        count += 1
    more = np.int64(ones(np.uint64(line[FLAGS] & besides)))
    return (total + more * FULL) // (count + more), sure and more == 0


@njit(cache=True, nogil=True, error_model="numpy")
def candidates(plane, lines, most, least, terms):
    """The rows of a plane that may be among the best `most` by their bound, ascending, their bounds, and where these
    are their scores; with `most` = 0, all whose bound is `least` or more."""
    weights, near, styles, rarity, places = terms.weights, terms.near, terms.styles, terms.rarity, terms.places
    lists, firsts, shares, wanted = terms.lists, terms.firsts, terms.shares, terms.wanted
    rates, counts, platforms = terms.rates, terms.counts, terms.platforms
    prices, start = lines.view(np.int32), lines.ctypes.data
    has_niches, has_styles = near.shape[0] > 0, len(styles) > 0
    behind = (terms.text + terms.audience + terms.price + terms.interest) * FULL
    rows = _rows(plane)
    bounds, sure = np.empty(len(rows), np.int32), np.empty(len(rows), np.bool_)
    reached, above, mark, found = np.zeros(FULL + 2, np.int64), 0, np.int64(least), 0
    for at in range(len(rows)):
        if at + AHEAD < len(rows):
            fetch(start + rows[at + AHEAD] * 2 * WIDTH)
        row = rows[at]
        line = lines[row]
        total, needed = np.int64(terms.rest), mark * FULL
        for part in range(len(weights)):
            total += weights[part] * np.int64(line[part])
        niche, is_sure = np.int64(FULL), True
        if has_niches:
            niche = _topic(line, near)
        if has_styles:
            style, is_sure = _style(line, styles, rarity)
            niche = (4 * niche + style) // 5 if has_niches else style
        total += terms.niche * niche
        if total + behind < needed:
            continue
        audience, sure_here = _audience(
            line, places, terms.languages, terms.tongues, terms.tells_languages, lists, firsts, shares, wanted
        )
        is_sure = is_sure and sure_here
        total += terms.audience * audience
        price = np.int64(terms.unpriced)
        if terms.ceiling:
            price, sure_here = _price(line, prices[row], rates, counts, platforms, terms.floor, terms.ceiling)
            is_sure = is_sure and sure_here
            if terms.has_results:
                price = (price + FULL) // 2
        total += terms.price * price
        interest, sure_here = _interest(
            line, terms.kinds, terms.asked_kinds, terms.untold_kinds, terms.pay, terms.besides
        )
        total += terms.interest * interest
        said = line[FLAGS] & HAS_WORDS
        total += terms.text * (FULL if said else NEUTRAL)
        if total < needed:
            continue
        bound = total // FULL
        rows[found], bounds[found] = row, bound
        sure[found] = is_sure and sure_here and not terms.has_results and not (said and terms.text)
        found += 1
        if most:
            reached[bound] += 1
            above += 1
            while above - reached[mark] >= most:
                above -= reached[mark]
                mark += 1
    return rows[:found], bounds[:found], sure[:found]
