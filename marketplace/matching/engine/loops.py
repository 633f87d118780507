"""The loops of `compiled`, by Numba. They run without the interpreter's lock, so threads of one process share work."""

import numpy as np
from numba import carray, njit

from marketplace.matching.engine.intrinsics import lowest, ones, pointer, word

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
def _gathered(bits, joined, carried):
    """Every row's bit carried to the rows before it that are of the same creator; `carried` is the first bit of the
    next word, gathered already."""
    bits |= (carried & (joined >> np.uint64(63))) << np.uint64(63)
    shift = np.uint64(1)
    while joined and shift < np.uint64(64):
        bits |= joined & (bits >> shift)
        joined &= joined >> shift
        shift <<= ONE
    return bits


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
    held = addresses.astype(np.int64)
    carried = np.zeros(len(addresses), np.uint64)
    bucket = len(edges) - 2
    for at in range(words - 1, -1, -1):
        first, same = starts[at], joined[at]
        unknown = _gathered(word(held[0], at), same, carried[0])
        review = _gathered(word(held[1], at), same, carried[1])
        passed = _gathered(word(held[2], at), same, carried[2])
        carried[0], carried[1], carried[2] = unknown & ONE, review & ONE, passed & ONE
        failed, but_one = first & ~unknown, word(held[3], at)
        for place in range(4, len(addresses)):
            alone = word(held[place], at) & but_one
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
