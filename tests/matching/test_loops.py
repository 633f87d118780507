"""Compiled counting among many rows, against the same in NumPy: random rows, creators of up to two hundred channels."""

import numpy as np
import pytest

from marketplace.eligibility.bitmaps import packed
from marketplace.matching.engine import compiled
from marketplace.matching.engine.cohorts import TIERS
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.engine.layout import Layout
from marketplace.matching.engine.members import Rows


def layout(rng, size, most):
    """Rows of creators with 1 to `most` channels, spread over the buckets; some buckets are empty."""
    first = np.cumsum(rng.integers(1, most + 1, size=size // most))
    first = np.concatenate([[0], first[first < size]])
    starts = np.zeros(size, bool)
    starts[first] = True
    inner = np.sort(rng.choice(first, BUCKETS - 1)) if size else np.zeros(BUCKETS - 1, np.int64)
    tiers = rng.integers(0, len(TIERS), size)
    planes = [packed.pack(starts & (tiers == tier)) for tier in range(len(TIERS))]
    return Layout(
        starts=packed.pack(starts),
        joined=packed.pack(np.append(~starts[1:], False)),
        tiers=np.array(planes, np.uint64),
        edges=np.concatenate([[0], inner, [size]]),
        most_channels=int(np.diff(np.append(first, size)).max()),
    )


@pytest.mark.parametrize("most", [1, 2, 3, 64, 65, 66, 200])
@pytest.mark.parametrize("size", [200, 5_003, 60_000])
def test_compiled_counts_are_those_of_numpy(size, most):
    rng = np.random.default_rng(size + most)
    rows = layout(rng, size, most)
    planes = [packed.pack(rng.random(size) < share) for share in (0.5, 0.3, 0.1, 0.4, 0.2, 0.02, 0.9)]
    unknown, review, passed, but_one, *others = planes
    alone = [Rows(plane, is_flipped=flipped) for plane in others for flipped in (False, True)]
    let_in = [unknown, unknown & review, unknown & review & passed]
    counted, plain = (compiled.tally(rows, let_in, but_one, alone, many) for many in (0, size + 64))
    assert counted.tolist() == plain.tolist()
    assert counted[:, :4].sum() == rows.creators
