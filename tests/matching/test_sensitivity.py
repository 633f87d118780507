"""What other weights would change, and the same sum in SQL."""

import numpy as np
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from marketplace.matching.engine.score import score_sql, total
from marketplace.matching.engine.sensitivity import sensitivity, swung
from marketplace.matching.engine.spec import DEFAULT_WEIGHTS, PARTS
from tests.matching.strategies import few, weights

parts_of_a_score = st.lists(st.integers(0, 10_000), min_size=len(PARTS), max_size=len(PARTS))


@few
@given(weights(), st.integers(0, len(PARTS) - 1), st.booleans())
def test_moved_weights_are_weights(weight, place, up):
    moved = swung(weight, place, up=up)
    assert sum(moved) == 10_000
    assert min(moved) >= 0
    assert (moved[place] - weight[place]) * (1 if up else -1) >= 0


def test_a_weight_moves_by_a_fifth_and_the_others_share():
    assert swung(DEFAULT_WEIGHTS, 0, up=True) == (3_000, 467, 1_867, 1_400, 1_400, 467, 933, 466)
    assert swung((10_000, *[0] * 7), 0, up=True) == (10_000, *[0] * 7)


def test_what_stays_among_the_first_is_counted():
    """Two parts that count alike; the second of two takes the place of the first as soon as one weighs less."""
    first, second = [6_000, 5_000, *[0] * 6], [5_000, 6_000, *[0] * 6]
    weight = (5_000, 5_000, *[0] * 6)
    found = sensitivity(np.array([first, second]), np.array([3, 3]), weight, best=1)
    assert {(swing.part, swing.is_up): swing.kept for swing in found.swings} == {
        ("niche", True): 1, ("niche", False): 0, ("text", True): 0, ("text", False): 1,
    }  # fmt: skip
    assert (found.of, found.steady, found.least) == (1, 0, 0)
    apart = sensitivity(np.array([first, second]), np.array([3, 1]), weight, best=1)
    assert (apart.of, apart.steady, apart.least) == (1, 1, 1)


@pytest.mark.django_db
@few
@given(parts_of_a_score, weights())
def test_the_database_gives_the_same_sum(parts, weight):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {score_sql('m.parts', weight)} FROM (SELECT %s::smallint[] AS parts) AS m", [parts])
        assert cursor.fetchone() == (total(parts, weight),)
