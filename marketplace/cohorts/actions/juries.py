"""Preparing a jury, opening the scoring, and closing it: then, and only then, places come out."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.accounts.models import Person
from marketplace.activity.record import record
from marketplace.cohorts.actions.cohorts import WrongState
from marketplace.cohorts.enums import WAIT_FOR_ORGANISERS, CohortState, JuryState
from marketplace.cohorts.models import Candidate, Category, Cohort, Entry, Juror, Jury
from marketplace.cohorts.models.jury import MOST_CATEGORIES, MOST_JURORS, WHOLE
from marketplace.cohorts.policies import require_organiser
from marketplace.cohorts.queries.ballots import ballots_by_code, short_of_quorum, weights_of
from marketplace.cohorts.ranking import rank
from marketplace.core.errors import DomainError, Invalid

#: Letters and figures that are not taken for one another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
SETTINGS = ("is_anonymous", "shows_work", "quorum", "closes_on", "guide")


class NotReady(DomainError):
    """Something is missing before the scoring can open."""


class BallotsMissing(DomainError):
    """Some candidates have too few ballots."""


@transaction.atomic
def prepare(*, actor: Person, cohort: Cohort, categories: Sequence[tuple[str, int]], **settings: Any) -> Jury:
    """Write down what is scored and how; until it opens, this may be repeated. Weights are basis points.

    Raises a Refused, WrongState once it is open, Invalid (weights that do not sum to 10,000, a quorum below one).
    """
    require_organiser(actor, cohort.programme)
    Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    jury = Jury.objects.filter(cohort=cohort).first() or Jury(cohort=cohort)
    _expect(jury, JuryState.DRAFT)
    _check(categories, settings)
    for name in SETTINGS:
        if name in settings:
            setattr(jury, name, settings[name])
    jury.save()
    jury.categories.all().delete()
    rows = enumerate(categories)
    Category.objects.bulk_create(
        [Category(jury=jury, name=name.strip(), weight_bp=weight, position=place) for place, (name, weight) in rows]
    )
    record("cohorts.jury_prepared", actor=actor, subject=jury)
    return jury


@transaction.atomic
def add_juror(*, actor: Person, jury: Jury, email: str) -> Juror:
    """Name somebody by the address they sign in with, and ask them; nobody else is told whether there is such an
    account. Who is named already stays so, and is not asked twice.

    Raises a Refused, WrongState once it is closed, Invalid.
    """
    held = _hold(actor, jury, JuryState.DRAFT, JuryState.OPEN)
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid({"email": [_("Write the whole e-mail address.")]}) from None
    there = held.jurors.filter(removed_at=None, email=address).first()
    if there is not None:
        return there
    if held.jurors.filter(removed_at=None).count() >= MOST_JURORS:
        raise Invalid({"email": [_("A jury has at most %(count)s jurors.") % {"count": MOST_JURORS}]})
    juror, _is_new = Juror.objects.get_or_create(jury=held, email=address)
    juror.removed_at = None
    juror.save(update_fields=["removed_at", "updated_at"])
    record("cohorts.juror_added", actor=actor, subject=held, data={"juror_id": juror.pk})
    return juror


@transaction.atomic
def remove_juror(*, actor: Person, juror: Juror) -> None:
    """Somebody scores no more; the ballots they gave no longer count. Raises a Refused, WrongState once closed."""
    held = _hold(actor, juror.jury, JuryState.DRAFT, JuryState.OPEN)
    Juror.objects.filter(pk=juror.pk).update(removed_at=timezone.now())
    record("cohorts.juror_removed", actor=actor, subject=held, data={"juror_id": juror.pk})


@transaction.atomic
def open_scoring(*, actor: Person, jury: Jury) -> Jury:
    """Everybody who waits for a decision becomes a candidate under a code; the salt of the last ties is drawn.

    Raises a Refused, WrongState, NotReady.
    """
    held = _hold(actor, jury, JuryState.DRAFT)
    if held.cohort.state != CohortState.SELECTING:
        raise NotReady(_("Close the applications first: then it is settled who is scored."))
    if held.jurors.filter(removed_at=None).count() < held.quorum:
        raise NotReady(_("There are fewer jurors than ballots needed for each."))
    entries = Entry.objects.filter(cohort=held.cohort, state__in=WAIT_FOR_ORGANISERS).order_by("pk")
    if not entries:
        raise NotReady(_("Nobody waits for a decision."))
    held.salt, held.state, held.opened_at = secrets.token_hex(32), JuryState.OPEN, timezone.now()
    held.save(update_fields=["salt", "state", "opened_at", "updated_at"])
    codes = _codes(len(entries))
    Candidate.objects.bulk_create(
        [Candidate(jury=held, entry=entry, code=code) for entry, code in zip(entries, codes, strict=True)]
    )
    record("cohorts.jury_opened", actor=actor, subject=held)
    return held


@transaction.atomic
def close(*, actor: Person, jury: Jury) -> Jury:
    """No more ballots; the places come out and stay. Raises a Refused, WrongState, BallotsMissing."""
    held = _hold(actor, jury, JuryState.OPEN)
    missing = short_of_quorum(held)
    if missing:
        text = ngettext(
            "%(count)s candidate has fewer ballots than needed: %(codes)s.",
            "%(count)s candidates have fewer ballots than needed: %(codes)s.",
            len(missing),
        )
        raise BallotsMissing(text % {"count": len(missing), "codes": ", ".join(missing[:5])})
    candidates = {one.code: one for one in held.candidates.all()}
    for placed in rank(ballots_by_code(held), weights_of(held), held.salt):
        row = candidates[placed.code]
        row.place, row.total, row.ballots_counted = placed.place, placed.total, placed.ballots
        row.settled_by = placed.settled_by
    Candidate.objects.bulk_update(candidates.values(), ["place", "total", "ballots_counted", "settled_by"])
    held.state, held.closed_at = JuryState.CLOSED, timezone.now()
    held.save(update_fields=["state", "closed_at", "updated_at"])
    record("cohorts.jury_closed", actor=actor, subject=held)
    return held


def _hold(actor: Person, jury: Jury, *states: JuryState) -> Jury:
    held = Jury.objects.select_for_update(of=("self",)).select_related("cohort__programme__brand").get(pk=jury.pk)
    require_organiser(actor, held.cohort.programme)
    _expect(held, *states)
    return held


def _expect(jury: Jury, *states: JuryState) -> None:
    if jury.state not in states:
        raise WrongState(_("The jury is: %(state)s.") % {"state": jury.get_state_display()})


def _codes(count: int) -> list[str]:
    """Different codes in no order: they tell neither who nor when."""
    found: set[str] = set()
    while len(found) < count:
        found.add("".join(secrets.choice(ALPHABET) for _letter in range(5)))
    shuffled = list(found)
    secrets.SystemRandom().shuffle(shuffled)
    return shuffled


def _check(categories: Sequence[tuple[str, int]], settings: dict[str, Any]) -> None:
    errors: dict[str, str] = {}
    names = [name.strip() for name, _weight in categories]
    if not 1 <= len(names) <= MOST_CATEGORIES or not all(names):
        errors["categories"] = _("Between one and %(count)s categories, each with a name.") % {"count": MOST_CATEGORIES}
    elif any(weight < 1 for _name, weight in categories) or sum(weight for _name, weight in categories) != WHOLE:
        errors["categories"] = _("The weights sum to 100 %, and each is more than nothing.")
    if not 1 <= settings.get("quorum", 1) <= MOST_JURORS:
        errors["quorum"] = _("Between %(least)s and %(most)s.") % {"least": 1, "most": MOST_JURORS}
    if errors:
        raise Invalid(errors)


#: A jury's way, word by word, as pages and API call it.
STEPS: dict[str, Any] = {"open": open_scoring, "close": close}
