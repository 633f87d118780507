"""The columns of one bucket of creators as bytes: the same rows always give the same bytes.

A file begins with the length of its table of contents; then comes that, as JSON, and then every array, each at a
multiple of 64 bytes. Reading maps the file into memory and copies nothing: what is not asked for is not even read.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import NO_DAY, NO_NUMBER, Codes, Lazily, Numbers, narrow, widen
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.niches import NicheLists
from marketplace.matching.engine.postings import Posting, Postings, fitting

ALIGNED = 64
#: How a table of contents says what it is; files of another version are not read.
VERSION = 1
Arrays = dict[str, NDArray[Any]]


class Unreadable(Exception):
    """A file is not of this version."""


def encode(columns: CreatorColumns) -> bytes:
    """The file of one bucket's columns."""
    arrays: Arrays = {"creator": columns.creator, "channel": columns.channel, "source": columns.source}
    arrays["minimum_fee"] = narrow(columns.minimum_fee, NO_NUMBER)
    lists, index = NicheLists.join([(columns.niche_lists, columns.niche_list)], np.arange(len(columns)))
    arrays |= {"niche_list": index, "niche_table": lists.table}
    words: dict[str, list[str]] = {"niches": list(lists.words)}
    for name in sorted(columns.codes):
        codes = Codes.join([columns.codes[name]], np.arange(len(columns)))
        arrays[f"code:{name}"], words[f"code:{name}"] = codes.index, list(codes.words)
    arrays |= {f"day:{name}": narrow(columns.days[name], NO_DAY) for name in sorted(columns.days)}
    arrays |= {f"flag:{name}": columns.flags[name] for name in sorted(columns.flags)}
    for code in sorted(columns.numbers):
        held = columns.numbers[code]
        # A measure that nobody here has is not there at all.
        if held.known.any():
            same = Numbers.of(held.values, held.days, held.sources)
            arrays |= dict(zip(_parts(code), same.arrays, strict=True))
    _postings(columns.sets, arrays, words)
    return _packed(arrays, words)


def _postings(sets: Postings, arrays: Arrays, words: dict[str, list[str]]) -> None:
    """Keys of which every number is 1 need no numbers."""
    held = {key: sets.lists[key] for key in sorted(sets.lists)}
    held = {key: posting for key, posting in held.items() if len(posting[0])}
    numbered = {key for key, (_, values) in held.items() if (values != 1).any()}
    for name, keys in (("marks", held.keys() - numbered), ("sets", numbered)):
        words[name] = sorted(keys)
        chosen = [held[key] for key in words[name]]
        arrays[f"{name}:ends"] = np.cumsum([0, *(len(rows) for rows, _ in chosen)]).astype(np.int32)
        arrays[f"{name}:rows"] = _flat([rows for rows, _ in chosen]).astype(np.uint16)
        if name == "sets":
            arrays["sets:values"] = fitting(_flat([values for _, values in chosen]))


def _flat(several: list[NDArray[Any]]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(0, np.int64), *several]).astype(np.int64)


def _packed(arrays: Arrays, words: Mapping[str, list[str]]) -> bytes:
    contents: list[list[Any]] = []
    at = 0
    for name, array in arrays.items():
        contents.append([name, array.dtype.str, list(array.shape), at])
        at += -(-array.nbytes // ALIGNED) * ALIGNED
    table = {"version": VERSION, "arrays": contents, "words": words}
    head = json.dumps(table, sort_keys=True, separators=(",", ":")).encode()
    head = len(head).to_bytes(8, "little") + head
    parts = [head, *(np.ascontiguousarray(array).tobytes() for array in arrays.values())]
    return b"".join(part + bytes(-len(part) % ALIGNED) for part in parts)


def read(path: Path) -> CreatorColumns:
    """The columns of a file, mapped read-only. Raises Unreadable for another version, OSError if there is none."""
    with path.open("rb") as file:
        held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return decode(held)


def decode(held: memoryview | bytes) -> CreatorColumns:
    """The columns of a file's bytes."""
    length = int.from_bytes(held[:8], "little")
    table = json.loads(bytes(held[8 : 8 + length]))
    if table["version"] != VERSION:
        raise Unreadable(f"version {table['version']}, not {VERSION}")
    start = -(-(8 + length) // ALIGNED) * ALIGNED
    arrays: Arrays = {}
    for name, kind, shape, at in table["arrays"]:
        size = int(np.prod(shape))
        arrays[name] = np.frombuffer(held, kind, size, start + at).reshape(shape)
    words = table["words"]
    return CreatorColumns(
        **{name: arrays[name] for name in ("creator", "channel", "source", "niche_list")},
        minimum_fee=widen(arrays["minimum_fee"], np.int64, NO_NUMBER),
        niche_lists=NicheLists(tuple(words["niches"]), arrays["niche_table"]),
        codes=Lazily(_named("code:", arrays), lambda n: Codes(arrays[f"code:{n}"], tuple(words[f"code:{n}"]))),
        days=Lazily(_named("day:", arrays), lambda name: widen(arrays[f"day:{name}"], np.int32, NO_DAY)),
        flags=Lazily(_named("flag:", arrays), lambda name: arrays[f"flag:{name}"]),
        numbers=Lazily(_named("number:", arrays), lambda code: Numbers(*(arrays[name] for name in _parts(code)))),
        sets=_sets(arrays, words, len(arrays["creator"])),
    )


def _named(prefix: str, arrays: Arrays) -> list[str]:
    names = [name.removeprefix(prefix) for name in arrays if name.startswith(prefix)]
    return [name for name in names if ":" not in name]


def _parts(code: str) -> tuple[str, str, str]:
    return f"number:{code}", f"number:{code}:days", f"number:{code}:sources"


def _sets(arrays: Arrays, words: Mapping[str, list[str]], size: int) -> Postings:
    places = {key: (name, place) for name in ("marks", "sets") for place, key in enumerate(words[name])}

    def posting(key: str) -> Posting:
        name, place = places[key]
        start, end = arrays[f"{name}:ends"][place : place + 2].tolist()
        rows = arrays[f"{name}:rows"][start:end].astype(np.int32)
        return rows, arrays["sets:values"][start:end] if name == "sets" else np.ones(len(rows), np.int8)

    return Postings(Lazily(sorted(places), posting), size)
