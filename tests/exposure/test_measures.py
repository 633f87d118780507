"""Concentration and counts that may be told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.exposure.engine import gini_bp, shares_bp, told
from marketplace.exposure.enums import Tier
from marketplace.matching.engine.cohorts import TIERS


@pytest.mark.parametrize(
    ("times", "expected"),
    [([], None), ([0, 0], None), ([3, 3, 3], 0), ([0, 0, 0, 8], 7_500), ([1, 2, 3, 4], 2_500)],
)
def test_the_gini_coefficient_is_the_textbook_s(times, expected):
    assert gini_bp(np.array(times, np.int64)) == expected


def test_the_sizes_are_those_of_matching():
    assert [tier.name.lower() for tier in Tier] == list(TIERS)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"a": 9, "b": 7}, {"a": 9, "b": 7}),
        ({"a": 9, "b": 0}, {"a": 9, "b": None}),
        ({"a": 9, "b": 4}, {"a": None, "b": None}),
        ({"a": 90, "b": 40, "c": 4}, {"a": 90, "b": None, "c": None}),
        ({"a": 90, "b": 40, "c": 3, "d": 3}, {"a": 90, "b": 40, "c": None, "d": None}),
        ({"a": 90, "b": 40, "c": 1, "d": 2}, {"a": 90, "b": None, "c": None, "d": None}),
    ],
)
def test_a_handful_is_not_told_nor_what_it_could_be_computed_from(counts, expected):
    assert told(counts) == expected


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 50)))
def test_what_is_missing_from_the_sum_is_never_one_small_count(counts):
    missing = [counts[key] for key, count in told(counts).items() if count is None and counts[key]]
    if any(count < 5 for count in missing) and len(missing) < len([one for one in counts.values() if one]):
        assert len(missing) > 1
        assert sum(missing) >= 5


def test_shares_are_of_the_whole():
    assert shares_bp({"a": 6, "b": None}, 9) == {"a": 6_666, "b": None}
