"""What stands between somebody and a seat, one question each. Every function raises its refusal or returns."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from brands.enums import BrandState
from creators.enums import CreatorState
from creators.models import Channel, Creator
from marketplace.accounts.models import Person
from marketplace.cohorts.enums import LIVE, CohortState
from marketplace.cohorts.models import Cohort
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.programmes.enums import ProgrammeState

LONGEST_ANSWER = 2_000
LONGEST_MESSAGE = 1_000


class NotOpen(DomainError):
    """This cohort takes no applications now."""


class ByInvitation(DomainError):
    """One is invited to this cohort; nobody applies."""


class NoProfile(Refused):
    """Only the person behind a profile takes part."""


class AlreadyEntered(DomainError):
    """There is an entry of this creator already."""


class OwnCohort(Refused):
    """Nobody decides about themself."""


def takes_applications(cohort: Cohort) -> None:
    """Open, and today is one of its days where the cohort is. Raises NotOpen or ByInvitation."""
    programme_is_on(cohort)
    if cohort.is_by_invitation:
        raise ByInvitation(_("One is invited to this cohort; nobody applies."))
    day = cohort.day_at(timezone.now())
    if cohort.state != CohortState.OPEN or day >= cohort.closes_on:
        raise NotOpen(_("This cohort takes no applications any more."))
    if day < cohort.opens_on:
        raise NotOpen(_("This cohort takes no applications yet."))


def programme_is_on(cohort: Cohort) -> None:
    """The programme is published, and by nobody who is suspended. Raises NotOpen."""
    programme = cohort.programme
    if programme.state != ProgrammeState.PUBLISHED:
        raise NotOpen(_("This programme is not open now."))
    if programme.brand is not None and programme.brand.state == BrandState.SUSPENDED:
        raise NotOpen(_("This programme is not open now."))


def is_live(cohort: Cohort) -> None:
    """Something can still happen. Raises NotOpen."""
    if cohort.state not in LIVE:
        raise NotOpen(_("This cohort is %(state)s.") % {"state": cohort.get_state_display().lower()})


def profile_of(person: Person) -> Creator:
    """The person's own profile, published or not. Raises NoProfile."""
    creator = Creator.objects.select_related("person").filter(person=person).exclude(state=CreatorState.REMOVED).first()
    if creator is None:
        raise NoProfile(_("Start your profile first: it is what the organisers decide by."))
    return creator


def channel_for(cohort: Cohort, creator: Creator, channel: Channel | None) -> Channel | None:
    """The live channel somebody takes part through: the one they chose, else their first that suits.

    None where the programme asks for no platform and the cohort for no posts. Raises Invalid.
    """
    found = suitable_channels(cohort, creator)
    if channel is not None:
        if channel.pk not in {one.pk for one in found}:
            raise Invalid({"channel": _("Choose one of your own channels on the programme’s platform.")})
        return channel
    if not found and (cohort.programme.platform_id is not None or cohort.posts_per_week):
        raise Invalid({"channel": _("Add a channel to your profile first: your posts are counted there.")})
    return found[0] if found else None


def suitable_channels(cohort: Cohort, creator: Creator) -> list[Channel]:
    """The creator's live channels on the programme's platform (all, where it has none)."""
    channels = Channel.objects.live().filter(creator=creator).select_related("platform").order_by("pk")
    if cohort.programme.platform_id is not None:
        channels = channels.filter(platform=cohort.programme.platform_id)
    return list(channels)


def answers_are_whole(cohort: Cohort, answers: Sequence[str], work_url: str) -> tuple[list[str], str]:
    """One answer a question, and a link where one is asked for; trimmed. Raises Invalid."""
    errors: dict[str, Any] = {}
    texts = [text.strip() for text in answers]
    if len(texts) != len(cohort.questions):
        errors["answers"] = _("Answer every question.")
    for place, text in enumerate(texts):
        if not text:
            errors[f"answer_{place}"] = _("Answer every question.")
        elif len(text) > LONGEST_ANSWER:
            errors[f"answer_{place}"] = _("Keep it within %(count)s characters.") % {"count": LONGEST_ANSWER}
    link = work_url.strip()
    if cohort.asks_for_work:
        try:
            URLValidator(schemes=["https", "http"])(link)
        except ValidationError:
            errors["work_url"] = _("Paste the whole link to your work, with https://.")
    if errors:
        raise Invalid(errors)
    return texts, link if cohort.asks_for_work else ""
