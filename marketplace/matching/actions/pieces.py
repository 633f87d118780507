"""The counts of a result by bucket, as the database keeps them: in pieces of a few buckets, each compressed for itself,
so that a changed creator reads one piece of each campaign and writes one.

`tallies` holds the pieces one after the other, `tally_ends` where each begins and the last one ends. A piece is a line
a bucket of whole numbers, in two bytes each where that holds them and in four where not, the lowest byte first.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.engine.cohorts import TIERS
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.engine.tally import Tally

PIECES = 16
#: Buckets of a piece.
OF_A_PIECE = BUCKETS // PIECES
#: As numbers are kept: the narrower first.
KINDS = ("<u2", "<u4")


@dataclass(frozen=True)
class Pieces:
    """The counts of one result as they are stored."""

    tallies: bytes
    ends: list[int]

    @classmethod
    def of(cls, table: NDArray[np.integer]) -> Pieces:
        """From a line for each of the 256 buckets."""
        packed = [_pack(table[first : first + OF_A_PIECE]) for first in range(0, BUCKETS, OF_A_PIECE)]
        return cls(b"".join(packed), [0, *np.cumsum([len(piece) for piece in packed]).tolist()])

    def tally(self, criteria: Sequence[str]) -> Tally:
        """The counts again; nobody is counted where nothing was stored."""
        if not self.ends:
            return Tally.from_bytes(criteria, b"")
        width = width_of(len(criteria))
        cut = [self.tallies[begin:end] for begin, end in zip(self.ends[:-1], self.ends[1:], strict=True)]
        return Tally(tuple(criteria), np.concatenate([unpack(piece, width) for piece in cut]))


@dataclass(frozen=True)
class Piece:
    """The piece of one bucket, as it was read; its place in `tallies` is `ends[at]` … `ends[at + 1]`."""

    packed: bytes
    ends: list[int]
    at: int

    def with_ends(self) -> list[int]:
        """Where pieces begin and end with this one as long as it is now."""
        more = len(self.packed) - (self.ends[self.at + 1] - self.ends[self.at])
        return [*self.ends[: self.at + 1], *(end + more for end in self.ends[self.at + 1 :])]

    def line(self, bucket: int, width: int) -> NDArray[np.int64]:
        """The counts of the bucket."""
        return unpack(self.packed, width)[bucket % OF_A_PIECE]

    def with_line(self, bucket: int, line: NDArray[np.integer]) -> Piece:
        """The same with other counts of the bucket."""
        table = unpack(self.packed, len(line))
        table[bucket % OF_A_PIECE] = line
        return replace(self, packed=_pack(table))


def width_of(criteria: int) -> int:
    """Numbers in the line of a bucket, of so many criteria and refusals."""
    return len(Outcome) + criteria * len(TIERS)


def piece_of(bucket: int) -> int:
    """Which piece holds a bucket."""
    return bucket // OF_A_PIECE


def _pack(table: NDArray[np.integer]) -> bytes:
    kind = KINDS[int(table.max(initial=0) > np.iinfo(np.uint16).max)]
    # Most counts are zero: looking for runs alone is quicker than looking for repeats, and leaves less.
    packer = zlib.compressobj(level=1, strategy=zlib.Z_RLE)
    return packer.compress(table.astype(kind).tobytes()) + packer.flush()


def unpack(piece: bytes, width: int) -> NDArray[np.int64]:
    raw = zlib.decompress(piece)
    kind = KINDS[int(len(raw) > 2 * OF_A_PIECE * width)]
    return np.frombuffer(raw, kind).reshape(OF_A_PIECE, width).astype(np.int64)
