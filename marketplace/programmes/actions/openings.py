"""Where and when a programme is open: a new opening, and the end of one."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.activity.record import record
from marketplace.core.errors import Invalid
from marketplace.eligibility.values import Values
from marketplace.programmes.actions.programmes import require_keeper
from marketplace.programmes.models import Opening, Programme
from marketplace.programmes.queries.proposed import earliest_day

Day = datetime.date
LENGTHS = {"source": 300, "url": 500, "quote": 1_000}


@transaction.atomic
def add(
    *,
    actor: Person,
    programme: Programme,
    country: str = "",
    opens_on: Day | None = None,
    closes_on: Day | None = None,
    **told: str,
) -> Opening:
    """Open it in a country ("" is everywhere) from a day to the day before another; None is without end.

    `told` are source, url and quote. What was decided is not rewritten: once the programme has decided something it
    opens and closes after that. Raises MayNotKeep, Invalid or a refusal of the brand.
    """
    row = _locked(actor, programme)
    country = country.strip().upper()
    errors = _late(row, {"opens_on": opens_on}) | _texts(told)
    if country and not Values.COUNTRY.accepts(country):
        errors["country"] = _("There is no country of this code.")
    if opens_on and closes_on and closes_on <= opens_on:
        errors["closes_on"] = _("It closes after it opens.")
    if errors:
        raise Invalid(errors)
    try:
        with transaction.atomic():
            opening = Opening.objects.create(
                programme=row, country=country, opens_on=opens_on, closes_on=closes_on, **told
            )
    except IntegrityError as error:
        raise Invalid({"opens_on": _("It is open there on some of these days already.")}) from error
    _tell(actor, row, opening)
    return opening


@transaction.atomic
def close(*, actor: Person, opening: Opening, closes_on: Day) -> Opening:
    """Move the end of an opening. Raises MayNotKeep, Invalid or a refusal of the brand."""
    row = _locked(actor, opening.programme)
    one = Opening.objects.select_for_update().get(pk=opening.pk)
    # Neither the end that was nor the end that will be may lie in what was decided.
    errors = _late(
        row, {"closes_on": closes_on} | ({"closes_on": min(closes_on, one.closes_on)} if one.closes_on else {})
    )
    if one.opens_on is not None and closes_on <= one.opens_on:
        errors["closes_on"] = _("It closes after it opens.")
    if errors:
        raise Invalid(errors)
    try:
        with transaction.atomic():
            one.closes_on = closes_on
            one.save(update_fields=["closes_on"])
    except IntegrityError as error:
        raise Invalid({"closes_on": _("It is open there on some of these days already.")}) from error
    _tell(actor, row, one)
    return one


def _locked(actor: Person, programme: Programme) -> Programme:
    row = Programme.objects.select_for_update(of=("self",)).select_related("brand").get(pk=programme.pk)
    require_keeper(actor, row)
    return row


def _late(programme: Programme, days: Mapping[str, Day | None]) -> dict[str, str]:
    earliest = earliest_day(programme)
    if earliest is None:
        return {}
    words = {"day": date_format(earliest, "DATE_FORMAT")}
    text = _("This programme has decided already: choose %(day)s or later.") % words
    return {name: text for name, day in days.items() if day is None or day < earliest}


def _texts(told: dict[str, str]) -> dict[str, str]:
    errors = {
        name: _("At most %(count)s characters.") % {"count": LENGTHS[name]}
        for name, text in told.items()
        if len(text) > LENGTHS[name]
    }
    if told.get("url"):
        try:
            URLValidator(schemes=["http", "https"])(told["url"])
        except ValidationError:
            errors["url"] = _("This is not a link.")
    return errors


def _tell(actor: Person, programme: Programme, opening: Opening) -> None:
    data = {
        "opening": opening.pk,
        "where": opening.country,
        "opens_on": opening.opens_on.isoformat() if opening.opens_on else None,
        "closes_on": opening.closes_on.isoformat() if opening.closes_on else None,
    }
    # Everybody is looked at, not one country: opening in the first country closes it to all others.
    record("programmes.openings_changed", actor=actor, subject=programme, data=data)
