"""A post as a rule sees it: when it was published, and what is known about it."""

from dataclasses import dataclass
from datetime import date

#: Counts are kept in signed 64-bit integers, one by one and in sums.
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Post:
    """`None` is what is not known. Raises TypeError or ValueError for what no post can have."""

    published_on: date
    views: int | None = None
    has_text: bool | None = None
    is_sponsored: bool | None = None
    is_boosted: bool | None = None
    has_foreign_watermark: bool | None = None
    has_copyrighted_content: bool | None = None
    is_duet_or_stitch: bool | None = None
    duration_s: int | None = None

    def __post_init__(self) -> None:
        if type(self.published_on) is not date:
            raise TypeError(f"published_on is a day, not {self.published_on!r}.")
        for name in NUMBERS:
            number = getattr(self, name)
            if number is not None and type(number) is not int:
                raise TypeError(f"{name} is a whole number or None, not {number!r}.")
            if number is not None and not 0 <= number <= LARGEST:
                raise ValueError(f"{name} is from 0 to 2^63 − 1, not {number}.")
        for name in ANSWERS:
            if getattr(self, name) not in (None, True, False) or type(getattr(self, name)) is int:
                raise TypeError(f"{name} is true, false or None, not {getattr(self, name)!r}.")


NUMBERS = ("views", "duration_s")
ANSWERS = (
    "has_text",
    "is_sponsored",
    "is_boosted",
    "has_foreign_watermark",
    "has_copyrighted_content",
    "is_duet_or_stitch",
)
#: Everything that is known of a post besides its day.
FIELDS = (*NUMBERS, *ANSWERS)
