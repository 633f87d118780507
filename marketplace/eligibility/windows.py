"""Over what stretch of time a measure is taken. Every window that moves ends with the last complete day: yesterday."""

from dataclasses import dataclass
from datetime import date, timedelta

UNITS = ("week", "month", "year")


@dataclass(frozen=True, slots=True)
class Window:
    """`instant`: as it stands. `rolling`: the last `size` complete days. `last_posts`: the last `size` posts.
    `calendar`: from the first day of the present `unit` (a week begins on Monday)."""

    kind: str
    size: int = 0
    unit: str = ""

    def __str__(self) -> str:
        return {
            "rolling": f"rolling_{self.size}d",
            "last_posts": f"last_{self.size}_posts",
            "calendar": f"calendar_{self.unit}",
        }.get(self.kind, self.kind)

    def first_day(self, as_of: date) -> date:
        """The first day that counts on the day asked. On the first day of a calendar unit nothing counts yet."""
        match self.kind, self.unit:
            case "rolling", _:
                return date.fromordinal(max(as_of.toordinal() - self.size, 1))
            case "calendar", "week":
                return date.fromordinal(max(as_of.toordinal() - as_of.weekday(), 1))
            case "calendar", "month":
                return as_of.replace(day=1)
            case "calendar", "year":
                return as_of.replace(month=1, day=1)
        return date.min


def last_complete_day(as_of: date) -> date:
    """Yesterday: the day asked is not over."""
    return as_of - timedelta(1)


INSTANT = Window("instant")
ROLLING_30D = Window("rolling", 30)
LAST_20_POSTS = Window("last_posts", 20)
ALL_TIME = Window("all_time")
