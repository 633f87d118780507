"""What a person can take away about cohorts."""

from typing import Any

from marketplace.accounts.models import Person
from marketplace.accounts.personal_data import part
from marketplace.cohorts.models import Entry, Place, Session


@part("cohorts")
def cohorts(person: Person) -> list[dict[str, Any]]:
    """Their entries with every step, and the sessions they had a place in."""
    mine = Entry.objects.filter(creator__person=person).select_related("cohort__programme").order_by("pk")
    return [
        {
            "programme": entry.cohort.programme.slug,
            "cohort": entry.cohort.name,
            "kind": entry.kind,
            "state": entry.state,
            "questions": entry.cohort.questions,
            "answers": entry.answers,
            "work": entry.work_url,
            "message": entry.message,
            "verdict": entry.verdict,
            "steps": list(entry.events.values("state", "side", "reason_code", "reason", "at")),
            "sessions": list(
                Place.objects.filter(entry=entry).values("session__title", "session__starts_at", "attendance")
            ),
        }
        for entry in mine.prefetch_related("events")
    ]


@part("sessions_hosted")
def sessions_hosted(person: Person) -> list[Any]:
    """The sessions they hosted, without the names of those who came."""
    return list(Session.objects.filter(host=person).order_by("pk").values("title", "kind", "starts_at", "minutes"))
