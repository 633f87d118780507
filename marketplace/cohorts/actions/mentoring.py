"""Bringing pupils and mentors together: wishes, refusals, pairs by hand or the best of all, and their end."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.cohorts import policies
from marketplace.cohorts.actions import gates
from marketplace.cohorts.actions.mentors import works_for_a_brand
from marketplace.cohorts.actions.moving import hold_cohort
from marketplace.cohorts.actions.partings import part
from marketplace.cohorts.enums import EntryState, Side
from marketplace.cohorts.models import Cohort, Entry, Mentor, Mentorship, Veto, Wish
from marketplace.cohorts.models.mentoring import MOST_WISHES
from marketplace.cohorts.queries.mentoring import best_pairs, load_of, mentors_for
from marketplace.core.errors import DomainError, Invalid, Refused

Pairs = Sequence[tuple[Entry, Mentor]]


class NotTheirs(Refused):
    """Only the two concerned, and those who run the cohort."""


class NotPossible(DomainError):
    """These two cannot be brought together."""


@transaction.atomic
def wish(*, actor: Person, entry: Entry, mentors: Sequence[Mentor]) -> list[Wish]:
    """A pupil's list, the first choice first; it takes the place of the one before. Raises NotTheirs, Invalid."""
    held = _member(actor, entry)
    known = {one.pk for one in mentors_for(held.cohort)}
    ids = [one.pk for one in mentors]
    if len(ids) > MOST_WISHES or len(set(ids)) != len(ids) or not set(ids) <= known:
        raise Invalid({"mentors": [_("Choose at most %(count)s different mentors.") % {"count": MOST_WISHES}]})
    Wish.objects.filter(entry=held).delete()
    rows = [Wish(entry=held, mentor=mentor, rank=rank) for rank, mentor in enumerate(mentors, start=1)]
    record("cohorts.wishes_changed", actor=actor, subject=held)
    return Wish.objects.bulk_create(rows)


@transaction.atomic
def veto(*, actor: Person, entry: Entry, mentor: Mentor, reason: str = "") -> Veto:
    """Not these two; a mentorship of theirs ends at once. The pupil, the mentor, or whoever runs the cohort says so.

    If they were together the other one is told that they part; nobody else is, and nobody why. Raises NotTheirs.
    """
    require_may_act(actor)
    cohort = hold_cohort(entry.cohort)
    if entry.creator.person_id == actor.pk:
        side = Side.CREATOR
    elif policies.may_run(actor, cohort.programme):
        side = Side.ORGANISERS
    elif mentor.person_id == actor.pk and Mentorship.objects.filter(mentor=mentor, entry=entry).exists():
        side = Side.MENTOR
    else:
        raise NotTheirs(_("Only the two concerned, and those who run the cohort, may do this."))
    given = {"side": side, "reason": reason.strip()[:300]}
    row, _is_new = Veto.objects.get_or_create(entry=entry, mentor=mentor, defaults=given)
    Wish.objects.filter(entry=entry, mentor=mentor).delete()
    running = Mentorship.objects.filter(entry=entry, mentor=mentor, ended_at=None).select_related("mentor")
    for pair in running.select_for_update(of=("self",)):
        part(actor=actor, pair=pair, reason=_("They do not go on together."), refused_by=side)
    record("cohorts.pair_refused", actor=actor, subject=entry)
    return row


@transaction.atomic
def assign(*, actor: Person, cohort: Cohort, pairs: Pairs) -> list[Mentorship]:
    """Bring these together, all or none. Raises a Refused, NotOpen, NotPossible (a veto, a mentor who is full or not
    checked, a pupil who has one)."""
    held = hold_cohort(cohort)
    policies.require_organiser(actor, held.programme)
    gates.is_live(held)
    if not policies.is_for_pupils(held):
        raise NotPossible(_("This cohort has no mentors."))
    return [_bring_together(actor, held, entry, mentor) for entry, mentor in pairs]


@transaction.atomic
def assign_best(*, actor: Person, cohort: Cohort) -> list[Mentorship]:
    """As many pairs as possible, and of these ways the one that suits best (`allocation.assign`); who has a mentor
    keeps them. Raises a Refused, NotOpen, NotPossible."""
    held = hold_cohort(cohort)
    policies.require_organiser(actor, held.programme)
    return assign(actor=actor, cohort=held, pairs=best_pairs(held))


@transaction.atomic
def end(*, actor: Person, mentorship: Mentorship, reason: str) -> Mentorship:
    """It ends, and both read why. Raises a Refused, NotPossible, Invalid."""
    rows = Mentorship.objects.select_for_update(of=("self",)).select_related("cohort__programme", "mentor")
    row = rows.get(pk=mentorship.pk)
    policies.require_organiser(actor, row.cohort.programme)
    if not row.is_running:
        raise NotPossible(_("This has ended already."))
    if not reason.strip():
        raise Invalid({"reason": [_("Say why: the people concerned will read it.")]})
    return part(actor=actor, pair=row, reason=reason.strip()[:1_000])


def _member(actor: Person, entry: Entry) -> Entry:
    require_may_act(actor)
    held = Entry.objects.select_for_update(of=("self",)).select_related("cohort__programme", "creator").get(pk=entry.pk)
    if held.creator.person_id != actor.pk or held.state != EntryState.MEMBER:
        raise NotTheirs(_("Only members choose mentors."))
    return held


def _bring_together(actor: Person, cohort: Cohort, entry: Entry, mentor: Mentor) -> Mentorship:
    if entry.cohort_id != cohort.pk or entry.state != EntryState.MEMBER:
        raise NotPossible(_("Only members of this cohort have mentors."))
    held = Mentor.objects.select_for_update(of=("self",)).select_related("person").get(pk=mentor.pk)
    if held.programme_id != cohort.programme_id or not held.is_approved or works_for_a_brand(held.person):
        raise NotPossible(_("%(name)s is not a checked mentor of this programme.") % {"name": held.display_name})
    if Veto.objects.filter(entry=entry, mentor=held).exists():
        raise NotPossible(_("These two are not brought together."))
    if load_of(held) >= held.capacity:
        raise NotPossible(_("%(name)s has as many pupils as they can take.") % {"name": held.display_name})
    if Mentorship.objects.filter(entry=entry, ended_at=None).exists():
        raise NotPossible(_("%(name)s has a mentor already.") % {"name": entry.creator.display_name})
    made = Mentorship.objects.create(cohort=cohort, mentor=held, entry=entry, made_by=actor)
    record("cohorts.mentorship_made", actor=actor, subject=made)
    return made
