"""Overlap is 1 for audiences spread alike, 0 for those without a segment in common, and the unknown is neither."""

import numpy as np
import pytest

from marketplace.rosters.audience import MOST_LOST, SCALE, overlap_of

FRENCH = {"country": {"FR": 10_000}, "age": {"18-24": 10_000}}
BELGIAN = {"country": {"BE": 10_000}, "age": {"18-24": 10_000}}
MIXED = {"country": {"FR": 5_000, "BE": 5_000}, "age": {"18-24": 10_000}}


def overlaps(*audiences, seats=3):
    vectors = overlap_of(audiences, seats).vectors
    return np.round(vectors @ vectors.T / SCALE**2, 2).tolist()


def test_the_coefficient_is_bhattacharyyas():
    assert overlaps(FRENCH, BELGIAN, MIXED) == [[1.0, 0.0, 0.71], [0.0, 1.0, 0.71], [0.71, 0.71, 1.0]]


def test_what_is_not_known_is_the_mean_of_the_others():
    found = overlaps(FRENCH, BELGIAN, {})
    assert found[2] == [0.71, 0.71, 1.0]


def test_nobody_known_is_no_difference():
    assert overlaps({}, {}) == [[1.0, 1.0], [1.0, 1.0]]


def test_a_list_that_does_not_say_all_has_a_rest():
    found = overlaps({"country": {"FR": 6_000}}, {"country": {"FR": 6_000, "BE": 4_000}})
    assert found[0][1] == 0.6


@pytest.mark.parametrize("seats", [2, 5])
def test_with_all_seats_alike_each_loses_the_same_whatever_their_number(seats):
    overlap = overlap_of([FRENCH] * seats, seats)
    product = int(overlap.vectors[0] @ overlap.vectors[1])
    assert product * overlap.numerator // overlap.denominator * (seats - 1) == MOST_LOST
