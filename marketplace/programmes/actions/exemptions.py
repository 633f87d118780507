"""Excusing a creator, or a whole country, from one rule of a programme for a time; and taking that back."""

import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from creators.models import Creator
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.eligibility.values import Values
from marketplace.programmes.models import Exemption, Programme, Rule
from marketplace.programmes.policies import may_grant_exemptions
from marketplace.programmes.queries.rulebook import rule_of

LONGEST_REASON = 1_000
LONGEST_CODE = 40


class MayNotExempt(Refused):
    """Only staff with this right may do it, and not for themselves."""


class AlreadyRevoked(DomainError):
    """The exemption was already revoked."""


@transaction.atomic
def grant(
    *,
    actor: Person,
    programme: Programme,
    rule_code: str,
    creator: Creator | None = None,
    country: str = "",
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    reason: str,
    evidence: File | None = None,
) -> Exemption:
    """Excuse a creator or a country from a rule, from `starts_on` to the day before `ends_on` (None: without end).

    `rule_code` is that of a rule of the programme or of the general rules it takes, or of one criterion of a group
    (CODE.1). Raises MayNotExempt or Invalid.
    """
    _require(actor, creator)
    row = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    country, reason = country.strip().upper(), reason.strip()
    errors = _errors(row, rule_code, creator, country, starts_on, ends_on, reason)
    if errors:
        raise Invalid(errors)
    exemption = Exemption.objects.create(
        programme=row,
        rule_code=rule_code,
        creator=creator,
        country=country,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        evidence=evidence or "",
        granted_by=actor,
    )
    data = {"programme": row.slug, "rule": rule_code, "country": country}
    record("programmes.exemption_granted", actor=actor, subject=exemption, data=data)
    return exemption


@transaction.atomic
def revoke(*, actor: Person, exemption: Exemption) -> Exemption:
    """End an exemption at once; what was decided under it stays on record. Raises MayNotExempt or AlreadyRevoked."""
    row = Exemption.objects.select_for_update(of=("self",)).select_related("creator", "programme").get(pk=exemption.pk)
    _require(actor, row.creator)
    if row.revoked_at is not None:
        raise AlreadyRevoked(_("This exemption was already revoked."))
    row.revoked_at, row.revoked_by = timezone.now(), actor
    row.save(update_fields=["revoked_at", "revoked_by", "updated_at"])
    data = {"programme": row.programme.slug, "rule": row.rule_code, "country": row.country}
    record("programmes.exemption_revoked", actor=actor, subject=row, data=data)
    return row


def _require(actor: Person, creator: Creator | None) -> None:
    require_may_act(actor)
    if not may_grant_exemptions(actor, creator):
        raise MayNotExempt(_("Only staff with this right may do it, and not for themselves."))


def _errors(
    programme: Programme,
    rule_code: str,
    creator: Creator | None,
    country: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    reason: str,
) -> dict[str, str]:
    errors = {}
    owners = [programme.pk, programme.inherits_id]
    known = Rule.objects.filter(programme__in=owners, code=rule_of(rule_code)).exists()
    if not known or len(rule_code) > LONGEST_CODE:
        errors["rule_code"] = _("The programme has no rule of this code.")
    if (creator is None) == (not country):
        errors["creator"] = _("Name either a creator or a country.")
    elif country and not Values.COUNTRY.accepts(country):
        errors["country"] = _("There is no country of this code.")
    if ends_on is not None and ends_on <= starts_on:
        errors["ends_on"] = _("It ends after it begins.")
    if not 0 < len(reason) <= LONGEST_REASON:
        errors["reason"] = _("Give a reason, in at most %(count)s characters.") % {"count": LONGEST_REASON}
    return errors
