"""What kind of text file is this: its encoding, its delimiter, its headers."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from marketplace.core.errors import Invalid

DELIMITERS = (",", ";", "\t", "|")
#: How much of a file is looked at to guess; the encoding is then checked on all of it.
HEAD_BYTES, SAMPLE_ROWS = 256 * 1024, 50
LONGEST_CELL = 64 * 1024
#: Encodings a spreadsheet program writes. Rarer ones are guessed too often where these are meant.
LIKELY = [
    "cp1252", "utf_16_le", "utf_16_be", "mac_roman", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "shift_jis",
    "gb18030", "big5", "euc_kr",
]  # fmt: skip
#: What Western European text holds beyond ASCII. Guessers take short texts of it for Eastern European ones.
WESTERN = frozenset("éèêëàâäáãåçîïíìôöóòõùûüúÿñœæßøÉÈÊËÀÂÄÁÅÇÎÏÔÖÓÙÛÜÚÑŒÆØ€£§°·’‘“”„«»–—…™©®¡¿\u00a0")
#: The longest marks first: that of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class BadFile(Invalid):
    """The file cannot be read as a table."""

    def __init__(self, message: str) -> None:
        super().__init__({"file": [message]})


@dataclass
class TableForm:
    """How a file is written, and the beginning of what it says."""

    encoding: str
    delimiter: str
    headers: list[str]
    samples: list[list[str]] = field(default_factory=list)


def detect(file: BinaryIO, *, encoding: str = "", delimiter: str = "") -> TableForm:
    """Look at a file. What the caller knows is taken as given. Raises BadFile if it is no table."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head.strip(b"\x00 \t\r\n"):
        raise BadFile(_("The file is empty."))
    encoding = encoding or _encoding(file, head)
    try:
        text = codecs.getincrementaldecoder(encoding)(errors="strict").decode(head)
    except (LookupError, UnicodeDecodeError):
        raise BadFile(_("The file is not written in the encoding %(name)s.") % {"name": encoding}) from None
    if "\x00" in text:
        raise BadFile(_("This is not a text file. Save your spreadsheet as CSV and try again."))
    delimiter = delimiter or _delimiter(text)
    records = _records(text, delimiter, SAMPLE_ROWS + 1, whole=len(head) < HEAD_BYTES)
    headers = [_one_line(cell) for cell in records[0]]
    if len([header for header in headers if header]) < 2:
        raise BadFile(_("Only one column was found. The columns must be separated by commas, semicolons or tabs."))
    return TableForm(encoding, delimiter, headers, records[1:])


def rows(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every row as (row number as a spreadsheet shows it, cells); row 1 is the header, empty rows are passed over.

    Raises BadFile where the file breaks off (a quotation mark that is never closed).
    """
    file.seek(0)
    csv.field_size_limit(LONGEST_CELL)
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    reader = csv.reader(text, delimiter=delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > 1 and any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        message = _("From row %(row)d on the file cannot be read: a quotation mark may be missing there.")
        raise BadFile(message % {"row": number + 1}) from None
    finally:
        text.detach()


def _encoding(file: BinaryIO, head: bytes) -> str:
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    if _is_utf8(file):
        return "utf-8"
    if _is_western(head):
        return "cp1252"
    best = from_bytes(head, cp_isolation=LIKELY, threshold=0.5).best()
    return best.encoding if best else "cp1252"


def _is_utf8(file: BinaryIO) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")(errors="strict")
    try:
        while chunk := file.read(HEAD_BYTES):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_western(head: bytes) -> bool:
    beyond = [character for character in head.decode("cp1252", errors="replace") if character > "\x7f"]
    return sum(character in WESTERN for character in beyond) >= 0.98 * len(beyond)


def _delimiter(text: str) -> str:
    """The delimiter that cuts most rows into the same number of columns, and into more than one."""

    def fitness(delimiter: str) -> tuple[float, int]:
        widths = [len(cells) for cells in _records(text, delimiter, SAMPLE_ROWS, whole=False) if cells]
        if not widths or widths[0] < 2:
            return 0.0, 0
        return Counter(widths)[widths[0]] / len(widths), widths[0]

    return max(DELIMITERS, key=fitness)


def _records(text: str, delimiter: str, most: int, *, whole: bool) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    found: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            found.append(cells)
            if len(found) >= most:
                return found
    except csv.Error:
        return found or [[]]
    # The head may end in the middle of its last row.
    return (found if whole or len(found) < 2 else found[:-1]) or [[]]


def _one_line(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").split())
