"""The loops of `compiled`, by Numba. They run without the interpreter's lock, so threads of one process share work."""

import numpy as np
from numba import carray, njit

from marketplace.matching.engine.intrinsics import ones, pointer, word

#: So many words of each plane are worked through at a time: they stay in the nearest cache.
BLOCK = 512
ALL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


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
def tally(addresses, flips, starts, shifts, reaches, tiers, edges, table):
    """`Layout.tally` into `table`: addresses of the rows that come to UNKNOWN, REVIEW, PASS, of those that fail one
    member alone, and of what each criterion keeps out, or lets in where `flips` has ones; `shifts` and `reaches` are
    `Layout.steps`. Bucket by bucket, whose words stay in the nearest cache, and each inner loop over words in a row, of
    which a processor takes several at a time."""
    held = addresses.astype(np.int64)
    first, failed, rows = _room(edges, shifts)
    for bucket in range(len(edges) - 1):
        if edges[bucket] == edges[bucket + 1]:
            continue
        begin, length = edges[bucket] >> 6, _words(edges, bucket)
        first[:length] = starts[begin : begin + length]
        first[0] &= ALL << np.uint64(edges[bucket] & 63)
        first[length - 1] &= ALL >> np.uint64(-edges[bucket + 1] & 63)
        left = _ones_in(first, length)
        for step in range(3):
            for at in range(length):
                rows[at] = word(held[step], begin + at)
            _gather(rows, begin, length, shifts, reaches, first)
            come = _ones_in(rows, length)
            table[bucket, step] = left - come
            left = come
            if step == 0:
                failed[:length] = first[:length] & ~rows[:length]
        table[bucket, 3] = left
        for place in range(4, len(held)):
            anybody = np.uint64(0)
            for at in range(length):
                rows[at] = (word(held[place], begin + at) ^ flips[place - 4]) & word(held[3], begin + at)
                anybody |= rows[at]
            if not anybody:
                # Nine in ten keep nobody of a bucket out by themselves.
                continue
            _gather(rows, begin, length, shifts, reaches, failed)
            _by_tier(rows, begin, length, tiers, table[bucket, 4 + (place - 4) * len(tiers) :])


@njit(inline="always")
def _words(edges, bucket):
    """How many words the rows of a bucket touch; it is not empty."""
    return ((edges[bucket + 1] + 63) >> 6) - (edges[bucket] >> 6)


@njit(inline="always")
def _room(edges, shifts):
    """Words for the largest bucket: the first rows of its creators, those who fail, and rows with zeros behind them for
    the longest shift."""
    most = 0
    for bucket in range(len(edges) - 1):
        most = max(most, _words(edges, bucket))
    behind = 1 + (shifts[-1] >> 6 if len(shifts) else 0)
    return np.empty(most, np.uint64), np.empty(most, np.uint64), np.empty(most + behind, np.uint64)


@njit(inline="always")
def _ones_in(bits, length):
    total = np.uint64(0)
    for at in range(length):
        total += ones(bits[at])
    return np.int64(total)


@njit(inline="always")
def _gather(bits, begin, length, shifts, reaches, kept):
    """`Layout.of_creators` of the words of one bucket, in their place, as far as they are kept."""
    bits[length:] = 0
    for step in range(len(shifts)):
        whole, low = shifts[step] >> 6, np.uint64(shifts[step] & 63)
        if whole:
            for at in range(length):
                bits[at] |= bits[at + whole] & reaches[step, begin + at]
        else:
            for at in range(length):
                bits[at] |= (bits[at] >> low | bits[at + 1] << (np.uint64(64) - low)) & reaches[step, begin + at]
    for at in range(length):
        bits[at] &= kept[at]


@njit(inline="always")
def _by_tier(bits, begin, length, tiers, line):
    for tier in range(len(tiers)):
        total = np.uint64(0)
        for at in range(length):
            total += ones(bits[at] & tiers[tier, begin + at])
        line[tier] = np.int64(total)
