"""Made-up cohorts: an accelerator that runs, whose members keep up or do not, and a contest before its jury."""

from datetime import date, timedelta
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from brands.models import Brand
from creators.models import Channel, Creator, Post
from marketplace.accounts.models import Person
from marketplace.cohorts.actions import ballots, cohorts, decisions, entries, juries, sessions
from marketplace.cohorts.models import Candidate, Cohort, Entry
from marketplace.core.errors import DomainError
from marketplace.programmes.actions import own_rules, programmes
from marketplace.programmes.enums import Kind
from marketplace.programmes.models import Programme

DAY, WEEK = timedelta(days=1), timedelta(days=7)
REASON = "Votre candidature a convaincu l’équipe : bienvenue."
ANSWER = "Le pain au levain, du premier jour au four."
RULES = {"all": [{"measure": "followers", "op": "gte", "value": 1_000}]}
MEMBERS, ENTRANTS, POSTS_A_WEEK, TRIED = 5, 6, 4, 40


def make(*, owner: Person, member: Person, juror: Person) -> None:
    """Both cohorts of the owner's first brand; `member` is in the accelerator, `juror` sits in the jury."""
    brand = Brand.objects.filter(members__person=owner).order_by("pk")[0]
    others = Creator.objects.filter(person__isnull=False, channels__isnull=False).exclude(person=member)
    people = list(others.select_related("person").order_by("pk").distinct()[:TRIED])
    accelerator = _programme(brand, owner, Kind.ACCELERATOR, "Atelier des savoirs", "Workshop of know-how")
    contest = _programme(brand, owner, Kind.CONTEST, "Prix du geste", "The Craft Prize")
    first = list(Creator.objects.select_related("person").filter(person=member))
    _accelerator(accelerator, owner, [*first, *people])
    _contest(contest, owner, people[::-1], juror)


def _programme(brand: Brand, owner: Person, kind: Kind, fr: str, en: str) -> Programme:
    made = own_rules.open_programme(
        actor=owner, brand=brand, kind=kind, name_fr=fr, name_en=en, summary_fr=f"{fr}, par {brand.name}.",
        summary_en=f"{en}, by {brand.name}.",
    )  # fmt: skip
    own_rules.save(actor=owner, programme=made, rules=RULES)
    return programmes.publish(actor=owner, programme=made)


def _cohort(programme: Programme, owner: Person, **more: Any) -> Cohort:
    today = timezone.now().date()
    days = {"opens_on": today - 10 * DAY, "closes_on": today + 5 * DAY, "answers_by": today + 20 * DAY}
    made = cohorts.create(
        actor=owner, programme=programme, starts_on=today + 21 * DAY, questions=["Qu’aimeriez-vous transmettre ?"],
        **days, **more,
    )  # fmt: skip
    return cohorts.open_applications(actor=owner, cohort=made)


def _accelerator(programme: Programme, owner: Person, people: list[Creator]) -> None:
    """Two cycles of eight weeks that began four weeks ago: some posted enough, some less, one listed nothing."""
    starts_on = timezone.now().date() - 4 * WEEK
    cohort = _cohort(programme, owner, name="Automne", seats=12, cycles=2, weeks=8, posts_per_week=POSTS_A_WEEK)
    joined = _apply_all(cohort, people, MEMBERS)
    if not joined:
        return
    decisions.decide(actor=owner, cohort=cohort, entries=joined, decision="accept", reason=REASON)
    for entry in joined:
        if entry.creator.person is not None:
            entries.confirm(actor=entry.creator.person, entry=entry)
    cohorts.start(actor=owner, cohort=cohort)
    past = {"opens_on": starts_on - 30 * DAY, "closes_on": starts_on - 15 * DAY, "answers_by": starts_on - 5 * DAY}
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=starts_on, **past)
    for place, entry in enumerate(joined[:-1]):
        _posts(entry.channel, starts_on, fewer=place)
    _sessions(Cohort.objects.get(pk=cohort.pk), owner, joined[0])


def _posts(channel: Channel | None, starts_on: date, *, fewer: int) -> None:
    """Four posts in each of the four weeks that are over, less `fewer` in the last of them; all read today."""
    today = timezone.now().date()
    rows = [
        Post(channel=channel, title=f"Leçon {week * POSTS_A_WEEK + post + 1}", views=4_000 + 900 * post,
             published_on=starts_on + WEEK * week + post * DAY, counted_on=today)
        for week in range(4)
        for post in range(POSTS_A_WEEK - (min(fewer, 3) if week == 3 else 0))
    ]  # fmt: skip
    Post.objects.bulk_create(rows)


def _sessions(cohort: Cohort, owner: Person, first: Entry) -> None:
    soon = cohort.beginning_of(cohort.day_at(timezone.now()) + 6 * DAY) + timedelta(hours=18)
    url = "https://visio.example/atelier"
    sessions.plan(actor=owner, cohort=cohort, kind="webinar", title="Webinaire du mois", starts_at=soon, url=url)
    sessions.plan(
        actor=owner,
        cohort=cohort,
        kind="one_to_one",
        title="Point de stratégie",
        starts_at=soon + DAY,
        minutes=30,
        url=url,
    )


def _contest(programme: Programme, owner: Person, people: list[Creator], juror: Person) -> None:
    """Six entrants before a jury of two; one juror has dealt with half of them."""
    cohort = _cohort(programme, owner, name="Première édition", seats=2, cycles=1, weeks=1)
    if not _apply_all(cohort, people, ENTRANTS):
        return
    weights = [("Idée", 5_000), ("Geste", 3_000), ("Son", 2_000)]
    jury = juries.prepare(actor=owner, cohort=cohort, categories=weights, quorum=1, guide="Regardez le geste d’abord.")
    for email in (juror.email, "jury@demo.entente.example"):
        juries.add_juror(actor=owner, jury=jury, email=email)
    cohorts.close_applications(actor=owner, cohort=cohort)
    jury = juries.open_scoring(actor=owner, jury=jury)
    random, categories = Random(7), list(jury.categories.all())  # noqa: S311
    for candidate in Candidate.objects.filter(jury=jury).order_by("code")[: ENTRANTS // 2]:
        points = {one.pk: random.randint(40, 95) for one in categories}
        ballots.score(actor=juror, candidate=candidate, points=points, comment="Un vrai regard.")


def _apply_all(cohort: Cohort, people: list[Creator], count: int) -> list[Entry]:
    """The first who may; what the rules refuse is refused to the demo too."""
    made: list[Entry] = []
    for creator in people:
        if creator.person is None or len(made) == count:
            continue
        try:
            made.append(entries.submit(actor=_verified(creator.person), cohort=cohort, answers=[ANSWER]))
        except DomainError:
            continue
    return made


def _verified(person: Person) -> Person:
    """Nobody acts before their address is verified; these people sign in nowhere."""
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person
