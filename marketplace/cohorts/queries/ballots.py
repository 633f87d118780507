"""Ballots, counted and read: a juror their own, everybody else nothing before the jury is closed."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from marketplace.cohorts.models import Ballot, Candidate, Entry, Juror, Jury
from marketplace.cohorts.models.jury import JuryQuerySet
from marketplace.cohorts.ranking import Points
from marketplace.programmes.enums import Space
from marketplace.programmes.policies import may_see_pupils_space

COUNTED = Q(ballots__is_recused=False, ballots__juror__removed_at=None)


@dataclass(frozen=True)
class Line:
    """One candidate in the result: points by category as means (hundredths of a point), and what settled the place."""

    candidate: Candidate
    means: tuple[int, ...]
    settled_by: str
    category: str
    #: The means once more, each with the name of its category.
    named: tuple[tuple[str, int], ...] = ()


def weights_of(jury: Jury) -> dict[int, int]:
    """Basis points by category, in the jury's order."""
    return {one.pk: one.weight_bp for one in jury.categories.all()}


def ballots_by_code(jury: Jury) -> dict[str, list[Points]]:
    """The points of every ballot that counts, by the candidate's code. For the close and for what follows it."""
    rows = Ballot.objects.filter(candidate__jury=jury, is_recused=False, juror__removed_at=None)
    found: dict[str, list[Points]] = defaultdict(list)
    for ballot in rows.select_related("candidate").prefetch_related("scores").order_by("pk"):
        found[ballot.candidate.code].append({one.category_id: one.points for one in ballot.scores.all()})
    return dict(found)


def short_of_quorum(jury: Jury) -> list[str]:
    """The codes of candidates with fewer ballots than the jury needs for each."""
    rows = jury.candidates.annotate(given=Count("ballots", filter=COUNTED)).filter(given__lt=jury.quorum)
    return list(rows.order_by("code").values_list("code", flat=True))


def progress_of(jury: Jury) -> QuerySet[Juror]:
    """The jurors with how many candidates each has dealt with (`dealt`), and nothing of what they said."""
    rows = jury.jurors.filter(removed_at=None).annotate(dealt=Count("ballots"))
    return rows.order_by("pk")


def juries_of(person: Any) -> JuryQuerySet:
    """The juries somebody is asked to; who works for a brand finds nothing of pupils."""
    found = Jury.objects.of_juror(person).select_related("cohort__programme").order_by("-pk")
    return found if may_see_pupils_space(person) else found.exclude(cohort__programme__space=Space.PUPILS)


def candidates_for(person: Any, jury: Jury) -> list[tuple[Candidate, Ballot | None]]:
    """The candidates of a jury with the person's own ballots, in the order of codes."""
    mine = Ballot.objects.filter(candidate__jury=jury, juror__email=person.email.lower())
    by_candidate = {one.candidate_id: one for one in mine.prefetch_related("scores")}
    rows = jury.candidates.select_related("entry__creator", "entry__channel__platform", "entry__cohort")
    return [(one, by_candidate.get(one.pk)) for one in rows.order_by("code")]


def candidates_of_juror(person: Any) -> QuerySet[Candidate]:
    """Where a juror's pages look a candidate up."""
    juries = juries_of(person).begun().order_by()
    rows = Candidate.objects.filter(jury__in=juries.values("pk"))
    return rows.select_related("jury__cohort__programme", "entry__creator", "entry__channel__platform", "entry__cohort")


def candidates_with_own_ballots(person: Any) -> QuerySet[Candidate]:
    """The same with the juror's own ballot, if they gave one (`own`)."""
    mine = Ballot.objects.filter(juror__email=person.email.lower()).prefetch_related("scores")
    return candidates_of_juror(person).prefetch_related(Prefetch("ballots", mine, to_attr="own"))


def result_of(jury: Jury) -> list[Line]:
    """The places, from the first on; who has no ballot comes last. Empty before the close."""
    if not jury.is_closed:
        return []
    ballots, names = ballots_by_code(jury), {str(one.pk): one.name for one in jury.categories.all()}
    order = list(weights_of(jury))
    lines = []
    for candidate in jury.candidates.select_related("entry__creator", "entry__channel__platform").order_by(
        F("place").asc(nulls_last=True), "code"
    ):
        given = ballots.get(candidate.code, [])
        means = tuple(_hundredths(sum(one[place] for one in given), len(given)) for place in order) if given else ()
        kind, _colon, category = candidate.settled_by.partition(":")
        lines.append(
            Line(candidate, means, kind, names.get(category, ""), tuple(zip(names.values(), means, strict=False)))
        )
    return lines


def feedback_for(entry: Entry) -> dict[str, Any] | None:
    """What an entrant reads once the jury is closed: means by category and comments, without any juror's name or
    order. None before."""
    candidate = Candidate.objects.filter(entry=entry).select_related("jury").first()
    if candidate is None or not candidate.jury.is_closed:
        return None
    categories = list(candidate.jury.categories.all())
    given = ballots_by_code(candidate.jury).get(candidate.code, [])
    means = [
        (one.name, _hundredths(sum(points[one.pk] for points in given), len(given))) for one in categories if given
    ]
    rows = Ballot.objects.filter(candidate=candidate, is_recused=False, juror__removed_at=None).exclude(comment="")
    comments = sorted(rows.values_list("comment", flat=True))
    total = candidate.jury.candidates.count()
    return {"candidate": candidate, "means": means, "comments": comments, "of": total}


def _hundredths(total: int, count: int) -> int:
    return int(Fraction(total * 100, count) + Fraction(1, 2))
