"""Cohorts and entries, always through what a person may see."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from brands.enums import RUN_CAMPAIGNS
from brands.models import Brand, Member
from marketplace.accounts.models import Person
from marketplace.cohorts.enums import EntryState
from marketplace.cohorts.models import Cohort, Entry, EntryEvent
from marketplace.cohorts.policies import runs_as_staff
from marketplace.programmes.enums import Kind, ProgrammeState, Space
from marketplace.programmes.models import Programme
from marketplace.programmes.policies import may_see_pupils_space
from marketplace.programmes.queries.shown import shown_to

SHOWN_WITH = ("programme__platform", "programme__brand")


def cohorts_shown_to(person: Any) -> QuerySet[Cohort]:
    """Those that are no drafts, of programmes this person may look up; brands find nothing of the pupils' space."""
    found = Cohort.objects.shown().filter(programme__in=shown_to(person).values("pk"))
    return found.select_related(*SHOWN_WITH)


def cohorts_run_by(person: Any) -> QuerySet[Cohort]:
    """Those whose inside this person may see: staff with the right all of them, members of a brand its own."""
    return Cohort.objects.filter(programme__in=programmes_run_by(person).values("pk")).select_related(*SHOWN_WITH)


def cohorts_read_by(person: Any) -> QuerySet[Cohort]:
    """Those this person may look up, and those they run, drafts included."""
    either = Q(pk__in=cohorts_shown_to(person).values("pk")) | Q(pk__in=cohorts_run_by(person).values("pk"))
    return Cohort.objects.filter(either).select_related(*SHOWN_WITH)


def programmes_read_by(person: Any) -> QuerySet[Programme]:
    """Those this person may look up, and those whose cohorts they see from the inside."""
    either = Q(pk__in=shown_to(person).values("pk")) | Q(pk__in=programmes_run_by(person).values("pk"))
    return Programme.objects.filter(either)


def programmes_run_by(person: Any) -> QuerySet[Programme]:
    """Programmes whose cohorts this person may see from the inside. What brands see never has pupils in it."""
    programmes = Programme.objects.exclude(kind=Kind.GENERAL).select_related("platform", "brand")
    if runs_as_staff(person):
        return programmes.filter(Q(state=ProgrammeState.PUBLISHED) | Q(cohorts__isnull=False)).distinct()
    brands = Brand.objects.visible_to(person)
    return programmes.filter(brand__in=brands.values("pk")).exclude(space=Space.PUPILS)


def cohorts_of_brand(brand: Brand) -> QuerySet[Cohort]:
    """The cohorts of a brand's own programmes, the newest first."""
    return Cohort.objects.filter(programme__brand=brand).select_related(*SHOWN_WITH)


def entries_of(person: Any) -> QuerySet[Entry]:
    """One's own entries, with what their pages show, the newest first."""
    events = Prefetch("events", EntryEvent.objects.order_by("pk"))
    found = Entry.objects.of_person(person).select_related(
        "cohort__programme__platform", "cohort__programme__brand", "creator__person", "channel__platform", "membership"
    )
    return found.prefetch_related(events).order_by("-pk")


def pupil_entries_of(person: Any) -> QuerySet[Entry]:
    """One's own memberships in cohorts for pupils; whoever works for a brand finds none."""
    if not may_see_pupils_space(person):
        return Entry.objects.none()
    return entries_of(person).filter(state=EntryState.MEMBER, cohort__programme__space=Space.PUPILS)


def entries_run_by(person: Any) -> QuerySet[Entry]:
    """Entries in the cohorts whose inside this person may see."""
    found = Entry.objects.filter(cohort__in=cohorts_run_by(person).values("pk"))
    return found.select_related(
        "cohort__programme__brand", "creator__person", "channel__platform", "membership"
    ).order_by("-pk")


def own_entry(person: Any, cohort: Cohort) -> Entry | None:
    """The person's entry in a cohort, if they have one."""
    return entries_of(person).filter(cohort=cohort).first()


def state_counts(cohort: Cohort) -> dict[str, int]:
    """How many entries of a cohort are in each state."""
    rows = Entry.objects.filter(cohort=cohort).order_by().values_list("state")
    return dict(rows.annotate(Count("pk")))


def members_of(cohort: Cohort) -> QuerySet[Entry]:
    """The members of a cohort, past ones included, by name."""
    states = (EntryState.MEMBER, EntryState.COMPLETED, EntryState.LEFT)
    rows = Entry.objects.filter(cohort=cohort, state__in=states, membership__isnull=False)
    return rows.select_related("creator__person", "channel__platform", "membership", "cohort").order_by(
        "creator__display_name", "pk"
    )


def organisers_of(cohort: Cohort) -> list[Person]:
    """Who is told what creators do: owners and managers of the brand. Staff have their queue at the desk."""
    brand = cohort.programme.brand
    if brand is None:
        return []
    seats = Member.objects.filter(brand=brand, role__in=RUN_CAMPAIGNS).select_related("person")
    return [seat.person for seat in seats.order_by("pk")]
