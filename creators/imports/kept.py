"""What a list does not change on a channel that is known already, and the notes that tell its reader."""

from collections.abc import Iterable, Sequence
from typing import Any

from creators.enums import MeasurementSource
from creators.imports.rows import Parsed
from creators.models import Channel, ImportBatch

#: Attributes of a profile and of a channel, by the column of a list that fills them.
ON_PROFILE = {"display_name": "display_name", "bio": "bio", "city": "city", "home_country": "country",
              "languages": "language"}  # fmt: skip
ON_CHANNEL = {"url": "url", "country": "country", "is_business": "is_business"}
#: Where numbers of a day came from: the kind of source, the supplier of the list if it was one, the numbers.
Given = tuple[str, int | None, dict[str, int]]


def may_change_facts(batch: ImportBatch) -> bool:
    """Lists of the house correct the profiles that nobody has claimed. A brand's list makes profiles and adds numbers:
    what others read of somebody it does not change."""
    return batch.brand_id is None


def facts(channel: Channel, profile: dict[str, Any], said: dict[str, Any], niches: bool) -> list[dict[str, str]]:
    """A note for each column whose facts a brand's list would have changed; `niches`: it names others."""
    columns = [column for name, column in ON_PROFILE.items() if _differs(channel.creator, name, profile[name])]
    columns += [column for name, column in ON_CHANNEL.items() if _differs(channel, name, said[name])]
    return _notes("kept_fact", [*columns, *(["niche"] if niches else [])])


def numbers(batch: ImportBatch, row: Parsed, given: Sequence[Given]) -> dict[str, int]:
    """The numbers to record for the row's day, with those the same list gave before; {} if nothing is new.

    What another source gave for the same day stays: a number that its owner declared, proved or had fetched, and for
    a brand's list every number of others. A note on the row tells of each that differs.
    """
    own: dict[str, int] = {}
    others: dict[str, int] = {}
    for source, supplier, found in given:
        if source == MeasurementSource.IMPORTED and _is_own(batch, supplier):
            own = found
        elif source != MeasurementSource.IMPORTED or batch.brand_id is not None:
            others |= found
    kept = [name for name, value in row.numbers.items() if others.get(name, value) != value]
    row.told += _notes("kept_number", kept)
    now = {name: value for name, value in {**own, **row.numbers}.items() if name not in others}
    return now if any(own.get(name) != value for name, value in now.items()) else {}


def _is_own(batch: ImportBatch, supplier: int | None) -> bool:
    # Numbers from before suppliers were noted down count as the house's.
    return supplier == batch.source_id or (supplier is None and batch.brand_id is None)


def _differs(stored: Any, name: str, said: Any) -> bool:
    return said not in ("", [], None) and getattr(stored, name) != said


def _notes(code: str, columns: Iterable[str]) -> list[dict[str, str]]:
    return [{"code": code, "field": column, "text": ""} for column in dict.fromkeys(columns)]
