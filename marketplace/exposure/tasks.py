"""The nightly count: what was shown, the month's figures, and what is too old to be kept."""

import datetime

from django.utils import timezone

from marketplace.core.jobs import LongJob
from marketplace.exposure.actions import counts, figures, retention
from marketplace.exposure.jobs import COUNT


@COUNT.steps
def count(job: LongJob) -> None:
    """Three steps, each whole by itself; repeating one changes nothing."""
    today = timezone.now().date()
    with job.step():
        counts.count(today)
    for month in _months(today):
        with job.step():
            figures.write(month, today)
    forgotten = 1
    while forgotten:
        with job.step() as step:
            forgotten = retention.forget_some()
            step.done += forgotten


def _months(today: datetime.date) -> list[datetime.date]:
    """The month that yesterday belongs to."""
    return [(today - datetime.timedelta(days=1)).replace(day=1)]
