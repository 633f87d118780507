"""What shards leave behind until their run is merged: counts and pairs as bytes, lowest byte first."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from marketplace.matching.actions.partials import Partial
from marketplace.matching.actions.pieces import Pieces
from marketplace.matching.engine import Pairs
from marketplace.matching.engine.bits import MASKS
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.engine.tally import Tally
from marketplace.matching.models import CampaignResult, PartialResult


def pack_tally(tally: Tally) -> bytes:
    """A tally as shards leave it: most of its counts are small, so it shrinks to a tenth in half a millisecond."""
    return zlib.compress(tally.to_bytes(), 1)


def tally_of(result: CampaignResult) -> Tally:
    """The counts of a result by bucket."""
    return Pieces(bytes(result.tallies), result.tally_ends).tally(result.criteria)


def to_row(partial: Partial, generation: int, first: int, stop: int) -> PartialResult:
    """A partial of the buckets first … stop − 1 as a row."""
    of_shard = Tally(partial.tally.criteria, partial.tally.table[first:stop])
    return PartialResult(
        generation=generation,
        campaign_id=partial.campaign_id,
        first=first,
        stop=stop,
        version=partial.version,
        rules=partial.rules,
        seen=partial.seen,
        criteria=list(partial.tally.criteria),
        tally=pack_tally(of_shard),
        pairs=pack_pairs(partial.pairs),
        ranked=partial.ranked,
    )


def from_row(row: PartialResult, salt: int) -> Partial:
    """The same again. The salt is the campaign's, which never changes."""
    of_shard = Tally.from_bytes(row.criteria, zlib.decompress(bytes(row.tally)))
    table = np.zeros((BUCKETS, of_shard.table.shape[1]), np.int64)
    table[row.first : row.stop] = of_shard.table
    tally, pairs = Tally(of_shard.criteria, table), unpack_pairs(bytes(row.pairs))
    return Partial(row.campaign_id, row.version, row.rules, salt, row.seen, tally, pairs, row.ranked)


def pack_pairs(pairs: Pairs) -> bytes:
    """The number of parts in a byte, then the pairs one after the other: 67 bytes each and 2 for each part."""
    parts = pairs.parts.shape[1]
    lines = np.zeros(len(pairs), _layout(parts))
    for name in lines.dtype.names or ():
        lines[name] = getattr(pairs, name)
    return bytes([parts]) + lines.tobytes()


def unpack_pairs(packed: bytes) -> Pairs:
    """The same again, as wide as the engine has it."""
    lines = np.frombuffer(packed, _layout(packed[0]), offset=1)
    wide = {name: lines[name].astype(np.int64) for name in _names()}
    return Pairs(**wide | {name: lines[name].copy() for name in ("outcome", "tier")})


def _names() -> Sequence[str]:
    return ("creator", "channel", "outcome", "tier", "score", "parts", *MASKS, "refused", "to_agree")


def _layout(parts: int) -> np.dtype[np.void]:
    narrow = {"outcome": "u1", "tier": "u1", "score": "<i2", "refused": "<i2", "to_agree": "<i2"}
    return np.dtype(
        [("parts", "<i2", parts) if name == "parts" else (name, narrow.get(name, "<i8")) for name in _names()]
    )
