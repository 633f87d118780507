"""What happens when a day has come. The jobs wait as rows until then, and look again before they do anything."""

from django.utils import timezone

from marketplace.activity.record import SYSTEM
from marketplace.cohorts.actions import cohorts, entries
from marketplace.cohorts.enums import CohortState
from marketplace.cohorts.jobs import CLOSE, EXPIRE
from marketplace.cohorts.models import Cohort, Entry
from marketplace.core.models import Job


@EXPIRE.body
def expire(job: Job, *, entry_id: int) -> None:
    """Close an entry that nobody answered; one that was answered, or has more time now, stays as it is."""
    entries.expire(entry=Entry.objects.select_related("cohort").get(pk=entry_id))


@CLOSE.body
def close_applications(job: Job, *, cohort_id: int) -> None:
    """The last day to apply is over, unless somebody moved it or closed it by hand."""
    cohort = Cohort.objects.get(pk=cohort_id)
    if cohort.state == CohortState.OPEN and cohort.day_at(timezone.now()) >= cohort.closes_on:
        cohorts.close_applications(actor=SYSTEM, cohort=cohort)
