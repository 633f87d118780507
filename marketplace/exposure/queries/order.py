"""The fair order of one list, for one viewer on one day."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings

from marketplace.exposure.engine import Candidate, Placed, fair_order, swapped
from marketplace.exposure.models import FairnessParameters, PersonShown
from marketplace.exposure.queries.parameters import in_force


@dataclass(frozen=True)
class FairOrder:
    """Everybody's place, by creator, and the parameters that gave it."""

    parameters: FairnessParameters
    placed: Sequence[Placed]
    by_key: dict[int, Placed] = field(default_factory=dict)

    @property
    def keys(self) -> list[int]:
        """The creators, the first in front."""
        return [one.key for one in self.placed]

    @property
    def moved(self) -> int:
        """How many stand elsewhere than by score alone."""
        return sum(bool(one.up) for one in self.placed)


def order_of(candidates: Sequence[Candidate], *, name: str, viewer: int | None, day: datetime.date) -> FairOrder:
    """The fair order of a ranked list called `name`; with a viewer, after the day's declared chance. Two queries."""
    parameters = in_force()
    rules = parameters.rules
    people = [candidate.person for candidate in candidates if candidate.person is not None]
    shown = dict(PersonShown.objects.filter(person__in=people).values_list("person_id", "times"))
    placed = fair_order(candidates, shown, rules)
    if viewer is not None:
        fitting = [one.fits and one.score >= rules.minimum_score for one in candidates]
        taking_part = fitting.index(False) if False in fitting else len(fitting)
        draw = f"{viewer}:{day.isoformat()}:{name}"
        placed = swapped(placed, taking_part, draw, settings.SECRET_KEY.encode(), rules.swap_bp)
    return FairOrder(parameters, placed, {one.key: one for one in placed})
