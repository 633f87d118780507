"""The distinct criteria of many rule sets, judged for one creator."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from ..columns import Outcomes
from ..facts import GRANTED, Facts, is_granted
from ..nodes import Condition, Counting, Criterion, Exemption
from ..outcomes import Outcome
from ..verdicts import answer

_ANSWERED = {None: Outcome.UNKNOWN, False: Outcome.FAIL, True: Outcome.PASS}
#: The place of a condition that is not asked; its answer is always no.
_NOT_ASKED = -1

_Key = tuple[str, Condition, Exemption | None, bool, Outcome | None]


class Leaves:
    """Criteria of one code that ask the same on a day are one leaf; the code matters, for it names who is exempted."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self._leaves: dict[_Key, int] = {}
        self._conditions: dict[Condition, int] = {}
        self._rows: list[tuple[int, int, int, int, bool]] = []
        self._table: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def conditions(self) -> int:
        """How many distinct conditions are asked."""
        return len(self._conditions)

    def take(self, criterion: Criterion) -> int:
        """The leaf of a criterion, a new one if nothing like it has been taken."""
        dated, unless_known = criterion.dated_out(self.as_of), criterion.counting is Counting.UNLESS_KNOWN
        key = criterion.code, criterion.condition, criterion.exemption, unless_known, dated
        if key not in self._leaves:
            self._leaves[key] = len(self._rows)
            exemption = None if dated else criterion.exemption
            self._rows.append(
                (
                    _NOT_ASKED if dated else self._ask(criterion.condition),
                    self._ask(exemption.condition) if exemption else _NOT_ASKED,
                    exemption.grants if exemption else Outcome.FAIL,
                    dated or 0,
                    unless_known,
                )
            )
        return self._leaves[key]

    def judge(self, facts: Facts) -> Outcomes:
        """The outcome of every leaf."""
        asked, exempting, grants, dated, _ = self._columns()
        answers = [_ANSWERED[answer(condition, facts, self.as_of)] for condition in self._conditions]
        found = np.array([*answers, Outcome.FAIL], np.uint8)
        outcomes = found[asked]
        exempted = (outcomes == Outcome.FAIL) & (found[exempting] == Outcome.PASS)
        outcomes = np.where(exempted, grants, outcomes).astype(np.uint8)
        granted = {code for key in facts if key.startswith(GRANTED) and is_granted(code := key[len(GRANTED) :], facts)}
        if granted:
            named = np.array([code in granted for code, *_ in self._leaves], np.bool_)
            outcomes[named & (outcomes != Outcome.PASS)] = Outcome.EXEMPT
        return np.where(dated > 0, dated, outcomes).astype(np.uint8)

    def counted(self, outcomes: Outcomes) -> Outcomes:
        """What each leaf brings into its group: EXEMPT stands for PASS, and so does what counts only once known."""
        unless_known = self._columns()[4].astype(np.bool_)
        passes = (outcomes > Outcome.PASS) | unless_known & (outcomes == Outcome.UNKNOWN)
        return np.where(passes, np.uint8(Outcome.PASS), outcomes)

    def _columns(self) -> NDArray[np.int64]:
        """Where each leaf finds its answer and its exemption's, what that grants, its outcome if it is out of its
        dates (else 0), and whether it counts only once it is known."""
        if self._table is None or len(self._table.T) != len(self._rows):
            self._table = np.array(self._rows, np.int64).reshape(-1, 5).T.copy()
        return self._table

    def _ask(self, condition: Condition) -> int:
        return self._conditions.setdefault(condition, len(self._conditions))
