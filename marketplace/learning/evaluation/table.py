"""What is evaluated: pairs with what is known of them, and the scores that each method gives."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from marketplace.learning.evaluation.metrics import Floats, Ints


@dataclass(frozen=True)
class Table:
    """One data set. `groups` are ranked within (a campaign), `clusters` are drawn and held out whole, `items` are those
    who are shown; `labels` ≥ 0, more is better. `chances` are methods whose numbers are probabilities of label > 0;
    `scores` only rank. `rows` are those that are measured (the held-out ones)."""

    name: str
    groups: Ints
    clusters: Ints
    items: Ints
    labels: Floats
    chances: dict[str, Floats] = field(default_factory=dict)
    scores: dict[str, Floats] = field(default_factory=dict)
    tiers: list[str] | None = None
    #: So many of each group count as shown.
    shown: int = 10
    notes: list[str] = field(default_factory=list)

    def only(self, rows: Ints) -> Table:
        """The same for some rows."""
        return Table(
            self.name,
            self.groups[rows],
            self.clusters[rows],
            self.items[rows],
            self.labels[rows],
            {name: values[rows] for name, values in self.chances.items()},
            {name: values[rows] for name, values in self.scores.items()},
            [self.tiers[row] for row in rows.tolist()] if self.tiers else None,
            self.shown,
            self.notes,
        )


def numbered(names: list[str]) -> Ints:
    """Names as integers, the same for the same name."""
    return np.unique(np.array(names), return_inverse=True)[1].astype(np.int64)
