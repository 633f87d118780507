"""What people are told about cohorts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.cohorts.enums import EntryState, MentorState, Reason
from marketplace.notifications.kinds import Data, declare


def entry_url(data: Data) -> str:
    """The page of one's own entry."""
    return reverse("cohorts:entry", args=[data["entry"]])


def run_url(data: Data) -> str:
    """The entries of the cohort, for those who run it."""
    return reverse("cohorts:run", args=[data["cohort"]])


def mentoring_url(data: Data) -> str:
    """Where mentors and pupils find one another."""
    if data["side"] == "mentor":
        return reverse("cohorts:mentoring")
    return reverse("cohorts:choose_mentor", args=[data["entry"]])


def in_words(data: Data) -> Data:
    """Reasons as people read them."""
    words: dict[str, Any] = dict(data)
    words["why"] = data["reason"] or Reason(data["reason_code"]).label
    return words


def state_in_words(data: Data) -> Data:
    """The state as well."""
    return {**in_words(data), "state": EntryState(data["state"]).label}


INVITED, ACCEPTED, WAITLISTED = "cohorts.entry_invited", "cohorts.entry_accepted", "cohorts.entry_waitlisted"
DECLINED, EXPIRED, COMPLETED = "cohorts.entry_declined", "cohorts.entry_expired", "cohorts.entry_completed"
LEFT, TAKEN_BACK = "cohorts.entry_left", "cohorts.entry_withdrawn"
APPLIED, MOVED = "cohorts.application_received", "cohorts.creator_moved"
PLANNED, CHANGED, CALLED_OFF = "cohorts.session_planned", "cohorts.session_changed", "cohorts.session_cancelled"

declare(
    INVITED,
    label=_("You are invited to a cohort"),
    title=_("You are invited: %(cohort_name)s"),
    body=_("%(message)s Answer within seven days; after that the invitation is closed."),
    url=entry_url,
)
declare(
    ACCEPTED,
    label=_("A seat in a cohort is held for you"),
    title=_("A seat is held for you: %(cohort_name)s"),
    body=_("%(why)s Take it within seven days; after that it goes to somebody else."),
    url=entry_url,
    present=in_words,
)
declare(
    WAITLISTED,
    label=_("You are on the waiting list of a cohort"),
    title=_("On the waiting list: %(cohort_name)s"),
    body=_("%(why)s If a seat becomes free it goes to whoever waits longest."),
    url=entry_url,
    present=in_words,
)
declare(
    DECLINED,
    label=_("You have no seat in a cohort"),
    title=_("No seat this time: %(cohort_name)s"),
    body=_("The reason: %(why)s"),
    url=entry_url,
    present=in_words,
)
declare(
    EXPIRED,
    label=_("An entry in a cohort is closed without an answer"),
    title=_("Closed: %(cohort_name)s"),
    body=_("The reason: %(why)s"),
    url=entry_url,
    present=in_words,
)
declare(
    COMPLETED,
    label=_("You completed a cohort"),
    title=_("Completed: %(cohort_name)s"),
    body=_("You were a member to the end. Congratulations!"),
    url=entry_url,
)
declare(
    LEFT,
    label=_("Your membership in a cohort ends"),
    title=_("You are no longer a member: %(cohort_name)s"),
    body=_("The reason: %(why)s"),
    url=entry_url,
    present=in_words,
)
declare(
    TAKEN_BACK,
    label=_("An invitation to a cohort is taken back"),
    title=_("No longer invited: %(cohort_name)s"),
    body=_("The reason: %(why)s"),
    url=entry_url,
    present=in_words,
)
declare(
    APPLIED,
    label=_("A creator applies to a cohort you run"),
    title=_("%(creator)s applies: %(cohort_name)s"),
    body=_("Everybody is to be answered before the day you announced."),
    url=run_url,
)
declare(
    MOVED,
    label=_("A creator answers, withdraws or leaves"),
    title=_("%(creator)s: %(cohort_name)s"),
    body=_("Now: %(state)s. The reason: %(why)s"),
    url=run_url,
    present=state_in_words,
)
declare(
    PLANNED,
    label=_("A session of your cohort is planned"),
    title=_("New session: %(session)s"),
    body=_("%(cohort_name)s. See when it is, say whether you come, and put it into your calendar."),
    url=entry_url,
)
declare(
    CHANGED,
    label=_("A session of your cohort changes"),
    title=_("Changed: %(session)s"),
    body=_("%(cohort_name)s. See what is different."),
    url=entry_url,
)
declare(
    CALLED_OFF,
    label=_("A session of your cohort does not take place"),
    title=_("Cancelled: %(session)s"),
    body=_("%(cohort_name)s. The reason: %(why)s"),
    url=entry_url,
)

MENTOR, PAIRED = "cohorts.mentor_decided", "cohorts.mentorship_made"

declare(
    MENTOR,
    label=_("Staff decide about your offer to be a mentor"),
    title=_("Your offer to be a mentor: %(state)s"),
    body=_("The reason: %(why)s"),
    url=mentoring_url,
    present=lambda data: {**data, "state": MentorState(data["state"]).label},
)
declare(
    PAIRED,
    label=_("A mentor and a pupil are brought together, or their time ends"),
    title=_("%(other)s and you"),
    body=_("%(what)s"),
    url=mentoring_url,
    present=lambda data: {**data, "what": data["why"] or _("You were brought together.")},
)
