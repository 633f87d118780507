"""The published figures."""

import datetime

from marketplace.exposure.models import MonthFigures


def month_figures(month: datetime.date | None = None) -> MonthFigures | None:
    """Those of a month (its first day), or the newest; None if none were counted."""
    found = MonthFigures.objects.all()
    return found.filter(month=month).first() if month else found.first()


def months() -> list[datetime.date]:
    """The months that were counted, the newest first."""
    return list(MonthFigures.objects.values_list("month", flat=True))
