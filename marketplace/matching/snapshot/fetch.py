"""A query's rows as a NumPy record array, without a Python object a value or even a row.

PostgreSQL packs each row with `record_send` and many rows into one bytea, which arrives through binary COPY. Every row
has the same length if no value is null and texts are padded: then the bytes *are* an array of records. So queries
coalesce, and texts (codes: plain ASCII) are sent as bytes of a fixed width.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from django.db import connection

from marketplace.matching.engine.arrays import NO_DAY, NO_NUMBER

SIGNATURE = b"PGCOPY\n\xff\r\n\0"
HEADER, TRAILER = len(SIGNATURE) + 8, 2
#: Rows come in so many packs, by the integer in their first column.
PACKS = 64


class Field(NamedTuple):
    """One column of a query: its name, its SQL expression (never null), and its type in the stream."""

    name: str
    sql: str
    dtype: str


def number(name: str, expression: str) -> Field:
    """A bigint that may be unknown."""
    return Field(name, f"COALESCE({expression}, {NO_NUMBER})::bigint", ">i8")


def day(name: str, expression: str) -> Field:
    """A date that may be unknown, as days since 1970-01-01."""
    return Field(name, f"COALESCE({expression} - DATE '1970-01-01', {NO_DAY})::integer", ">i4")


def flag(name: str, expression: str) -> Field:
    return Field(name, f"({expression})::boolean", "u1")


def code(name: str, expression: str, width: int = 12) -> Field:
    """A short code; unknown is empty."""
    return Field(name, f"convert_to(rpad(COALESCE({expression}, ''), {width}), 'UTF8')", f"S{width}")


def fetch(fields: Sequence[Field], source: str, params: Sequence[Any] = ()) -> np.ndarray:
    """Run SELECT fields FROM source and return its rows, in any order, as a record array with native integers and
    trimmed codes. The first field is an integer."""
    row = f"record_send(ROW({', '.join(field.sql for field in fields)}))"
    query = f"SELECT string_agg({row}, ''::bytea) {source} GROUP BY mod({fields[0].sql}, {PACKS})"
    with connection.cursor() as cursor:
        statement = cursor.mogrify(f"COPY ({query}) TO STDOUT (FORMAT binary)", params)
        with cursor.copy(statement) as stream:
            data = b"".join(bytes(part) for part in stream)
    body = b"".join(_packs(memoryview(data)[HEADER : len(data) - TRAILER]))
    wire = np.dtype([("count", ">i4"), *((end, kind) for field in fields for end, kind in _wire(field))])
    if len(body) % wire.itemsize:
        raise ValueError("the rows of a fixed-width query differ in length: a value is null or too wide")
    return _native(np.frombuffer(body, wire), fields)


def _packs(stream: memoryview) -> Iterator[memoryview]:
    """The one value of each row of the COPY."""
    at = 0
    while at < len(stream):
        length = int.from_bytes(stream[at + 2 : at + 6], "big")
        yield stream[at + 6 : at + 6 + length]
        at += 6 + length


def _wire(field: Field) -> list[tuple[str, str]]:
    return [(f"{field.name}:type", ">i4"), (f"{field.name}:length", ">i4"), (field.name, field.dtype)]


def _native(rows: np.ndarray, fields: Sequence[Field]) -> np.ndarray:
    native = np.empty(len(rows), [(field.name, np.dtype(field.dtype).newbyteorder("=")) for field in fields])
    for field in fields:
        values = rows[field.name]
        native[field.name] = np.char.rstrip(values) if field.dtype.startswith("S") else values
        if len(rows) and int(rows[f"{field.name}:length"].min()) != np.dtype(field.dtype).itemsize:
            raise ValueError(f"{field.name} is not of the width it was promised to be")
    return native
