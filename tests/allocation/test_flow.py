"""Allocations and assignments are the best of all, and prove it."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.allocation import Assigned, assign, flow


@st.composite
def markets(draw: st.DrawFn):
    sources, sinks = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    pairs = [(source, sink) for source in range(sources) for sink in range(sinks)]
    arcs = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=9))
    values = draw(st.lists(st.integers(-5, 30), min_size=len(arcs), max_size=len(arcs)))
    capacity = draw(st.lists(st.integers(0, 3), min_size=sources, max_size=sources))
    seats = draw(st.lists(st.integers(0, 3), min_size=sinks, max_size=sinks))
    left, right = np.array([arc[0] for arc in arcs], np.int64), np.array([arc[1] for arc in arcs], np.int64)
    return left, right, np.array(values, np.int64), np.array(capacity), np.array(seats)


def keeps(left, right, capacity, seats, arcs) -> bool:
    within_left = np.bincount(left[arcs], minlength=len(capacity)) <= capacity
    within_right = np.bincount(right[arcs], minlength=len(seats)) <= seats
    return bool(within_left.all() and within_right.all())


@settings(max_examples=150)
@given(markets())
def test_the_best_of_all_allocations_is_found_and_proved(market):
    left, right, values, capacity, seats = market
    found = flow(*market)
    subsets = (np.array(arcs, np.int64) for n in range(len(left) + 1) for arcs in combinations(range(len(left)), n))
    best = max(int(values[arcs].sum()) for arcs in subsets if keeps(left, right, capacity, seats, arcs))
    assert keeps(left, right, capacity, seats, found.arcs)
    assert found.value == int(values[found.arcs].sum()) == best == found.bound


def test_what_makes_no_sense_is_refused():
    one = np.array([0])
    with pytest.raises(ValueError, match="twice"):
        flow(np.array([0, 0]), np.array([0, 0]), np.array([1, 2]), one + 1, one + 1)
    with pytest.raises(ValueError, match="outside"):
        flow(np.array([1]), one, one, one + 1, one + 1)


def test_as_many_as_possible_are_brought_together_before_anything_else():
    found = assign({1: 1, 2: 1}, {8: 1, 9: 1}, {(1, 8): 9_900, (1, 9): 100, (2, 8): 100})
    assert [(one.left, one.right) for one in found.pairs] == [(1, 9), (2, 8)]
    assert (found.left_alone, found.right_alone, found.is_exact) == ((), (), True)


def test_a_veto_is_never_passed_over():
    found = assign({1: 1, 2: 1}, {8: 1}, {(1, 8): 9_000, (2, 8): 10}, vetoes=[(1, 8)])
    assert [(one.left, one.right) for one in found.pairs] == [(2, 8)]
    assert found.left_alone == (1,)


def test_wishes_of_both_sides_count_as_they_are_weighed():
    fits = {(left, right): 5_000 for left in (1, 2) for right in (8, 9)}
    found = assign({1: 1, 2: 1}, {8: 1, 9: 1}, fits, left_wishes={1: [9, 8]}, right_wishes={9: [1]})
    # (1, 9): half of 5,000, and a quarter of 10,000 for each first wish; (2, 8): nobody wishes, so all is neutral.
    assert found.pairs == (Assigned(1, 9, 7_500, 1, 1), Assigned(2, 8, 5_000, None, None))
    assert found.value == 12_500


def test_mentors_take_as_many_as_they_have_places_for():
    fits = {(mentor, mentee): 100 * mentee for mentor in (1, 2) for mentee in range(10, 15)}
    found = assign({1: 2, 2: 1}, dict.fromkeys(range(10, 15), 1), fits)
    assert sorted(one.left for one in found.pairs) == [1, 1, 2]
    assert [one.right for one in sorted(found.pairs, key=lambda one: one.right)] == [12, 13, 14]
    assert found.right_alone == (10, 11)


def test_people_who_are_not_there_are_refused():
    with pytest.raises(ValueError, match="known people"):
        assign({1: 1}, {2: 1}, {(1, 3): 5})
    with pytest.raises(ValueError, match="weights"):
        assign({1: 1}, {2: 1}, {(1, 2): 5}, weights=(5_000, 5_000, 5_000))
