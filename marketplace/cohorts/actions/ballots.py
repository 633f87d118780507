"""What a juror says of a candidate. Nobody else reads it before the jury is closed."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.cohorts.enums import JuryState
from marketplace.cohorts.models import Ballot, Candidate, Juror, Jury, Score
from marketplace.cohorts.models.jury import MOST_POINTS
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.programmes.enums import Space
from marketplace.programmes.policies import may_see_pupils_space

LONGEST = 1_000


class NotAJuror(Refused):
    """Only jurors score."""


class ScoringClosed(DomainError):
    """The scoring is not open."""


class OwnEntry(Refused):
    """Nobody scores themself."""


@transaction.atomic
def score(*, actor: Person, candidate: Candidate, points: Mapping[int, int], comment: str = "") -> Ballot:
    """Give points (0…100) in every category, by the category's id; may be changed until the jury is closed.

    Raises NotAJuror, OwnEntry, ScoringClosed, Invalid.
    """
    jury, juror = _seat(actor, candidate)
    errors = {}
    for category in jury.categories.all():
        given = points.get(category.pk)
        if given is None or not 0 <= given <= MOST_POINTS:
            errors[f"category_{category.pk}"] = _("Between %(least)s and %(most)s.") % {"least": 0, "most": MOST_POINTS}
    if len(comment.strip()) > LONGEST:
        errors["comment"] = _("Keep it within %(count)s characters.") % {"count": LONGEST}
    if errors:
        raise Invalid(errors)
    ballot = _write(actor, juror, candidate, is_recused=False, comment=comment)
    rows = [Score(ballot=ballot, category=one, points=points[one.pk]) for one in jury.categories.all()]
    Score.objects.bulk_create(rows)
    return ballot


@transaction.atomic
def recuse(*, actor: Person, candidate: Candidate, reason: str) -> Ballot:
    """Say that one cannot judge this one, and why; it counts neither for nor against.

    Raises NotAJuror, ScoringClosed, Invalid without a reason.
    """
    _jury, juror = _seat(actor, candidate, is_own_allowed=True)
    text = reason.strip()
    if not text or len(text) > LONGEST:
        raise Invalid({"comment": [_("Say why you cannot judge this one.")]})
    return _write(actor, juror, candidate, is_recused=True, comment=text)


def _seat(actor: Person, candidate: Candidate, *, is_own_allowed: bool = False) -> tuple[Jury, Juror]:
    """The jury, locked, and the actor's place in it."""
    require_may_act(actor)
    rows = Jury.objects.select_for_update(of=("self",)).select_related("cohort__programme")
    jury = rows.get(pk=candidate.jury_id)
    juror = Juror.objects.filter(jury=jury, email=actor.email.lower(), removed_at=None).first()
    is_kept_apart = jury.cohort.programme.space == Space.PUPILS and not may_see_pupils_space(actor)
    if juror is None or is_kept_apart:
        raise NotAJuror(_("Only jurors score."))
    if jury.state != JuryState.OPEN:
        raise ScoringClosed(_("The scoring is closed."))
    if candidate.entry.creator.person_id == actor.pk and not is_own_allowed:
        raise OwnEntry(_("Nobody scores themself: recuse yourself here."))
    return jury, juror


def _write(actor: Person, juror: Juror, candidate: Candidate, *, is_recused: bool, comment: str) -> Ballot:
    values = {"person": actor, "is_recused": is_recused, "comment": comment.strip()}
    ballot, is_new = Ballot.objects.update_or_create(juror=juror, candidate=candidate, defaults=values)
    if not is_new:
        ballot.scores.all().delete()
    # Neither points nor words: the record of events tells nobody how somebody voted.
    record("cohorts.ballot_given", actor=actor, subject=juror.jury, data={"candidate_id": candidate.pk})
    return ballot
