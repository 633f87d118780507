"""The loops of `compiled`, by Numba. They run without the interpreter's lock, so threads of one process share work."""

import numpy as np
from numba import carray, njit

from marketplace.matching.engine.intrinsics import lowest, ones, pointer
from marketplace.matching.engine.spec import FULL, NEUTRAL

#: So many words of each plane are worked through at a time: they stay in the nearest cache.
BLOCK = 512
ONE, ALL = np.uint64(1), np.uint64(0xFFFF_FFFF_FFFF_FFFF)


@njit(cache=True, nogil=True, error_model="numpy")
def meet(addresses, everybody):
    """`members.meet`: a line of addresses a member (unknown, review, passed)."""
    words = len(everybody)
    unknown, but_one = np.empty_like(everybody), np.empty_like(everybody)
    review, passed = everybody.copy(), everybody.copy()
    failed, twice = np.empty(BLOCK, np.uint64), np.empty(BLOCK, np.uint64)
    for start in range(0, words, BLOCK):
        length = min(BLOCK, words - start)
        failed[:] = 0
        twice[:] = 0
        for member in range(len(addresses)):
            lowest = carray(pointer(addresses[member, 0]), (words,), np.uint64)
            for at in range(length):
                fails = ~lowest[start + at]
                twice[at] |= failed[at] & fails
                failed[at] |= fails
            highest = carray(pointer(addresses[member, 2]), (words,), np.uint64)
            for at in range(length):
                passed[start + at] &= highest[start + at]
            middle = carray(pointer(addresses[member, 1]), (words,), np.uint64)
            for at in range(length):
                review[start + at] &= middle[start + at]
        for at in range(length):
            unknown[start + at] = everybody[start + at] & ~failed[at]
            but_one[start + at] = everybody[start + at] & failed[at] & ~twice[at]
    return unknown, review, passed, but_one


@njit(cache=True, nogil=True, error_model="numpy")
def _gathered(word, joined, carried):
    """Every row's bit carried to the rows before it that are of the same creator; `carried` is the first bit of the
    next word, gathered already."""
    word |= (carried & (joined >> np.uint64(63))) << np.uint64(63)
    shift = np.uint64(1)
    while joined and shift < np.uint64(64):
        word |= joined & (word >> shift)
        joined &= joined >> shift
        shift <<= ONE
    return word


@njit(inline="always")
def _keep_out(alone, at, bucket, tiers, edges, table, column):
    """Count the creators of a word, each in their bucket (`bucket` or one before it) and tier."""
    while alone:
        row = at * 64 + np.int64(lowest(alone))
        bit = alone & (~alone + ONE)
        alone ^= bit
        into = bucket
        while edges[into] > row:
            into -= 1
        for tier in range(len(tiers)):
            if tiers[tier, at] & bit:
                table[into, column + tier] += 1


@njit(cache=True, nogil=True, error_model="numpy")
def tally(addresses, starts, joined, tiers, edges, table):
    """`Layout.tally` into `table`: addresses of the rows that come to UNKNOWN, REVIEW, PASS, of those that fail one
    member alone, and of what each criterion keeps out. Words are taken from the last, so that bits carry backwards."""
    words = len(starts)
    held = [carray(pointer(address), (words,), np.uint64) for address in addresses]
    carried = np.zeros(len(addresses), np.uint64)
    bucket = len(edges) - 2
    for at in range(words - 1, -1, -1):
        first, same = starts[at], joined[at]
        unknown = _gathered(held[0][at], same, carried[0])
        review = _gathered(held[1][at], same, carried[1])
        passed = _gathered(held[2][at], same, carried[2])
        carried[0], carried[1], carried[2] = unknown & ONE, review & ONE, passed & ONE
        failed = first & ~unknown
        for place in range(4, len(addresses)):
            alone = held[place][at] & held[3][at]
            if same:
                alone = _gathered(alone, same, carried[place])
            carried[place] = alone & ONE
            alone &= failed
            if alone:
                _keep_out(alone, at, bucket, tiers, edges, table, 4 + (place - 4) * len(tiers))
        into = bucket
        left = first
        while left:
            while edges[into] >= (at + 1) * 64:
                into -= 1
            inside = ALL
            if edges[into] > at * 64:
                inside = ALL << np.uint64(edges[into] - at * 64)
            mine = left & inside
            table[into, 0] += np.int64(ones(failed & mine))
            table[into, 1] += np.int64(ones(unknown & ~review & mine))
            table[into, 2] += np.int64(ones(review & ~passed & mine))
            table[into, 3] += np.int64(ones(passed & mine))
            left &= ~inside
            if left:
                into -= 1
        bucket = into


@njit(inline="always")
def _small(address, size, row):
    """One number of a column of int16."""
    return np.int64(carray(pointer(address), (size,), np.int16)[row])


@njit(inline="always")
def _topic(records, row, first, near):
    """The niche of one row, without styles."""
    topic = np.int64(NEUTRAL)
    if len(near) > 0 and records[row, first] != near.shape[2] - 1:
        best, total = np.int64(0), np.int64(0)
        for wanted in range(len(near)):
            closest = np.int64(0)
            for place in range(near.shape[1]):
                closest = max(closest, np.int64(near[wanted, place, records[row, first + place]]))
            best = max(best, closest)
            total += closest
        topic = (3 * best + total // len(near)) // 4
    return topic


@njit(inline="always")
def _niche(topic, row, size, has_niches, styles, rarity):
    """The niche of one row."""
    asked = len(rarity)
    found = topic
    if asked == 0:
        if not has_niches:
            found = np.int64(FULL)
    else:
        style = np.int64(NEUTRAL)
        if _small(styles[asked], size, row):
            shared, whole = np.int64(0), np.int64(0)
            for place in range(asked):
                whole += rarity[place]
                if _small(styles[place], size, row):
                    shared += rarity[place]
            style = shared * FULL // whole
        found = (4 * topic + style) // 5 if has_niches else style
    return found


@njit(inline="always")
def _interest(row, size, terms):
    """The interest of one row; what `more` lines say is taken at its most."""
    kinds, busy, pay, more = terms[21:25]
    state = _small(busy[0], size, row)
    found = np.int64(NEUTRAL)
    if state != -2:
        total, count = np.int64(pay), np.int64(1)
        if state != -1:
            total += state
            count += 1
        asked = len(kinds) - 1
        if asked > 0 and _small(kinds[asked], size, row):
            priced = np.int64(0)
            for place in range(asked):
                priced += _small(kinds[place], size, row)
            total += priced * FULL // asked
            count += 1
        found = (total + more * FULL) // (count + more)
    return found


@njit(inline="always")
def _audience(row, size, terms):
    """The audience of one row."""
    lines, given, firsts, shares, wanted = terms[8:13]
    asked, total = len(lines) + len(given), np.int64(0)
    for place in range(len(lines)):
        total += _small(lines[place], size, row)
    for place in range(len(given)):
        if _small(given[place], size, row):
            met, whole = np.int64(0), np.int64(0)
            for at in range(firsts[place], firsts[place + 1]):
                met += min(_small(shares[at], size, row), wanted[at])
                whole += wanted[at]
            total += met * FULL // whole
        else:
            total += NEUTRAL
    return total // asked if asked else np.int64(FULL)


@njit(inline="always")
def _price(row, size, platform, terms):
    """The price of one row at its most: what its results cost is taken for nothing."""
    rates, counts, platforms, floor, ceiling, has_results, unpriced = terms[13:20]
    cost, owes, known = np.int64(0), False, True
    for line in range(len(rates)):
        if platforms[line] == -1 or platforms[line] == platform:
            rate = np.int64(carray(pointer(rates[line]), (size,), np.int32)[row])
            owes = True
            if rate < 0:
                known = False
            cost += rate * counts[line]
    fit = np.int64(NEUTRAL)
    if ceiling == 0:
        fit = np.int64(unpriced)
    elif owes and known:
        if cost <= floor:
            fit = np.int64(FULL)
        elif cost <= ceiling:
            fit = FULL - (FULL - NEUTRAL) * (cost - floor) // max(1, ceiling - floor)
        else:
            fit = max(np.int64(0), NEUTRAL - NEUTRAL * (cost - ceiling) // ceiling)
        fit = (fit + FULL) // 2 if has_results else fit
    return fit


@njit(inline="always")
def _set(plane):
    """How many rows are set."""
    held = np.int64(0)
    for word in plane:
        held += np.int64(ones(word))
    return held


@njit(cache=True, nogil=True, error_model="numpy")
def candidates(plane, records, most, floor_score, terms):
    """The rows of a plane that may be among the best `most` by their bound, and their bounds; with `most` = 0, all
    whose bound is `floor_score` or more."""
    weights, w_niche, w_audience, w_price, rest, near, styles, rarity = terms[:8]
    size, fixed, first, w_interest = len(records), len(weights), len(weights) + 1, terms[20]
    held = _set(plane)
    rows, bounds = np.empty(held, np.int64), np.empty(held, np.int32)
    reached, above, mark, found = np.zeros(FULL + 2, np.int64), 0, np.int64(floor_score), 0
    for at in range(len(plane)):
        word = plane[at]
        while word:
            row = at * 64 + np.int64(lowest(word))
            word &= word - ONE
            total = np.int64(rest)
            for part in range(fixed):
                total += np.int64(weights[part]) * np.int64(records[row, part])
            topic = _topic(records, row, first, near)
            niche = np.int64(FULL)
            if len(near) > 0:
                niche = (4 * topic + FULL) // 5 if len(rarity) else topic
            if (total + w_niche * niche + (w_audience + w_price + w_interest) * FULL) // FULL < mark:
                continue
            total += w_niche * _niche(topic, row, size, len(near) > 0, styles, rarity)
            total += w_audience * _audience(row, size, terms)
            if (total + (w_price + w_interest) * FULL) // FULL < mark:
                continue
            total += w_price * _price(row, size, records[row, fixed], terms)
            total += w_interest * _interest(row, size, terms)
            bound = total // FULL
            if bound < mark:
                continue
            rows[found], bounds[found] = row, bound
            found += 1
            if most:
                reached[bound] += 1
                above += 1
                while above - reached[mark] >= most:
                    above -= reached[mark]
                    mark += 1
    return rows[:found], bounds[:found]
