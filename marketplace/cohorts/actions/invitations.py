"""Organisers ask a creator to join."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from creators.enums import CreatorState
from creators.models import Creator
from marketplace.accounts.models import Person
from marketplace.cohorts import policies
from marketplace.cohorts.actions import gates
from marketplace.cohorts.actions.moving import hold_cohort, hold_entry, move, note, takes_newcomers
from marketplace.cohorts.enums import TIME_TO_ANSWER, EntryKind, EntryState, Reason, Side
from marketplace.cohorts.models import Cohort, Entry
from marketplace.core.errors import DomainError, Invalid


class CannotBeInvited(DomainError):
    """This creator cannot be invited."""


@transaction.atomic
def send(*, actor: Person, cohort: Cohort, creator: Creator, message: str) -> Entry:
    """Ask a creator. Invitations take no seat before they are accepted, so more may be sent than there are seats.

    Brands invite adults with a published profile; staff also invite people of 16 and 17 with a consent on record, and
    pupils. Raises a Refused, NotOpen, CannotBeInvited, AlreadyEntered, Invalid, or what age stands against it.
    """
    held = hold_cohort(cohort)
    policies.require_organiser(actor, held.programme)
    gates.is_live(held)
    gates.programme_is_on(held)
    if not takes_newcomers(held):
        raise gates.NotOpen(_("Its last cycle has begun: nobody can join any more."))
    text = _checked(message)
    invited = Creator.objects.select_related("person").get(pk=creator.pk)
    _can_be_invited(actor, held, invited)
    entry = Entry(
        cohort=held, creator=invited, kind=EntryKind.INVITATION, state=EntryState.INVITED, message=text,
        channel=next(iter(gates.suitable_channels(held, invited)), None), created_by=actor, reason_code=Reason.SENT,
        answer_until=timezone.now() + TIME_TO_ANSWER,
    )  # fmt: skip
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        raise gates.AlreadyEntered(_("This creator has an entry in this cohort already.")) from error
    note(entry, actor, Side.ORGANISERS)
    return entry


@transaction.atomic
def take_back(*, actor: Person, entry: Entry, reason: str) -> Entry:
    """Take an invitation back that was not answered, and say why. Raises a Refused, Settled, Invalid."""
    cohort, held = hold_cohort(entry.cohort), hold_entry(entry)
    policies.require_organiser(actor, cohort.programme)
    if held.state != EntryState.INVITED:
        raise gates.NotOpen(_("Only an invitation that waits for an answer is taken back."))
    return move(
        held, EntryState.WITHDRAWN, actor=actor, side=Side.ORGANISERS, code=Reason.WRITTEN, reason=reason
    )  # fmt: skip


def _checked(message: str) -> str:
    text = message.strip()
    if not text:
        raise Invalid({"message": _("Write a few words: the creator reads them first.")})
    if len(text) > gates.LONGEST_MESSAGE:
        raise Invalid({"message": _("Keep it within %(count)s characters.") % {"count": gates.LONGEST_MESSAGE}})
    return text


def _can_be_invited(actor: Person, cohort: Cohort, creator: Creator) -> None:
    """Whatever stands against a brand's invitation, the sentence is the same: it tells nobody's age."""
    person = creator.person
    gone = person is None or person.is_suspended or not person.is_active or creator.state == CreatorState.REMOVED
    if gone or person == actor:
        raise CannotBeInvited(_("This creator cannot be invited."))
    if policies.runs_as_staff(actor):
        policies.require_old_enough(creator, cohort)
    elif creator.state != CreatorState.PUBLISHED or not policies.is_adult(creator):
        raise CannotBeInvited(_("This creator cannot be invited."))
