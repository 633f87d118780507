"""The closed lists of cohorts."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CohortState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("cohort", "Draft")
    OPEN = "open", pgettext_lazy("cohort", "Taking applications")
    SELECTING = "selecting", pgettext_lazy("cohort", "Choosing")
    RUNNING = "running", pgettext_lazy("cohort", "Running")
    DONE = "done", pgettext_lazy("cohort", "Done")
    CANCELLED = "cancelled", pgettext_lazy("cohort", "Cancelled")


#: Something can still happen in these.
LIVE = (CohortState.OPEN, CohortState.SELECTING, CohortState.RUNNING)
#: These can be looked up by people who do not run the cohort.
SHOWN = (*LIVE, CohortState.DONE, CohortState.CANCELLED)


class EntryKind(models.TextChoices):
    APPLICATION = "application", _("Application")
    INVITATION = "invitation", _("Invitation")


class EntryState(models.TextChoices):
    """How far somebody has come with a cohort. From the fifth on nothing leads any further."""

    SUBMITTED = "submitted", pgettext_lazy("entry", "Waiting for the organisers")
    INVITED = "invited", pgettext_lazy("entry", "Invited")
    WAITLISTED = "waitlisted", pgettext_lazy("entry", "On the waiting list")
    ACCEPTED = "accepted", pgettext_lazy("entry", "A seat is held")
    MEMBER = "member", pgettext_lazy("entry", "Member")
    COMPLETED = "completed", pgettext_lazy("entry", "Completed")
    LEFT = "left", pgettext_lazy("entry", "Left")
    DECLINED = "declined", pgettext_lazy("entry", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("entry", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("entry", "Closed without an answer")


#: Each of these takes one of the cohort's seats.
HOLD_A_SEAT = (EntryState.ACCEPTED, EntryState.MEMBER, EntryState.COMPLETED)
#: The organisers have to decide about these.
WAIT_FOR_ORGANISERS = (EntryState.SUBMITTED, EntryState.WAITLISTED)
#: The creator has to answer these.
WAIT_FOR_CREATOR = (EntryState.INVITED, EntryState.ACCEPTED)
#: These ended without a seat, and say why.
ENDED = (EntryState.LEFT, EntryState.DECLINED, EntryState.WITHDRAWN, EntryState.EXPIRED)


class Side(models.TextChoices):
    """Who moved an entry."""

    CREATOR = "creator", _("Creator")
    ORGANISERS = "organisers", _("Organisers")
    MENTOR = "mentor", _("Mentor")
    PRODUCT = "product", _("Entente")


class Reason(models.TextChoices):
    """Why an entry is where it is. WRITTEN is in the words of whoever decided."""

    WRITTEN = "written", _("In their own words")
    CHANGED_MIND = "changed_mind", _("They changed their mind")
    NO_TIME = "no_time", _("They do not have the time")
    OTHER_PLANS = "other_plans", _("Something else came first")
    # said by the product
    SEAT_FREED = "seat_freed", _("A seat became free")
    SEATS_FILLED = "seats_filled", _("All seats were taken")
    NO_ANSWER = "no_answer", _("There was no answer in time")
    NO_DECISION = "no_decision", _("The organisers did not decide in time")
    CANCELLED = "cancelled", _("The cohort was cancelled")
    AGREED = "agreed", _("Both sides agreed")
    SENT = "sent", _("It was sent")
    FINISHED = "finished", _("The cohort is over")


SAID_BY_CREATOR = (Reason.CHANGED_MIND, Reason.NO_TIME, Reason.OTHER_PLANS, Reason.WRITTEN)

#: How long a creator has to answer an invitation, or to take a seat that is held for them.
TIME_TO_ANSWER = timedelta(days=7)


class Decision(models.TextChoices):
    """What organisers decide about many at once."""

    ACCEPT = "accept", pgettext_lazy("decision", "Accept")
    WAITLIST = "waitlist", pgettext_lazy("decision", "Put on the waiting list")
    DECLINE = "decline", pgettext_lazy("decision", "Decline")


class SessionKind(models.TextChoices):
    WEBINAR = "webinar", _("Webinar")
    ONE_TO_ONE = "one_to_one", _("One-to-one meeting")


class SessionState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("session", "Planned")
    CANCELLED = "cancelled", pgettext_lazy("session", "Cancelled")


class Attendance(models.TextChoices):
    COMING = "coming", _("Coming")
    NOT_COMING = "not_coming", _("Not coming")
    ATTENDED = "attended", _("Was there")
    MISSED = "missed", _("Was not there")


class JuryState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("jury", "Being prepared")
    OPEN = "open", pgettext_lazy("jury", "Scoring")
    CLOSED = "closed", pgettext_lazy("jury", "Closed")


class MentorState(models.TextChoices):
    OFFERED = "offered", pgettext_lazy("mentor", "Waiting to be checked")
    APPROVED = "approved", pgettext_lazy("mentor", "Approved")
    REFUSED = "refused", pgettext_lazy("mentor", "Refused")
    ENDED = "ended", pgettext_lazy("mentor", "Ended")
