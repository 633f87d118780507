"""Mentors and pupils, through what each may see; and the best pairs among those who have nobody yet."""

from typing import Any

from django.db.models import QuerySet

from marketplace.allocation import assign
from marketplace.cohorts.models import Cohort, Entry, Mentor, Mentorship, Veto, Wish
from marketplace.cohorts.policies import runs_as_staff
from marketplace.programmes.policies import may_see_pupils_space

#: What a pair fits if they share fields, and if one of them names none or they share none: everybody is possible.
SHARED, NEUTRAL = 10_000, 5_000


def mentors_for(cohort: Cohort) -> QuerySet[Mentor]:
    """The checked mentors of a cohort's programme."""
    return Mentor.objects.approved().filter(programme=cohort.programme_id, person__uses_brand_side=False)


def mentors_of(person: Any) -> QuerySet[Mentor]:
    """One's own offers; who works for a brand finds nothing of pupils."""
    if not may_see_pupils_space(person):
        return Mentor.objects.none()
    return Mentor.objects.of_person(person).select_related("programme")


def offers_checked_by(person: Any) -> QuerySet[Mentor]:
    """All offers, for staff who run cohorts."""
    if not runs_as_staff(person):
        return Mentor.objects.none()
    return Mentor.objects.select_related("programme", "person").order_by("-pk")


def mentorships_of(person: Any) -> QuerySet[Mentorship]:
    """The pupils somebody advises now. Of a pupil a mentor reads the name they chose, and what they answered."""
    if not may_see_pupils_space(person):
        return Mentorship.objects.none()
    mine = Mentorship.objects.filter(mentor__in=Mentor.objects.approved().of_person(person), ended_at=None)
    return mine.select_related("entry__creator", "entry__cohort", "cohort__programme", "mentor").order_by("pk")


def mentor_of(entry: Entry) -> Mentorship | None:
    """Who advises a pupil now."""
    return Mentorship.objects.filter(entry=entry, ended_at=None).select_related("mentor").first()


def load_of(mentor: Mentor) -> int:
    """How many pupils a mentor has now, in all cohorts."""
    return Mentorship.objects.filter(mentor=mentor, ended_at=None).count()


def waiting_pupils(cohort: Cohort) -> QuerySet[Entry]:
    """The members of a cohort who have no mentor, with their wishes."""
    taken = Mentorship.objects.filter(cohort=cohort, ended_at=None)
    rows = Entry.objects.members().filter(cohort=cohort).exclude(pk__in=taken.values("entry"))
    return rows.select_related("creator").prefetch_related("wishes__mentor").order_by("creator__display_name", "pk")


def running_pairs(cohort: Cohort) -> QuerySet[Mentorship]:
    return (
        Mentorship.objects.filter(cohort=cohort, ended_at=None)
        .select_related("mentor", "entry__creator")
        .order_by("mentor__display_name", "pk")
    )


def best_pairs(cohort: Cohort) -> list[tuple[Entry, Mentor]]:
    """As many pairs as places and vetoes permit, and of those ways the one whose pairs are worth most: half by shared
    fields, a quarter each by wishes of either side (mentors have none, which is neutral).

    People are numbered by their random public ids, so that between equally good ways nobody is first by their age here.
    """
    pupils = sorted(waiting_pupils(cohort), key=lambda one: one.public_id)
    mentors = sorted(mentors_for(cohort), key=lambda one: one.public_id)
    if not pupils or not mentors:
        return []
    pupil_at = {one.pk: place for place, one in enumerate(pupils)}
    mentor_at = {one.pk: place for place, one in enumerate(mentors)}
    wishes: dict[int, list[int]] = {}
    for wish in Wish.objects.filter(entry__in=pupils).order_by("rank"):
        if wish.mentor_id in mentor_at:
            wishes.setdefault(pupil_at[wish.entry_id], []).append(mentor_at[wish.mentor_id])
    refused = Veto.objects.filter(entry__in=pupils, mentor__in=mentors).values_list("entry", "mentor")
    found = assign(
        dict.fromkeys(range(len(pupils)), 1),
        {place: max(0, one.capacity - load_of(one)) for place, one in enumerate(mentors)},
        {(i, k): _fit(pupil, mentor) for i, pupil in enumerate(pupils) for k, mentor in enumerate(mentors)},
        vetoes=[(pupil_at[entry], mentor_at[mentor]) for entry, mentor in refused],
        left_wishes=wishes,
    )
    return [(pupils[one.left], mentors[one.right]) for one in found.pairs]


def _fit(pupil: Entry, mentor: Mentor) -> int:
    """A field of the mentor that the pupil's own answers name fits whole."""
    said = " ".join(pupil.answers).lower()
    return SHARED if any(field in said for field in mentor.fields) else NEUTRAL
