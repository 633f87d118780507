"""Telling staff that something is wrong, and their answer."""

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.accounts.enums import AbuseKind, ReportState
from marketplace.accounts.models import AbuseReport, Person
from marketplace.accounts.policies import may_act, require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid, Refused

MOST_OPEN = 20


class AlreadyReported(DomainError):
    """You have reported this already."""


class TooManyReports(DomainError):
    """So many of your reports are open that no more are taken."""


class AlreadySettled(DomainError):
    """This report is settled already."""


def report(*, actor: Person, subject: models.Model, name: str, url: str, kind: str, text: str) -> AbuseReport:
    """Report a row to staff. Raises Invalid, AlreadyReported, TooManyReports, or a Refused."""
    require_may_act(actor)
    if kind not in AbuseKind.values:
        raise Invalid({"kind": [_("Choose what it is about.")]})
    if len(text.strip()) < 10:
        raise Invalid({"text": [_("Tell us what happened, in a sentence or two.")]})
    if AbuseReport.objects.open().filter(reporter=actor).count() >= MOST_OPEN:
        raise TooManyReports(_("We are still looking into your other reports."))
    try:
        with transaction.atomic():
            made = AbuseReport.objects.create(
                reporter=actor,
                subject_type=subject._meta.label_lower,
                subject_id=subject.pk,
                subject_name=name[:200],
                subject_url=url[:300],
                kind=kind,
                text=text.strip()[:4_000],
            )
            record("accounts.abuse_reported", actor=actor, subject=made, data={"kind": kind})
    except IntegrityError as error:
        raise AlreadyReported(_("You have reported this already; we are looking into it.")) from error
    return made


def uphold(*, actor: Person, report: AbuseReport, reason: str) -> AbuseReport:
    """Staff: it is right; `reason` says what was done about it. Raises Refused, Invalid, AlreadySettled."""
    return _settle(actor, report, ReportState.UPHELD, reason)


def dismiss(*, actor: Person, report: AbuseReport, reason: str) -> AbuseReport:
    """Staff: nothing is to be done. Raises Refused, Invalid, AlreadySettled."""
    return _settle(actor, report, ReportState.DISMISSED, reason)


@transaction.atomic
def _settle(actor: Person, report: AbuseReport, state: ReportState, reason: str) -> AbuseReport:
    if not (may_act(actor) and actor.is_staff and actor.has_perm("accounts.settle_abusereport")):
        raise Refused(_("Only staff with the right may do this."))
    if not reason.strip():
        raise Invalid({"reason": [_("Give the reason.")]})
    row = AbuseReport.objects.select_for_update().get(pk=report.pk)
    if row.state != ReportState.OPEN:
        raise AlreadySettled(_("This report is settled already."))
    row.state, row.settled_by, row.settled_at, row.settled_reason = state, actor, timezone.now(), reason.strip()
    row.save(update_fields=["state", "settled_by", "settled_at", "settled_reason", "updated_at"])
    record(
        "accounts.abuse_settled", actor=actor, subject=row, data={"state": state.value, "reason": row.settled_reason}
    )
    return row
