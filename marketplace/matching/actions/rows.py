"""Decided pairs as the database keeps them: one binary COPY into `Match`, made by NumPy without a Python object a row.

The format is PostgreSQL's own (documentation of COPY, "Binary Format"): every field is its length and its bytes, the
highest byte first; an array of one dimension is its dimensions, a mask for nulls (0), the type of its elements, their
number, the number of the first, then the elements as fields.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection

from marketplace.matching.engine import Pairs
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.bits import MASKS
from marketplace.matching.models import Match

NUMBERS = ("generation", "campaign_id", "creator_id", "channel_id", "epoch_id")
SMALL = ("rank", "outcome", "tier", "score")
COLUMNS = (*NUMBERS, *SMALL, "parts", *MASKS, "refused", "to_agree")
#: What is compared when two computations should have come to the same.
TOLD = COLUMNS[1:]
SIGNATURE = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
END = b"\xff\xff"
SMALLINT_OID = 21


@dataclass(frozen=True, eq=False)
class Stored:
    """The pairs of one campaign that are kept, the best first, and their ranks from 1; 0 for the rest."""

    campaign_id: int
    pairs: Pairs
    ranks: Ints


def told(stored: Stored, epoch_id: int) -> list[tuple[Any, ...]]:
    """The same as rows in the order of TOLD, as a query gives them."""
    pairs, size = stored.pairs, len(stored.pairs)
    columns: dict[str, list[Any]] = {name: value.tolist() for name, value in vars(pairs).items()}
    columns |= {"campaign_id": [stored.campaign_id] * size, "epoch_id": [epoch_id] * size}
    columns |= {"creator_id": columns["creator"], "channel_id": columns["channel"]}
    columns["rank"] = [rank or None for rank in stored.ranks.tolist()]
    return list(zip(*(columns[name] for name in TOLD), strict=True))


def insert(generation: int, epoch_id: int, several: Sequence[Stored]) -> None:
    """Add the pairs of several campaigns by one COPY."""
    kept = [one for one in several if len(one.pairs)]
    if not kept:
        return
    pairs = Pairs.join([one.pairs for one in kept])
    campaigns = np.repeat([one.campaign_id for one in kept], [len(one.pairs) for one in kept])
    ranks = np.concatenate([one.ranks for one in kept])
    names = ", ".join(COLUMNS)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {Match._meta.db_table} ({names}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.write(SIGNATURE)
        for ranked in (True, False):
            at = np.flatnonzero((ranks > 0) == ranked)
            fixed = {"generation": generation, "campaign_id": campaigns[at], "epoch_id": epoch_id, "rank": ranks[at]}
            copy.write(_encoded(pairs.take(at), fixed, ranked=ranked))
        copy.write(END)


def _encoded(pairs: Pairs, fixed: dict[str, Any], *, ranked: bool) -> bytes:
    """The rows of these pairs, one after the other; without ranks the field is null."""
    parts = pairs.parts.shape[1]
    lines = np.zeros(len(pairs), _layout(parts, ranked=ranked))
    lines["fields"] = len(COLUMNS)
    values = vars(pairs) | {"creator_id": pairs.creator, "channel_id": pairs.channel} | fixed
    for name in COLUMNS:
        if name == "parts":
            lines["of parts"] = 20 + 6 * parts, 1, 0, SMALLINT_OID, parts, 1
            lines["parts"]["length"] = 2
            lines["parts"]["value"] = pairs.parts
        elif name == "rank" and not ranked:
            lines["of rank"] = -1
        else:
            lines[f"of {name}"] = lines.dtype[name].itemsize
            lines[name] = values[name]
    return lines.tobytes()


def _layout(parts: int, *, ranked: bool) -> np.dtype[np.void]:
    """One row as COPY reads it: the number of its fields, then the length and the value of each."""
    layout: list[Any] = [("fields", ">i2")]
    for name in COLUMNS:
        if name == "parts":
            layout += [("of parts", ">i4", 6), ("parts", [("length", ">i4"), ("value", ">i2")], parts)]
        elif name == "rank" and not ranked:
            layout.append(("of rank", ">i4"))
        else:
            is_small = name in SMALL or name in ("refused", "to_agree")
            layout += [(f"of {name}", ">i4"), (name, ">i2" if is_small else ">i8")]
    return np.dtype(layout)
