"""Which day it is where somebody is: instants are kept in UTC, days are people's own."""

import datetime
import zoneinfo

from django.utils import timezone


def day_in(zone: str, at: datetime.datetime | None = None) -> datetime.date:
    """The date in a time zone at an instant, or now; in UTC if there is no such zone."""
    at = at or timezone.now()
    try:
        return at.astimezone(zoneinfo.ZoneInfo(zone)).date()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return at.astimezone(datetime.UTC).date()
