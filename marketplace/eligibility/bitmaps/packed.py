"""Rows as bits: row i is bit i % 64 of word i // 64, lowest bit first. Bits past the last row are 0.

Functions take and give such planes; none changes what it is given.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint64]
Bools = NDArray[np.bool_]

#: Bytes of a plane that are turned at a time: eight planes of them, and what comes out, stay in the nearest caches.
_BLOCK = 16_384
#: Shifts and masks that mirror a square of 8 × 8 bits at its diagonal (Warren, Hacker's Delight, 7-3).
_MIRROR = ((7, 0x00AA00AA00AA00AA), (14, 0x0000CCCC0000CCCC), (28, 0x00000000F0F0F0F0))


def pack(rows: Bools) -> Plane:
    """One truth value a row, as bits; read-only."""
    packed = np.zeros(-(-len(rows) // 64) * 8, np.uint8)
    packed[: -(-len(rows) // 8)] = np.packbits(rows, bitorder="little")
    return frozen(packed.view("<u8"))


def pack_words(rows: Bools) -> Plane:
    """The same for a multiple of 64 rows, which need not be filled up; not read-only yet."""
    return np.packbits(rows, bitorder="little").view("<u8")


def unpack(plane: Plane, size: int) -> NDArray[np.uint8]:
    """1 or 0 for each of `size` rows."""
    return np.unpackbits(plane.view(np.uint8), count=size, bitorder="little")


def full(size: int) -> Plane:
    """All of `size` rows."""
    return pack(np.ones(size, np.bool_))


def frozen(plane: Plane) -> Plane:
    """The same plane, which nobody can write to: planes are shared."""
    plane.flags.writeable = False
    return plane


def count(plane: Plane) -> int:
    """How many rows are set."""
    return int(np.bitwise_count(plane).sum(dtype=np.int64))


def has(plane: Plane, row: int) -> bool:
    return bool(int(plane[row // 64]) >> row % 64 & 1)


def at_least(k: int, planes: Sequence[Plane]) -> Plane:
    """The rows that are set in k of the planes or more; 1 ≤ k ≤ the number of planes."""
    if len(planes) == 1:
        return planes[0]
    if k in (1, len(planes)):
        combine = np.bitwise_or if k == 1 else np.bitwise_and
        found = combine(planes[0], planes[1])
        for plane in planes[2:]:
            combine(found, plane, out=found)
        return found
    reached = [np.zeros_like(planes[0]) for _ in range(k)]
    for plane in planes:
        for more in range(k - 1, 0, -1):
            reached[more] |= reached[more - 1] & plane
        reached[0] |= plane
    return reached[-1]


def per_row(planes: Sequence[Plane | None], size: int, width: int = 0) -> NDArray[np.unsignedinteger]:
    """For each of `size` rows a number whose bit i says whether the row is set in plane i (None: in no row).

    Numbers of `width` bytes, 1, 2, 4 or 8; without it as few as hold all planes. Raises ValueError for more planes than
    bits.
    """
    width = width or next((width for width in (1, 2, 4) if len(planes) <= width * 8), 8)
    if len(planes) > width * 8:
        raise ValueError(f"{len(planes)} planes do not fit in {width} bytes.")
    octets = [planes[at : at + 8] for at in range(0, len(planes), 8)]
    turned = [_mirrored(octet, size) if any(plane is not None for plane in octet) else None for octet in octets]
    numbers = np.dtype(f"<u{width}")
    if turned and not any(octet is not None for octet in turned[1:]) and turned[0] is not None:
        return turned[0].astype(numbers, copy=False)
    rows = np.zeros((size, width), np.uint8)
    for place, octet in enumerate(turned):
        if octet is not None:
            rows[:, place] = octet
    return rows.reshape(-1).view(numbers)


def _mirrored(planes: Sequence[Plane | None], size: int) -> NDArray[np.uint8]:
    """At most eight planes as one byte a row: squares of 8 planes × 8 rows are mirrored, in machine words."""
    length = -(-size // 8)
    turned = np.empty((length, 8), np.uint8)
    turned[:, [place for place in range(8) if place >= len(planes) or planes[place] is None]] = 0
    spare = np.empty(min(length, _BLOCK), "<u8")
    for start in range(0, length, _BLOCK):
        block = turned[start : start + _BLOCK]
        for place, plane in enumerate(planes):
            if plane is not None:
                block[:, place] = plane.view(np.uint8)[start : start + len(block)]
        _mirror(block.reshape(-1).view("<u8"), spare[: len(block)])
    return turned.reshape(-1)[:size]


def _mirror(squares: Plane, spare: Plane) -> None:
    for shift, mask in _MIRROR:
        np.right_shift(squares, shift, out=spare)
        spare ^= squares
        spare &= np.uint64(mask)
        squares ^= spare
        spare <<= np.uint64(shift)
        squares ^= spare
