"""What people are told about cohorts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.cohorts.enums import EntryState, MentorState, Reason, Side
from marketplace.notifications.kinds import Data, declare


def entry_url(data: Data) -> str:
    """The page of one's own entry."""
    return reverse("cohorts:entry", args=[data["entry"]])


def run_url(data: Data) -> str:
    """The entries of the cohort, for those who run it."""
    return reverse("cohorts:run", args=[data["cohort"]])


def mentoring_url(data: Data) -> str:
    """Where mentors and pupils find one another."""
    if data["side"] == Side.MENTOR:
        return reverse("cohorts:mentoring")
    return reverse("cohorts:choose_mentor", args=[data["entry"]])


def meeting_url(data: Data) -> str:
    """Where the mentor plans meetings with this pupil; for organisers the session."""
    if data["pair"]:
        return reverse("cohorts:pair", args=[data["pair"]])
    return reverse("cohorts:run_session", args=[data["session_id"]])


def in_words(data: Data) -> Data:
    """Reasons as people read them."""
    words: dict[str, Any] = dict(data)
    words["why"] = data["reason"] or Reason(data["reason_code"]).label
    return words


def state_in_words(data: Data) -> Data:
    """The state as well."""
    return {**in_words(data), "state": EntryState(data["state"]).label}


def juries_url(data: Data) -> str:
    """The juries one is asked to."""
    return reverse("cohorts:juries")


def session_in_words(data: Data) -> Data:
    """Only meetings of a pair that parted are called off without words of somebody's."""
    return {**data, "why": data["why"] or _("You do not go on together.")}


def programme_in_words(data: Data) -> Data:
    """The programme as it is called in the reader's language."""
    is_french = (get_language() or "en").startswith("fr")
    return {**data, "programme": data["programme_fr" if is_french else "programme_en"]}


def jury_url(data: Data) -> str:
    """What there is to score."""
    return reverse("cohorts:jury", args=[data["jury"]])


def pair_in_words(data: Data) -> Data:
    """Together, or no more; a refusal has no reason that anybody but staff reads."""
    met, parted = _("You were brought together."), _("You do not go on together. Meetings to come are cancelled.")
    return {**data, "what": data["why"] or (parted if data.get("has_ended") else met)}


THE_REASON = _("The reason: %(why)s")
INVITED, ACCEPTED, WAITLISTED = "cohorts.entry_invited", "cohorts.entry_accepted", "cohorts.entry_waitlisted"
DECLINED, EXPIRED, COMPLETED = "cohorts.entry_declined", "cohorts.entry_expired", "cohorts.entry_completed"
LEFT, TAKEN_BACK = "cohorts.entry_left", "cohorts.entry_withdrawn"
APPLIED, MOVED = "cohorts.application_received", "cohorts.creator_moved"
PLANNED, CHANGED, CALLED_OFF = "cohorts.session_planned", "cohorts.session_changed", "cohorts.session_cancelled"

#: verb: (what it is called in the wishes, title, body). These lead to the creator's own entry.
TO_CREATORS = {
    INVITED: (
        _("You are invited to a cohort"),
        _("You are invited: %(cohort_name)s"),
        _("%(message)s Answer within seven days; after that the invitation is closed."),
    ),
    ACCEPTED: (
        _("A seat in a cohort is held for you"),
        _("A seat is held for you: %(cohort_name)s"),
        _("%(why)s Take it within seven days; after that it goes to somebody else."),
    ),
    WAITLISTED: (
        _("You are on the waiting list of a cohort"),
        _("On the waiting list: %(cohort_name)s"),
        _("%(why)s If a seat becomes free it goes to whoever waits longest."),
    ),
    DECLINED: (_("You have no seat in a cohort"), _("No seat this time: %(cohort_name)s"), THE_REASON),
    EXPIRED: (_("An entry in a cohort is closed without an answer"), _("Closed: %(cohort_name)s"), THE_REASON),
    COMPLETED: (
        _("You completed a cohort"),
        _("Completed: %(cohort_name)s"),
        _("You were a member to the end. Congratulations!"),
    ),
    LEFT: (_("Your membership in a cohort ends"), _("You are no longer a member: %(cohort_name)s"), THE_REASON),
    TAKEN_BACK: (_("An invitation to a cohort is taken back"), _("No longer invited: %(cohort_name)s"), THE_REASON),
}
#: These lead to the entries of the cohort.
TO_ORGANISERS = {
    APPLIED: (
        _("A creator applies to a cohort you run"),
        _("%(creator)s applies: %(cohort_name)s"),
        _("Everybody is to be answered before the day you announced."),
    ),
    MOVED: (
        _("A creator answers, withdraws or leaves"),
        _("%(creator)s: %(cohort_name)s"),
        _("Now: %(state)s. The reason: %(why)s"),
    ),
}
#: These lead to the member's entry, where the sessions stand; their data says in words why.
OF_SESSIONS = {
    PLANNED: (
        _("A session of your cohort is planned"),
        _("New session: %(session)s"),
        _("%(cohort_name)s. See when it is, say whether you come, and put it into your calendar."),
    ),
    CHANGED: (
        _("A session of your cohort changes"),
        _("Changed: %(session)s"),
        _("%(cohort_name)s. See what is different."),
    ),
    CALLED_OFF: (
        _("A session of your cohort does not take place"),
        _("Cancelled: %(session)s"),
        _("%(cohort_name)s. The reason: %(why)s"),
    ),
}
for kinds, url, present in (
    (TO_CREATORS, entry_url, in_words),
    (TO_ORGANISERS, run_url, state_in_words),
    (OF_SESSIONS, entry_url, session_in_words),
):
    for verb, (label, title, body) in kinds.items():
        declare(verb, label=label, title=title, body=body, url=url, present=present)

ASKED, SCORING = "cohorts.juror_asked", "cohorts.jury_opened"

declare(
    ASKED,
    label=_("You are asked to sit in a jury"),
    title=_("You are asked to a jury: %(cohort_name)s"),
    body=_("%(programme)s. You are told when the scoring opens. No entrant ever learns your name."),
    url=juries_url,
    present=programme_in_words,
)
declare(
    SCORING,
    label=_("The scoring of a jury you sit in opens"),
    title=_("The scoring is open: %(cohort_name)s"),
    body=_("%(programme)s. Entries are shown under codes; you may change your ballots until the jury is closed."),
    url=jury_url,
    present=programme_in_words,
)

MENTOR, PAIRED = "cohorts.mentor_decided", "cohorts.mentorship_made"
TAKEN, GIVEN_BACK = "cohorts.place_taken", "cohorts.place_given_back"

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
    present=pair_in_words,
)
declare(
    TAKEN,
    label=_("Somebody comes to a meeting of two with you"),
    title=_("%(creator)s comes: %(session)s"),
    body=_("%(cohort_name)s. The place is taken, and you are expected."),
    url=meeting_url,
)
declare(
    GIVEN_BACK,
    label=_("Somebody does not come to a meeting of two with you"),
    title=_("%(creator)s does not come: %(session)s"),
    body=_("%(cohort_name)s. The place is free again. Move the meeting, or cancel it."),
    url=meeting_url,
)
