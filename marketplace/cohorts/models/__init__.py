from marketplace.cohorts.models.cohort import Cohort
from marketplace.cohorts.models.entry import Entry, EntryEvent, Membership
from marketplace.cohorts.models.session import CalendarFeed, Place, Session

__all__ = ["CalendarFeed", "Cohort", "Entry", "EntryEvent", "Membership", "Place", "Session"]
