"""What happens when a day has come. The jobs wait as rows until then, and look again before they do anything."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from marketplace.activity.record import SYSTEM
from marketplace.cohorts.actions import cohorts, entries
from marketplace.cohorts.enums import CohortState, JuryState
from marketplace.cohorts.jobs import CLOSE, EXPIRE, MAIL_JUROR
from marketplace.cohorts.models import Cohort, Entry, Juror
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


@MAIL_JUROR.body
def mail_juror(job: Job, *, juror_id: int, language: str) -> None:
    """Ask somebody whose address has no account here, unless they were removed or the jury is closed meanwhile."""
    juror = Juror.objects.select_related("jury__cohort__programme").get(pk=juror_id)
    if juror.removed_at is not None or juror.jury.state == JuryState.CLOSED:
        return
    with translation.override(language or settings.LANGUAGE_CODE):
        context = {"juror": juror, "jury": juror.jury, "url": f"{settings.SITE_URL}{reverse('cohorts:juries')}"}
        subject = " ".join(render_to_string("cohorts/emails/juror_subject.txt", context).split())
        EmailMessage(subject, render_to_string("cohorts/emails/juror.txt", context), to=[juror.email]).send()
