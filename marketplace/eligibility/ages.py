"""Ages in completed years.

Someone born on 29 February completes a year on 1 March of a common year: on 28 February the day of birth has not come.
The day is the creator's own, so callers ask with the date of the creator's time zone.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

EPOCH = date(1970, 1, 1).toordinal()


def age_on(birth_date: date, as_of: date) -> int:
    before_birthday = (as_of.month, as_of.day) < (birth_date.month, birth_date.day)
    return as_of.year - birth_date.year - before_birthday


def birthday(birth_date: date, age: int) -> date:
    """The day on which someone completes `age` years."""
    year = birth_date.year + age
    try:
        return birth_date.replace(year=year)
    except ValueError:  # 29 February in a common year
        return date(year, 3, 1)


def ages_on(birth_days: NDArray[np.int64], as_of: date) -> NDArray[np.int64]:
    """The same for days counted from 1970-01-01."""
    first, last = (int(birth_days.min()), int(birth_days.max())) if len(birth_days) else (0, 0)
    if last - first < len(birth_days):
        # Calendars are slow to work out: once for each day that occurs, and not for each person.
        return _ages(np.arange(first, last + 1), as_of)[birth_days - first]
    return _ages(birth_days, as_of)


def _ages(birth_days: NDArray[np.int64], as_of: date) -> NDArray[np.int64]:
    days = birth_days.astype("datetime64[D]")
    years, months = days.astype("datetime64[Y]"), days.astype("datetime64[M]")
    month = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    before_birthday = (as_of.month * 32 + as_of.day) < month * 32 + day
    return as_of.year - (years.astype(np.int64) + 1970) - before_birthday


def day_number(day: date) -> int:
    """Days since 1970-01-01: how columns hold dates."""
    return day.toordinal() - EPOCH
