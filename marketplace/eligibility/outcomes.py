"""The answers a rule can give, and how the answers of a group combine.

The four truths form a chain, FAIL < UNKNOWN < REVIEW < PASS, and every group reads one place on it: *all of* takes the
lowest, *any of* the highest, *k of n* the k-th highest. That is Kleene's logic with one more step, REVIEW, for what a
person must decide. EXEMPT stands where PASS stands, so that a group of exempt and passed rules is passed.
The numbers are stored in verdicts and bit masks: they never change.
"""

from collections.abc import Iterable
from enum import IntEnum

from django.utils.translation import gettext, pgettext


class Outcome(IntEnum):
    FAIL = 0
    UNKNOWN = 1
    REVIEW = 2
    PASS = 3
    EXEMPT = 4
    CLOSED = 5
    NOT_YET_OPEN = 6

    @property
    def label(self) -> str:
        return _LABELS[self]()

    @property
    def qualifies(self) -> bool:
        """Nothing stands against it, and no person needs to look."""
        return self in (Outcome.PASS, Outcome.EXEMPT)

    @property
    def is_dated_out(self) -> bool:
        """Not in force on that day: shown, never counted."""
        return self >= Outcome.CLOSED


_LABELS = {
    Outcome.FAIL: lambda: pgettext("verdict", "Not met"),
    Outcome.UNKNOWN: lambda: pgettext("verdict", "Not known"),
    Outcome.REVIEW: lambda: pgettext("verdict", "To be reviewed"),
    Outcome.PASS: lambda: pgettext("verdict", "Met"),
    Outcome.EXEMPT: lambda: pgettext("verdict", "Exempt"),
    Outcome.CLOSED: lambda: gettext("Closed"),
    Outcome.NOT_YET_OPEN: lambda: gettext("Not yet open"),
}


def kth_highest(k: int, outcomes: Iterable[Outcome]) -> Outcome:
    """*k of n*: true when k are; with k = n it is *all of*, with k = 1 *any of*."""
    counted = sorted((min(outcome, Outcome.PASS) for outcome in outcomes), reverse=True)
    return Outcome(counted[k - 1])
