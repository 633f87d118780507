"""The set that is chosen is the best of all sets; where that cannot be tried, it is near what nothing can exceed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.allocation import Candidate, Limit, Problem, near_misses, select
from marketplace.allocation.bound import Relaxation, bound_of
from marketplace.allocation.greedy import Search
from marketplace.allocation.limits import limits_of
from marketplace.allocation.worth import Worth

from .problems import best_points, every_set, made_up, problems


@settings(max_examples=60)
@given(problems())
def test_the_best_of_all_sets_is_chosen(problem: Problem):
    found, best = select(problem), best_points(problem)
    assert found.is_possible == (best is not None)
    if best is not None:
        worth = Worth(problem)
        rows = problem.rows_of(found.keys)
        assert limits_of(problem).holds(rows)
        assert worth.of(rows) == best
        assert (found.value, found.bound, found.is_exact) == (best // worth.unit, best // worth.unit, True)
        assert found.cost == sum(pick.cost for pick in found.picks)


@settings(max_examples=30)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_nothing(problem: Problem, random):
    order = list(range(len(problem.candidates)))
    random.shuffle(order)
    overlap = problem.overlap and replace(problem.overlap, vectors=problem.overlap.vectors[order])
    shuffled = replace(problem, candidates=tuple(problem.candidates[at] for at in order), overlap=overlap)
    assert select(shuffled) == select(problem)


@settings(max_examples=40)
@given(problems(), st.lists(st.integers(0, 12), max_size=3))
def test_any_prices_and_any_planes_give_a_bound(problem: Problem, totals: list[int]):
    worth, limits = Worth(problem), limits_of(problem)
    relaxation = Relaxation(worth, limits)
    for total in totals:
        relaxation.cut_at(np.full(worth.vectors.shape[1], total))
    prices = np.full(len(limits.lower) + len(relaxation.touched), 0.3)
    best = best_points(problem)
    assert best is None or relaxation.certify(prices)[0] >= best // worth.unit


@settings(max_examples=40)
@given(problems())
def test_the_bound_is_never_below_the_best_and_the_search_never_above(problem: Problem):
    worth, limits = Worth(problem), limits_of(problem)
    search, bound, best = Search(worth, limits), bound_of(Relaxation(worth, limits)), best_points(problem)
    rows = search.improved(search.start())
    if best is None:
        assert not limits.holds(rows)
    else:
        assert bound is not None
        assert bound.points >= best // worth.unit
        assert not limits.holds(rows) or worth.of(rows) <= best


@settings(max_examples=60)
@given(problems())
def test_relaxations_make_a_set_possible_and_nothing_less_does(problem: Problem):
    for one in select(problem).relaxations:
        if one.alone and one.limit.kind in ("budget", "fewest", "most", "least", "at_most"):
            step = 1 if one.enough > one.now else -1
            assert every_set(_with(problem, one.limit, one.enough))
            assert not every_set(_with(problem, one.limit, one.enough - step))


def _with(problem: Problem, limit: Limit, number: int) -> Problem:
    if limit.kind in ("least", "at_most"):
        return replace(problem, **{limit.kind: {**getattr(problem, limit.kind), limit.name: number}})
    return replace(problem, **{limit.kind: number})


def test_it_says_which_limit_cannot_be_met():
    two = (Candidate(1, 50, 300, amounts={"video": 1}), Candidate(2, 60, 500, amounts={"video": 1}))
    found = select(Problem(two, budget=700, fewest=2, least={"video": 2}))
    assert not found.is_possible
    assert [(one.limit, one.now, one.enough, one.alone) for one in found.relaxations] == [
        (Limit("budget"), 700, 800, True)
    ]
    both = select(Problem(two, budget=100, fewest=3))
    assert [(one.limit.kind, one.enough, one.alone) for one in both.relaxations] == [("fewest", 0, True)]
    never = select(Problem(two, budget=100, fewest=1, least={"live": 1}))
    assert [(one.limit.kind, one.enough, one.alone) for one in never.relaxations] == [
        ("budget", 300, False),
        ("least", 0, False),
    ]


def test_pins_that_clash_are_named():
    three = tuple(Candidate(key, 10 * key, 100) for key in (1, 2, 3))
    found = select(Problem(three, conflicts=(frozenset({1, 2}),), pinned=frozenset({1, 2})))
    assert [(one.limit, one.enough) for one in found.relaxations] == [(Limit("conflict", "0"), 2), (Limit("pinned"), 1)]


def test_between_equals_the_smaller_tie_is_taken_whatever_the_key():
    equals = tuple(Candidate(key, 50, 10, tie=100 - key) for key in range(20))
    assert select(Problem(equals, most=3)).keys == {17, 18, 19}


@pytest.mark.parametrize("seed", range(3))
def test_many_candidates_come_within_two_percent_of_what_nothing_exceeds(seed: int):
    problem = made_up(1_000, seed)
    found = select(problem)
    assert limits_of(problem).holds(problem.rows_of(found.keys))
    assert found.regret_bp <= 200
    assert select(problem) == found


def test_two_hundred_candidates_are_proved():
    found = select(made_up(200, 1), seconds=120)
    assert found.is_exact
    assert found.regret_bp == 0


def test_who_is_next_comes_in_at_the_price_that_is_named():
    problem = made_up(40, 3, seats=6)
    found = select(problem)
    missed = near_misses(problem, found, count=3)
    assert missed
    for miss in missed:
        assert miss.key not in found.keys
        assert miss.loss == found.value - select(replace(problem, pinned=frozenset({miss.key}))).value
        if miss.enough_cost is not None:
            cheaper = [replace(c, cost=miss.enough_cost) if c.key == miss.key else c for c in problem.candidates]
            asked = replace(problem, candidates=tuple(cheaper))
            assert select(replace(asked, pinned=frozenset({miss.key}))).value == select(asked).value


@pytest.mark.parametrize(
    "wrong",
    [
        {"candidates": (Candidate(1, 5), Candidate(1, 6))},
        {"candidates": (Candidate(1, -5),)},
        {"candidates": (Candidate(1, 5),), "pinned": frozenset({2})},
        {"candidates": (Candidate(1, 5, 10**14),)},
    ],
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError):
        Problem(**wrong)
