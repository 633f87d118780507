"""Who runs cohorts, who takes part, and what is asked of the young."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from brands import policies as brand_policies
from creators.models import Creator
from creators.queries import today_of
from marketplace.accounts.models import Person
from marketplace.accounts.policies import may_act, require_may_act, works_as_staff
from marketplace.activity.record import System
from marketplace.cohorts.models import Cohort
from marketplace.core.errors import DomainError, Refused
from marketplace.eligibility.ages import age_on
from marketplace.programmes.enums import Space
from marketplace.programmes.models import Programme

#: Younger people are in the pupils' space only.
MARKET_AGE = 16
ADULT = 18

Actor = Person | System


class NotAnOrganiser(Refused):
    """Only those who run this programme may do this."""


class AgeNotKnown(DomainError):
    """The birth date is not known."""


class TooYoung(DomainError):
    """Younger people take part in the pupils' space only."""


class NeedsConsent(DomainError):
    """Under 18 a parent's consent must be on record."""


def runs_as_staff(person: Any) -> bool:
    """Staff with the right to run cohorts, signed in as strongly as that asks for."""
    return works_as_staff(person) and bool(person.has_perm("cohorts.run_cohort"))


def may_run(person: Any, programme: Programme) -> bool:
    """Staff with the right; of a brand's own programme also its owners and managers."""
    if isinstance(person, System):
        return True
    if not isinstance(person, Person) or not may_act(person):
        return False
    if runs_as_staff(person):
        return True
    return programme.brand is not None and brand_policies.may_run_campaigns(person, programme.brand)


def require_organiser(actor: Actor, programme: Programme) -> None:
    """The first line of what organisers do. Raises a Refused."""
    require_may_act(actor)
    if not may_run(actor, programme):
        raise NotAnOrganiser(_("Only those who run this programme may do this."))


def is_for_pupils(cohort: Cohort) -> bool:
    return cohort.programme.space == Space.PUPILS


def age_of(creator: Creator, on: datetime.date | None = None) -> int | None:
    """Completed years where the creator is; None if nobody knows."""
    if creator.birth_date is None:
        return None
    return age_on(creator.birth_date, on or today_of(creator))


def is_adult(creator: Creator) -> bool:
    """Known to be 18 or older."""
    age = age_of(creator)
    return age is not None and age >= ADULT


def require_old_enough(creator: Creator, cohort: Cohort) -> None:
    """Under 16 only in the pupils' space; under 18 only with a parent's consent in force, in either space.

    Raises AgeNotKnown, TooYoung or NeedsConsent.
    """
    today = today_of(creator)
    age = age_of(creator, today)
    if age is None:
        raise AgeNotKnown(_("Add your birth date to your profile first: it is asked of everybody who takes part."))
    if age < MARKET_AGE and not is_for_pupils(cohort):
        raise TooYoung(_("You can take part from the day you turn 16."))
    if age < ADULT and not creator.consents.in_force(today).exists():
        raise NeedsConsent(_("Under 18 a parent’s consent must be on record first: hand it in with your profile."))


def may_be_alone_with(host_is_staff: bool, creator: Creator, cohort: Cohort) -> bool:
    """Brands meet adults only; in the pupils' space mentors are checked by staff first."""
    return host_is_staff or is_for_pupils(cohort) or is_adult(creator)
