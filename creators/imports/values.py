"""What a cell says. Each reader returns None for "nothing said" and raises BadValue otherwise."""

import datetime
import re
import unicodedata
from decimal import Decimal, InvalidOperation

from creators.imports.reasons import BadValue

#: How lists write that they know nothing.
NOTHING = {
    "",
    "-",
    "--",
    "–",
    "—",
    "n/a",
    "na",
    "none",
    "null",
    "nan",
    "nil",
    "#n/a",
    "?",
    "unknown",
    "inconnu",
    "n.c.",
}
MULTIPLES = {
    "k": 10**3, "mille": 10**3, "thousand": 10**3, "tsd": 10**3,
    "m": 10**6, "mn": 10**6, "mio": 10**6, "mln": 10**6, "million": 10**6, "millions": 10**6,
    "b": 10**9, "bn": 10**9, "md": 10**9, "mds": 10**9, "mrd": 10**9, "g": 10**9, "milliard": 10**9,
    "milliards": 10**9, "billion": 10**9,
}  # fmt: skip
#: No count of anything on any platform is larger; PostgreSQL's bigint is.
LARGEST = 10**15
TRUE = {"true", "yes", "y", "1", "oui", "o", "vrai", "x", "✓"}
FALSE = {"false", "no", "n", "0", "non", "faux"}

_NUMBER = re.compile(r"(?P<number>[0-9][0-9.,' ]*(?:e\+?[0-9]{1,2})?)\s*(?P<multiple>[a-z]*)\.?\+?")
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?e\+?[0-9]{1,2}")
#: 1,234,567 and its cousins; 12,34,567 as written in India.
_GROUPED = re.compile(r"[0-9]{1,3}(?P<mark>[.,' ])[0-9]{3}(?:(?P=mark)[0-9]{3})*|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")


def said(text: str) -> str:
    """The text of a cell without its padding; "" if it says nothing."""
    stripped = text.strip(" \t\r\n\u00a0\u200b\ufeff")
    return "" if stripped.casefold() in NOTHING else stripped


def count(text: str) -> int | None:
    """A whole number: "1 204", "1,204", "1.204", "60.3M", "1,2 k", "6.03E+07", "1204.0"."""
    plain = _plain(text)
    if not plain:
        return None
    match = _NUMBER.fullmatch(plain)
    multiple = MULTIPLES.get(match["multiple"], 0) if match and match["multiple"] else 1
    if not match or not multiple:
        raise BadValue("not_a_number", text)
    value = _decimal(match["number"].strip(), grouped=multiple == 1) * multiple
    if value != value.to_integral_value():
        raise BadValue("not_whole", text)
    if value > LARGEST:
        raise BadValue("too_large", text)
    return int(value)


def basis_points(text: str) -> int | None:
    """A percentage, with or without its sign: "12,5 %" → 1250. A number without a sign is in per cent too."""
    plain = _plain(text).removesuffix("%").strip()
    if not plain:
        return None
    try:
        value = Decimal(plain.replace(",", ".")) * 100
    except InvalidOperation:
        raise BadValue("not_a_percentage", text) from None
    if not 0 <= value <= 10_000_000:
        raise BadValue("not_a_percentage", text)
    return int(value.to_integral_value())


def truth(text: str) -> bool | None:
    """Yes or no, in French or English."""
    word = said(text).casefold()
    if not word:
        return None
    if word in TRUE | FALSE:
        return word in TRUE
    raise BadValue("neither_yes_nor_no", text)


def day(text: str) -> datetime.date | None:
    """A date: 2026-01-31, 31/01/2026 or 31.01.2026; a time behind it is passed over. 01/02/2026 is 1 February."""
    word = said(text).split("T")[0].split(" ")[0]
    if not word:
        return None
    parts = re.split(r"[-/.]", word)
    try:
        year, month, date = (int(part) for part in (parts if len(parts[0]) == 4 else reversed(parts)))
        found = datetime.date(year, month, date)
    except (ValueError, OverflowError):
        raise BadValue("not_a_date", text) from None
    if found.year < 1990:
        raise BadValue("not_a_date", text)
    return found


def line(text: str, longest: int) -> str:
    """One line of text, cut to a length, without characters nobody can see or store."""
    return " ".join(paragraphs(text, longest * 2).split())[:longest].strip()


def paragraphs(text: str, longest: int) -> str:
    """Text that may run over several lines."""
    kept = "".join(c for c in said(text) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    return kept[:longest].strip()


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", said(text)).casefold().replace("\u2019", "'")
    return "" if folded in NOTHING else " ".join(folded.lstrip("~≈").split())


def _decimal(number: str, *, grouped: bool) -> Decimal:
    """Separators are told by where they stand; before a multiple ("1.204M") a lone one is a decimal point."""
    if _SCIENTIFIC.fullmatch(number):
        return Decimal(number.replace(",", "."))
    last = max(number.rfind(","), number.rfind("."))
    marks = {mark for mark in ",." if mark in number}
    if len(marks) == 2:
        whole, fraction = number[:last], number[last + 1 :]
    elif _GROUPED.fullmatch(number) and (grouped or last < 0 or number.count(number[last]) > 1):
        whole, fraction = number, ""
    elif last >= 0 and number.count(number[last]) == 1:
        whole, fraction = number[:last], number[last + 1 :]
    else:
        whole, fraction = number, ""
    digits = re.sub(r"[.,' ]", "", whole)
    if (whole != digits and not _GROUPED.fullmatch(whole)) or (fraction and not fraction.isdigit()):
        raise BadValue("not_a_number", number)
    return Decimal(f"{digits}.{fraction or 0}")
