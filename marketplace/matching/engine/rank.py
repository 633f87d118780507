"""Which of a creator's channels stands for them, and who comes first: exact, whatever the order of rows."""

import numpy as np

from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.spec import FULL

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]
MASK = (1 << 64) - 1


def standing(outcome: np.ndarray) -> Ints:
    """Outcomes as they rank: 3 may work together, 2 a person must decide, 1 something is not known, 0 no."""
    return np.where(outcome > Outcome.EXEMPT, 0, np.minimum(outcome, Outcome.PASS)).astype(np.int64)


def tie_break(salt: int, ids: Ints) -> Hashes:
    """A number for each id that nobody can foresee without the salt (SplitMix64's finaliser over salt ⊕ id)."""
    z = ids.astype(np.uint64) ^ np.uint64(salt & MASK)
    with np.errstate(over="ignore"):
        z = (z + np.uint64(0x9E3779B97F4A7C15)) & np.uint64(MASK)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def best_channels(columns: CreatorColumns, outcome: np.ndarray, score: Ints, salt: int) -> Ints:
    """The row of each creator's best channel: the best outcome, then the best score, then the tie-break."""
    starts = columns.creator_starts
    if len(starts) == len(columns):
        return starts
    merit = standing(outcome) * (FULL + 1) + score
    order = np.lexsort((columns.channel, tie_break(salt, columns.channel), -merit, columns.creator, columns.bucket))
    return order[starts]


def best_rows(columns: CreatorColumns, score: Ints, salt: int, most: int) -> Ints:
    """The best by score, one row a creator (of equal ones the tie-break of the channel decides), at most so many, the
    first in front."""
    rows = np.arange(len(columns))
    if len(columns.creator_starts) < len(rows):
        rows = best_channels(columns, np.full(len(rows), Outcome.PASS, np.uint8), score, salt)
    merit = score[rows]
    if len(rows) > most:
        # Only those at or above the merit of the last place can be among the best.
        least = np.partition(merit, len(merit) - most)[len(merit) - most]
        rows, merit = rows[merit >= least], merit[merit >= least]
    creators = columns.creator[rows]
    return rows[np.lexsort((creators, tie_break(salt, creators), -merit))][:most]
