"""What a person can take away about cohorts."""

from typing import Any

from marketplace.accounts.models import Person
from marketplace.accounts.personal_data import part
from marketplace.cohorts.models import Ballot, Entry, Mentor, Mentorship, Place, Session, Wish


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


@part("mentoring")
def mentoring(person: Person) -> dict[str, Any]:
    """What they offered as a mentor, and how many they advised; what they wished for as a pupil."""
    offers = Mentor.objects.filter(person=person).order_by("pk")
    wishes = Wish.objects.filter(entry__creator__person=person).order_by("entry", "rank")
    plain = ("programme__slug", "state", "display_name", "organisation", "fields", "about", "capacity", "reason")
    return {
        "offers": list(offers.values(*plain)),
        "advised": Mentorship.objects.filter(mentor__person=person).count(),
        "wishes": list(wishes.values("mentor__display_name", "rank")),
    }


@part("juries")
def juries(person: Person) -> list[dict[str, Any]]:
    """The ballots they gave, by the codes of those they scored."""
    mine = Ballot.objects.filter(person=person).select_related("candidate__jury__cohort").order_by("pk")
    return [
        {
            "cohort": ballot.candidate.jury.cohort.name,
            "code": ballot.candidate.code,
            "recused": ballot.is_recused,
            "comment": ballot.comment,
            "points": [{"category": one.category.name, "points": one.points} for one in ballot.scores.all()],
        }
        for ballot in mine.prefetch_related("scores__category")
    ]
