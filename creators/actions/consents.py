"""The consent of a parent or guardian: recorded by the creator, confirmed by staff, withdrawn by either."""

import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from creators.actions.hold import hold
from creators.checks import Errors
from creators.enums import CreatorState
from creators.models import Consent, Creator
from creators.policies import Actor, may_confirm_consent, may_edit, require_staff
from creators.queries.completeness import age_of, needs_consent
from creators.queries.profiles import today_of
from marketplace.accounts.models import Person
from marketplace.activity.record import record as record_event
from marketplace.core.errors import DomainError, Invalid


class WrongConsent(DomainError):
    """The consent is not in the state this needs."""


@transaction.atomic
def record(
    *,
    actor: Actor,
    creator: Creator,
    guardian_name: str,
    guardian_email: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    evidence: File,
) -> Consent:
    """Hand in what a guardian signed; staff look at it before it counts. Raises Invalid or a Refused."""
    row = hold(actor, creator)
    errors = _errors(row, guardian_name, guardian_email, starts_on, ends_on)
    if errors:
        raise Invalid(errors)
    consent = Consent.objects.create(
        creator=row,
        guardian_name=guardian_name.strip(),
        guardian_email=guardian_email.strip().lower(),
        starts_on=starts_on,
        ends_on=ends_on,
        evidence=evidence,
    )
    record_event("creators.consent_recorded", actor=actor, subject=row, data={"consent_id": consent.pk})
    return consent


@transaction.atomic
def confirm(*, actor: Person, consent: Consent) -> Consent:
    """Staff: the paper is good. Raises WrongConsent or StaffOnly."""
    require_staff(may_confirm_consent(actor))
    row = _hold(consent)
    if row.confirmed_at is not None or row.withdrawn_at is not None:
        raise WrongConsent(_("This consent was already answered."))
    row.confirmed_at, row.confirmed_by = timezone.now(), actor
    row.save(update_fields=["confirmed_at", "confirmed_by", "updated_at"])
    record_event("creators.profile_changed", actor=actor, subject=row.creator, data={"fields": ["parental_consent"]})
    return row


@transaction.atomic
def withdraw(*, actor: Actor, consent: Consent, reason: str) -> Consent:
    """End a consent: staff who find it wanting, or its creator. Raises WrongConsent, Invalid or a Refused."""
    row = _hold(consent)
    require_staff(may_confirm_consent(actor) or may_edit(actor, row.creator))
    if row.withdrawn_at is not None:
        raise WrongConsent(_("This consent was already withdrawn."))
    if not reason.strip():
        raise Invalid({"reason": _("Give a reason.")})
    row.withdrawn_at, row.withdrawn_reason = timezone.now(), reason.strip()[:300]
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "updated_at"])
    _take_down_without_consent(actor, row.creator)
    record_event("creators.profile_changed", actor=actor, subject=row.creator, data={"fields": ["parental_consent"]})
    return row


def _take_down_without_consent(actor: Actor, creator: Creator) -> None:
    """A minor's page does not outlive the consent it stands on."""
    today = today_of(creator)
    if creator.state != CreatorState.PUBLISHED or not needs_consent(age_of(creator, today)):
        return
    if not creator.consents.in_force(today).exists():
        creator.state = CreatorState.UNPUBLISHED
        creator.save(update_fields=["state", "updated_at"])
        data = {"from": CreatorState.PUBLISHED.value, "to": CreatorState.UNPUBLISHED.value}
        record_event("creators.unpublished", actor=actor, subject=creator, data=data)


def _hold(consent: Consent) -> Consent:
    creator = Creator.objects.select_for_update(of=("self",)).select_related("person").get(pk=consent.creator_id)
    row = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    row.creator = creator
    return row


def _errors(creator: Creator, name: str, email: str, starts_on: datetime.date, ends_on: datetime.date) -> Errors:
    errors: Errors = {}
    if not 0 < len(name.strip()) <= 120:
        errors["guardian_name"] = [_("Give the name of your parent or guardian.")]
    try:
        validate_email(email.strip())
    except ValidationError as error:
        errors["guardian_email"] = [str(message) for message in error.messages]
    if creator.person is not None and email.strip().lower() == creator.person.email.lower():
        errors["guardian_email"] = [_("This is your own address: give theirs.")]
    if ends_on < max(starts_on, today_of(creator)):
        errors["ends_on"] = [_("The consent must still hold today, and end after it begins.")]
    return errors
