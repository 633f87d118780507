"""The limits of a problem as rows over its candidates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from marketplace.allocation.problem import Ints, Limit, Problem

#: A row without a bound on one side.
UNBOUNDED = 2**62


@dataclass(frozen=True, eq=False)
class Limits:
    """`lower ≤ amounts @ chosen ≤ upper`, a row a limit (two limits share one where both sides are bounded); `fixed` is
    1 for pinned, 0 for excluded, -1 for free candidates."""

    amounts: Ints
    lower: Ints
    upper: Ints
    below: tuple[Limit, ...]
    above: tuple[Limit, ...]
    fixed: Ints

    def used(self, rows: Ints) -> Ints:
        return self.amounts[:, rows].sum(axis=1)

    def holds(self, rows: Ints) -> bool:
        """Does this set keep to everything?"""
        used = self.used(rows)
        chosen = np.zeros(len(self.fixed), bool)
        chosen[rows] = True
        kept = (self.fixed < 0) | (chosen == (self.fixed == 1))
        return bool((used >= self.lower).all() and (used <= self.upper).all() and kept.all())


def limits_of(problem: Problem) -> Limits:
    """The rows: the budget, the seats, each group, each conflict."""
    size = len(problem.candidates)
    table: list[tuple[Ints, int, int, Limit, Limit]] = []
    if problem.budget is not None:
        costs = np.array([one.cost for one in problem.candidates], np.int64)
        table.append((costs, -UNBOUNDED, problem.budget, Limit("budget"), Limit("budget")))
    most = size if problem.most is None else problem.most
    table.append((np.ones(size, np.int64), problem.fewest, most, Limit("fewest"), Limit("most")))
    for name in sorted(set(problem.least) | set(problem.at_most)):
        brought = np.array([one.amounts.get(name, 0) for one in problem.candidates], np.int64)
        low, high = problem.least.get(name, 0), problem.at_most.get(name, UNBOUNDED)
        table.append((brought, low, high, Limit("least", name), Limit("at_most", name)))
    place = {one.key: at for at, one in enumerate(problem.candidates)}
    for number, clique in enumerate(problem.conflicts):
        belongs = np.zeros(size, np.int64)
        belongs[[place[key] for key in clique]] = 1
        table.append((belongs, -UNBOUNDED, 1, Limit("conflict", str(number)), Limit("conflict", str(number))))
    fixed = np.full(size, -1, np.int64)
    fixed[problem.rows_of(problem.pinned)] = 1
    fixed[problem.rows_of(problem.excluded)] = 0
    return Limits(
        np.array([row[0] for row in table], np.int64).reshape(len(table), size),
        np.array([row[1] for row in table], np.int64),
        np.array([row[2] for row in table], np.int64),
        tuple(row[3] for row in table),
        tuple(row[4] for row in table),
        fixed,
    )
