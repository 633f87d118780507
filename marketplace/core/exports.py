"""Tables that leave as CSV, so that no spreadsheet takes a cell for a formula.

A text that begins with = + - @ (or their look-alikes, or hides them behind a tab or line end) gets an apostrophe in
front; `restore` takes it off again when the file comes back.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

#: What begins a formula, in half and full width, and the control characters that some programs skip.
STARTS = tuple("=+-@＝＋－＠\t\r\n")
CHUNK = 500


def neutral(cell: Any) -> Any:
    """The cell as it may be written; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\ufeff").startswith(STARTS):
        return f"'{cell}"
    return cell


def restore(cell: str) -> str:
    """The cell as it was before `neutral`."""
    if cell.startswith("'") and cell[1:].lstrip(" \u00a0\ufeff").startswith(STARTS):
        return cell[1:]
    return cell


def csv_lines(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The table as CSV text, some rows at a time, with a byte-order mark so that spreadsheets read the accents."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([neutral(cell) for cell in header])
    for number, row in enumerate(rows, 1):
        writer.writerow([neutral(cell) for cell in row])
        if number % CHUNK == 0:
            yield _drain(buffer)
    yield _drain(buffer)


def csv_response(name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A download of the table, never kept by a cache; `name` without its ending."""
    response = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in name)[:80]
    response.headers["Content-Disposition"] = f'attachment; filename="{safe}.csv"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _drain(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
