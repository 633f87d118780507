"""Offering to be a mentor, and the check by staff that comes before anything else."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brands.queries import brands_of
from creators.models import Creator
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.cohorts import policies
from marketplace.cohorts.actions.partings import part
from marketplace.cohorts.enums import MentorState
from marketplace.cohorts.models import Mentor, Mentorship
from marketplace.cohorts.models.mentoring import MOST_FIELDS, MOST_MENTEES
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.programmes.enums import Space
from marketplace.programmes.models import Programme


class NoMentors(DomainError):
    """This programme has no mentors."""


class OnlyAdults(Refused):
    """Mentors are adults."""


class WorksForABrand(Refused):
    """Who works for a brand here is kept apart from pupils."""


class AlreadyOffered(DomainError):
    """This person has offered already."""


class Settled(DomainError):
    """The offer has its answer already."""


@transaction.atomic
def offer(
    *,
    actor: Person,
    programme: Programme,
    display_name: str,
    about: str,
    capacity: int,
    is_adult: bool,
    organisation: str = "",
    fields: Sequence[str] = (),
) -> Mentor:
    """Offer to advise pupils; staff check it first. Raises NoMentors, OnlyAdults, WorksForABrand, AlreadyOffered,
    Invalid."""
    require_may_act(actor)
    if programme.space != Space.PUPILS:
        raise NoMentors(_("This programme has no mentors."))
    if works_for_a_brand(actor):
        raise WorksForABrand(_("Brands are kept apart from pupils: use an account that works for none."))
    _is_grown_up(actor, is_adult)
    words = _checked(display_name, about, capacity, fields)
    try:
        with transaction.atomic():
            mentor = Mentor.objects.create(
                programme=programme, person=actor, capacity=capacity, organisation=organisation.strip()[:120], **words
            )
    except IntegrityError as error:
        raise AlreadyOffered(_("You have offered this already.")) from error
    record("cohorts.mentor_offered", actor=actor, subject=mentor)
    return mentor


@transaction.atomic
def approve(*, actor: Person, mentor: Mentor, reason: str) -> Mentor:
    """Staff have checked who it is; by whom and why is kept. Raises a Refused, Settled, Invalid."""
    row = _begin(actor, mentor, reason, MentorState.OFFERED)
    if works_for_a_brand(row.person):
        raise WorksForABrand(_("This person works for a brand: brands are kept apart from pupils."))
    return _decide(row, MentorState.APPROVED, actor, reason)


@transaction.atomic
def refuse(*, actor: Person, mentor: Mentor, reason: str) -> Mentor:
    """Not this person, and why. Raises a Refused, Settled, Invalid."""
    return _decide(_begin(actor, mentor, reason, MentorState.OFFERED), MentorState.REFUSED, actor, reason)


@transaction.atomic
def end(*, actor: Person, mentor: Mentor, reason: str) -> Mentor:
    """No mentor any more, at once: their mentorships end with the same reason. Raises a Refused, Settled, Invalid."""
    row = _begin(actor, mentor, reason, MentorState.APPROVED)
    running = Mentorship.objects.filter(mentor=row, ended_at=None).select_related("mentor").order_by("pk")
    for pair in running.select_for_update(of=("self",)):
        part(actor=actor, pair=pair, reason=reason.strip()[:1_000])
    return _decide(row, MentorState.ENDED, actor, reason)


def works_for_a_brand(person: Person) -> bool:
    """Uses the brand side, or has a seat in any brand."""
    return person.uses_brand_side or brands_of(person).exists()


def _begin(actor: Person, mentor: Mentor, reason: str, state: MentorState) -> Mentor:
    row = Mentor.objects.select_for_update(of=("self",)).select_related("programme", "person").get(pk=mentor.pk)
    policies.require_organiser(actor, row.programme)
    if row.person_id == actor.pk:
        raise policies.NotAnOrganiser(_("Nobody decides about themself."))
    if row.state != state:
        raise Settled(_("This offer has its answer already: %(state)s.") % {"state": row.get_state_display()})
    if not reason.strip():
        raise Invalid({"reason": _("Say why: the people concerned will read it.")})
    return row


def _decide(row: Mentor, state: MentorState, actor: Person, reason: str) -> Mentor:
    row.state, row.decided_by, row.decided_at, row.reason = state, actor, timezone.now(), reason.strip()
    row.save(update_fields=["state", "decided_by", "decided_at", "reason", "updated_at"])
    record(f"cohorts.mentor_{state}", actor=actor, subject=row)
    return row


def _is_grown_up(actor: Person, said_so: bool) -> None:
    """They say so, and nothing we know says otherwise; staff look at a paper before they approve."""
    creator = Creator.objects.filter(person=actor).first()
    age = policies.age_of(creator) if creator else None
    if age is not None and age < policies.ADULT:
        raise OnlyAdults(_("Mentors are adults."))
    if not said_so:
        raise Invalid({"is_adult": [_("Mentors are adults: say that you are one.")]})


def _checked(display_name: str, about: str, capacity: int, fields: Sequence[str]) -> dict[str, object]:
    errors = {}
    words = sorted({one.strip().lower()[:40] for one in fields if one.strip()})
    if not display_name.strip():
        errors["display_name"] = _("Say how pupils may call you.")
    if not about.strip():
        errors["about"] = _("Say what you can help with.")
    if not 1 <= capacity <= MOST_MENTEES:
        errors["capacity"] = _("Between %(least)s and %(most)s.") % {"least": 1, "most": MOST_MENTEES}
    if len(words) > MOST_FIELDS:
        errors["fields"] = _("Name at most %(count)s fields.") % {"count": MOST_FIELDS}
    if errors:
        raise Invalid(errors)
    return {"display_name": display_name.strip()[:80], "about": about.strip()[:1_000], "fields": words}
