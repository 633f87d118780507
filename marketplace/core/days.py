"""Which day it is where somebody is: instants are kept in UTC, days are people's own."""

import datetime
import zoneinfo

from babel.core import Locale
from django.utils import timezone
from django.utils.translation import get_language


def day_in(zone: str, at: datetime.datetime | None = None) -> datetime.date:
    """The date in a time zone at an instant, or now; in UTC if there is no such zone."""
    at = at or timezone.now()
    try:
        return at.astimezone(zoneinfo.ZoneInfo(zone)).date()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return at.astimezone(datetime.UTC).date()


def date_locale() -> Locale:
    """Whose dates a reader reads. English has the day before the month ("1 Dec 2026", 14:30): read all over Europe, and
    mistaken nowhere, since the month is a word. `core/formats/en` says the same to Django."""
    language = get_language() or "en"
    return Locale.parse("en-GB" if language == "en" else language, sep="-")
