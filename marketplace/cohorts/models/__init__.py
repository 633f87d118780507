from marketplace.cohorts.models.cohort import Cohort
from marketplace.cohorts.models.entry import Entry, EntryEvent, Membership
from marketplace.cohorts.models.jury import Ballot, Candidate, Category, Juror, Jury, Score
from marketplace.cohorts.models.mentoring import Mentor, Mentorship, Veto, Wish
from marketplace.cohorts.models.session import CalendarFeed, Place, Session

__all__ = [
    "Ballot",
    "CalendarFeed",
    "Candidate",
    "Category",
    "Cohort",
    "Entry",
    "EntryEvent",
    "Juror",
    "Jury",
    "Membership",
    "Mentor",
    "Mentorship",
    "Place",
    "Score",
    "Session",
    "Veto",
    "Wish",
]
