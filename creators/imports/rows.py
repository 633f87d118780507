"""One row of a file → a profile, a channel and its numbers, or the reasons why not."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from creators.imports import values
from creators.imports.reasons import BadValue, refuses
from creators.models import MOST_NICHES, NUMBERS
from creators.numbers import LARGEST
from marketplace.core.exports import restore
from marketplace.taxonomy import handles, locales
from marketplace.taxonomy.queries import NicheLookup
from marketplace.taxonomy.words import fold

#: Category words that say nothing: no note is made of them.
SAYS_NOTHING = {"other", "others", "autre", "autres", "none", "misc", "divers", "public figure"}
COUNTED = tuple(name for name in NUMBERS if name != "live_hours_30d_tenths")
_SEPARATORS = re.compile(r"[,;|/]")


@dataclass
class Parsed:
    """What one row says. Empty and None mean that the row does not say it."""

    line: int
    platform: str
    handle: str
    url: str
    as_of: datetime.date
    display_name: str = ""
    bio: str = ""
    country: str = ""
    city: str = ""
    is_business: bool | None = None
    niches: list[int] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    told: list[dict[str, str]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


@dataclass
class Refusal:
    """A row that was kept out, with its cells so that someone can put them right."""

    line: int
    told: list[dict[str, str]]
    cells: list[str]


class RowReader:
    """Reads the rows of one file: its mapping, its platform and its date are the same for all of them."""

    def __init__(
        self,
        mapping: Mapping[int, str],
        *,
        platform: str,
        as_of: datetime.date,
        today: datetime.date,
        lookup: NicheLookup,
        width: int,
    ) -> None:
        self.columns: dict[str, list[int]] = {}
        for at, code in sorted(mapping.items()):
            self.columns.setdefault(code, []).append(at)
        self.platform, self.as_of, self.today, self.lookup, self.width = platform, as_of, today, lookup, width
        self.counted = [name for name in COUNTED if name in self.columns]

    def read(self, line: int, cells: Sequence[str]) -> Parsed | Refusal:
        """Everything the row says, or what keeps it out: that it names no channel, or all that cannot be read in it."""
        told: list[dict[str, str]] = []
        if len(cells) > self.width and any(cell.strip() for cell in cells[self.width :]):
            told.append({"code": "too_many_cells", "field": "", "text": ""})
            return Refusal(line, told, list(cells))
        try:
            platform, named = self._channel(cells)
        except BadValue as bad:
            return Refusal(line, [bad.told("handle")], list(cells))
        row = Parsed(line, platform, named.handle, named.url, self.as_of, told=told, cells=list(cells))
        self._profile(row, cells)
        for code, reader in (("as_of", self._as_of), ("is_business", self._is_business), ("numbers", self._numbers)):
            try:
                reader(row, cells)
            except BadValue as bad:
                told.append(bad.told(code))
        return Refusal(line, told, list(cells)) if any(refuses(reason) for reason in told) else row

    def _cells(self, cells: Sequence[str], code: str) -> list[str]:
        return [restore(cells[at]) for at in self.columns.get(code, ()) if at < len(cells)]

    def _cell(self, cells: Sequence[str], code: str) -> str:
        found = self._cells(cells, code)
        return found[0] if found else ""

    def _channel(self, cells: Sequence[str]) -> tuple[str, handles.Named]:
        handle, url = self._cell(cells, "handle").strip(), self._cell(cells, "url").strip()
        text = handle or url
        if not text:
            raise BadValue("no_handle", "")
        if "\ufffd" in text:
            raise BadValue("unreadable_text", text)
        platform = self._platform(self._cell(cells, "platform"), url or handle)
        try:
            return platform, handles.read(platform, text)
        except handles.BadHandle:
            raise BadValue("bad_handle", text) from None

    def _platform(self, said: str, address: str) -> str:
        said = values.said(said)
        if said:
            found = PLATFORM_WORDS.get(fold(said), "")
            if not found:
                raise BadValue("unknown_platform", said)
            return found
        found = self.platform
        if not found and "/" in address:
            try:
                found = handles.recognise(address)
            except handles.BadHandle:
                found = ""
        if not found:
            raise BadValue("no_platform", "")
        return found

    def _profile(self, row: Parsed, cells: Sequence[str]) -> None:
        row.display_name = values.line(self._cell(cells, "display_name"), 80)
        row.bio = values.paragraphs(self._cell(cells, "bio"), 1_500)
        row.city = values.line(self._cell(cells, "city"), 80)
        country = values.said(self._cell(cells, "country"))
        row.country = locales.country_from(country) if country else ""
        if country and not row.country:
            row.told.append({"code": "unknown_country", "field": "country", "text": country[:80]})
        row.niches = self._several(row, cells, "niche", self.lookup.find)[:MOST_NICHES]
        row.languages = self._several(row, cells, "language", locales.language_from)

    def _several(self, row: Parsed, cells: Sequence[str], code: str, find: Any) -> list[Any]:
        """Values of cells that may hold one word or a list of them; the whole is tried before its pieces."""
        found: dict[Any, None] = {}
        for cell in self._cells(cells, code):
            said = values.said(cell)
            whole = find(said) if said else None
            for word in [said] if whole else _SEPARATORS.split(said):
                value = whole or find(word.strip())
                if value:
                    found[value] = None
                elif word.strip() and fold(word) not in SAYS_NOTHING:
                    row.told.append({"code": f"unknown_{code}", "field": code, "text": word.strip()[:80]})
        return list(found)

    def _as_of(self, row: Parsed, cells: Sequence[str]) -> None:
        if "as_of" in self.columns:
            row.as_of = values.day(self._cell(cells, "as_of")) or self.as_of
            if row.as_of > self.today:
                raise BadValue("in_the_future", row.as_of.isoformat())

    def _is_business(self, row: Parsed, cells: Sequence[str]) -> None:
        if "is_business" in self.columns:
            row.is_business = values.truth(self._cell(cells, "is_business"))

    def _numbers(self, row: Parsed, cells: Sequence[str]) -> None:
        for name in self.counted:
            try:
                number = values.count(self._cell(cells, name))
            except BadValue as bad:
                row.told.append(bad.told(name))
                continue
            if number is not None and number > LARGEST[name]:
                row.told.append({"code": "too_large", "field": name, "text": str(number)})
            elif number is not None:
                row.numbers[name] = number
        if "engagement_rate" in self.columns and "median_engagement_20" not in row.numbers:
            rate = values.basis_points(self._cell(cells, "engagement_rate"))
            if rate is not None and "followers" in row.numbers:
                row.numbers["median_engagement_20"] = (row.numbers["followers"] * rate + 5_000) // 10_000


#: "Insta" and its like, beside codes and names.
PLATFORM_WORDS = {
    **{fold(form.name): code for code, form in handles.FORMS.items()},
    **{code: code for code in handles.FORMS},
    "insta": "instagram",
    "ig": "instagram",
    "tik tok": "tiktok",
    "tt": "tiktok",
    "yt": "youtube",
    "you tube": "youtube",
    "twitter": "x",
    "x twitter": "x",
    "fb": "facebook",
    "snap": "snapchat",
}
