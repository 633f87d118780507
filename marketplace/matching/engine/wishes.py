"""What many campaigns ask of creators' own words: which of them ask the same of some creators.

A refusal depends on little of a campaign (`refusals.asked`). Fees and dates are as many as there are campaigns, but of
some creators it only matters which of their own lie above or before: so campaigns are told apart by that.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine import refusals
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.facts import Asked
from marketplace.matching.engine.frame import day_number
from marketplace.matching.engine.members import Member
from marketplace.matching.engine.refusals import REFUSALS
from marketplace.matching.engine.spec import CampaignSpec

#: Stands for no fee, and for a campaign that pays nothing at all.
NO_CEILING, UNPAID = -1, -2
#: Stands for no day.
NO_LIMIT = np.iinfo(np.int64).min


class Wishes:
    """The refusals of many campaigns, which do not change."""

    def __init__(self, specs: Sequence[CampaignSpec]) -> None:
        self._specs = specs

    def ask(self, asked: Asked) -> tuple[list[Member], NDArray[np.int32]]:
        """Every distinct refusal as a member, and for each campaign the places of its own, in the order of REFUSALS."""
        found: list[Member] = []
        places = np.zeros((len(self._specs), len(REFUSALS)), np.int32)
        for column, code in enumerate(REFUSALS):
            if code in self._fixed:
                first, kind = self._fixed[code]
            else:
                first, kind = _kinds(self._fees(asked) if code == "minimum_fee" else self._windows(asked))
            places[:, column] = kind + len(found)
            found += [asked.refusal(code, self._specs[at]) for at in first.tolist()]
        return found, places

    @cached_property
    def _fixed(self) -> dict[str, tuple[Ints, Ints]]:
        """Whoever is asked: by refusal, the first campaign of each kind, and each campaign's kind."""
        wanted = [code for code in REFUSALS if code not in ("minimum_fee", "window")]
        return {code: _kinds(_numbered([refusals.asked(code, spec) for spec in self._specs])) for code in wanted}

    @cached_property
    def _pay(self) -> tuple[Ints, Ints]:
        """The most a creator can be paid, and the currency as a number."""
        ceilings = [
            UNPAID if spec.is_barter else NO_CEILING if spec.ceiling is None else spec.ceiling for spec in self._specs
        ]
        return np.array(ceilings, np.int64), _numbered([spec.currency for spec in self._specs])

    @cached_property
    def _dates(self) -> tuple[Ints, Ints]:
        """The first and the last day of each campaign's content."""
        days = [
            [NO_LIMIT if day is None else day_number(day) for day in (spec.content_from, spec.content_until)]
            for spec in self._specs
        ]
        first, last = np.array(days, np.int64).reshape(-1, 2).T
        return first, last

    def _fees(self, asked: Asked) -> Ints:
        """Campaigns that pay the same ones of these creators' lowest fees have one number."""
        ceilings, currencies = self._pay
        fees = np.unique(asked.creators.minimum_fee)
        paid = np.where(ceilings < 0, ceilings, np.searchsorted(fees, ceilings, "right"))
        return paid * (1 + currencies.max(initial=0)) + currencies

    def _windows(self, asked: Asked) -> Ints:
        """Campaigns that begin and end between the same ones of these creators' days have one number."""
        first, last = self._dates
        starts, ends = (np.unique(asked.creators.days[name]) for name in ("available_from", "available_until"))
        begun = np.where(last == NO_LIMIT, -1, np.searchsorted(starts, last, "right"))
        gone = np.where(first == NO_LIMIT, -1, np.searchsorted(ends, first, "left"))
        return (begun + 1) * (len(ends) + 2) + gone + 1


def _numbered(values: Sequence[Hashable]) -> Ints:
    """A number for each value; equal values have the same."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)


def _kinds(numbers: Ints) -> tuple[Ints, Ints]:
    """Where each distinct number stands first, and which of them each is."""
    _, first, kind = np.unique(numbers, return_index=True, return_inverse=True)
    return first, kind
