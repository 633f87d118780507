"""A creator writes down what programmes paid: month by month, or from a statement, row by row."""

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from creators.actions.hold import hold
from creators.models import Creator
from creators.policies import Actor
from creators.queries import today_of
from marketplace.activity.record import record
from marketplace.core.errors import Invalid
from marketplace.core.money import LARGEST_MINOR
from marketplace.programmes.models import Earning, Programme
from marketplace.taxonomy.locales import currency_choices

#: A creator keeps at most so many lines here.
MOST_EARNINGS = 5_000
FIRST_MONTH = datetime.date(2005, 1, 1)
LONGEST_NOTE = 200
FIELDS = ("month", "amount_minor", "currency", "note")


@dataclass
class Report:
    """What became of a statement: how many lines are new or were known already, and why others were refused."""

    created: int = 0
    known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def save(
    *, actor: Actor, creator: Creator, programme: Programme, earning: Earning | None = None, **values: Any
) -> Earning:
    """Write down one amount, or put one right. Values are those of FIELDS: any day of the month, minor units, ISO
    currency. Raises Invalid or a Refused.
    """
    row = hold(actor, creator)
    saved = _write(row, programme, earning or Earning(creator=row), values)
    _told(actor, row)
    return saved


@transaction.atomic
def remove(*, actor: Actor, earning: Earning) -> None:
    """Forget one amount. Raises a Refused."""
    row = hold(actor, earning.creator)
    Earning.objects.filter(pk=earning.pk, creator=row).delete()
    _told(actor, row)


@transaction.atomic
def take_rows(
    *, actor: Actor, creator: Creator, programme: Programme, rows: Iterable[tuple[int, Mapping[str, Any]]]
) -> Report:
    """Take the lines of a programme's statement, (line, fields) each; a field `reference` may name the line.

    Lines without a reference are told apart by all they say, and equal ones by their order among each other, so that
    the same file twice adds nothing. What cannot be is refused with its reason, the others stay.
    """
    row, report, seen = hold(actor, creator), Report(), Counter[str]()
    known = set(Earning.objects.filter(creator=row, programme=programme).values_list("reference", flat=True))
    for line, values in rows:
        reference = _reference_of(values, seen)
        if reference in known:
            report.known += 1
            continue
        try:
            _write(row, programme, Earning(creator=row, reference=reference), values)
        except Invalid as error:
            report.refused.append((line, " ".join(message for found in error.errors.values() for message in found)))
            continue
        known.add(reference)
        report.created += 1
    if report.created:
        _told(actor, row)
    return report


def _reference_of(values: Mapping[str, Any], seen: Counter[str]) -> str:
    if values.get("reference"):
        return hashlib.sha256(f"reference {values['reference']}".encode()).hexdigest()
    said = "\n".join(str(values.get(name, "")) for name in FIELDS)
    seen[said] += 1
    return hashlib.sha256(f"{seen[said]} {said}".encode()).hexdigest()


def _write(creator: Creator, programme: Programme, earning: Earning, values: Mapping[str, Any]) -> Earning:
    if errors := _errors(values, today_of(creator)):
        raise Invalid(errors)
    if earning.pk is None and Earning.objects.filter(creator=creator).count() >= MOST_EARNINGS:
        raise Invalid({"month": _("At most %(count)s amounts are kept here.") % {"count": MOST_EARNINGS}})
    earning.programme = programme
    earning.month = values["month"].replace(day=1)
    earning.amount_minor, earning.currency = values["amount_minor"], values["currency"]
    earning.note = (values.get("note") or "").strip()
    try:
        with transaction.atomic():
            earning.save()
    except IntegrityError as error:
        raise Invalid({"month": _("This line of a statement is kept under that programme already.")}) from error
    return earning


def _errors(values: Mapping[str, Any], today: datetime.date) -> dict[str, str]:
    errors: dict[str, str] = {}
    month, amount = values.get("month"), values.get("amount_minor")
    if not isinstance(month, datetime.date):
        errors["month"] = _("Give the month.")
    elif month.replace(day=1) > today:
        errors["month"] = _("This month is still to come.")
    elif month < FIRST_MONTH:
        errors["month"] = _("This month is too long ago.")
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 < amount <= LARGEST_MINOR:
        errors["amount"] = _("Give an amount above zero.")
    if values.get("currency") not in dict(currency_choices()):
        errors["currency"] = _("Choose a currency.")
    if len((values.get("note") or "").strip()) > LONGEST_NOTE:
        errors["note"] = _("Keep it within %(count)s characters.") % {"count": LONGEST_NOTE}
    return errors


def _told(actor: Actor, creator: Creator) -> None:
    """That something changed, and no amount."""
    record("programmes.earnings_changed", actor=actor, subject=creator)
