"""Small problems of every kind, and the plain way to solve them: try every set."""

from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from marketplace.allocation import Candidate, Overlap, Problem
from marketplace.allocation.limits import limits_of
from marketplace.allocation.worth import Worth

GROUPS = ("a", "b", "c")


@st.composite
def problems(draw: st.DrawFn, most_candidates: int = 7) -> Problem:
    """Up to so many candidates, with any of the limits; some of the problems have no answer."""
    size = draw(st.integers(1, most_candidates))
    keys = draw(st.permutations(range(10, 10 + size)))
    some = st.frozensets(st.sampled_from(keys), max_size=3)
    counts = st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 3), max_size=3)
    candidates = tuple(
        Candidate(key, draw(st.integers(0, 60)), draw(st.integers(0, 40)), draw(st.integers(0, 5)), draw(counts))
        for key in keys
    )
    vectors = draw(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=size, max_size=size))
    return Problem(
        candidates,
        budget=draw(st.none() | st.integers(0, 120)),
        fewest=draw(st.integers(0, 3)),
        most=draw(st.none() | st.integers(1, 6)),
        least=draw(st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 3), max_size=1)),
        at_most=draw(st.dictionaries(st.sampled_from(GROUPS), st.integers(2, 6), max_size=1)),
        conflicts=tuple(draw(st.lists(some.filter(lambda keys: len(keys) > 1), max_size=2))) if size > 1 else (),
        pinned=draw(st.frozensets(st.sampled_from(keys), max_size=1)),
        excluded=draw(st.frozensets(st.sampled_from(keys), max_size=1)),
        overlap=draw(st.none() | st.builds(Overlap, st.just(np.array(vectors)), st.integers(0, 3), st.integers(1, 3))),
    )


def every_set(problem: Problem) -> list[np.ndarray]:
    """All that keep to the limits."""
    limits, rows = limits_of(problem), range(len(problem.candidates))
    sets = [np.array(rows_, np.int64) for size in range(len(rows) + 1) for rows_ in combinations(rows, size)]
    return [one for one in sets if limits.holds(one)]


def best_points(problem: Problem) -> int | None:
    """What the best of all sets is worth, in the overlap's parts of a point; None if there is none."""
    worth = Worth(problem)
    return max((worth.of(rows) for rows in every_set(problem)), default=None)


def made_up(size: int, seed: int, seats: int = 30, segments: int = 60) -> Problem:
    """A campaign's candidates as they might be: prices over two orders of magnitude, audiences of a few sorts."""
    random = np.random.default_rng(seed)
    sorts = random.dirichlet(np.full(segments, 0.05), 6)
    shares = random.dirichlet(np.full(6, 0.4), size) @ sorts
    costs = np.round(np.exp(random.normal(10.3, 0.8, size))).astype(int).tolist()
    values = np.clip(random.normal(6_500, 1_200, size), 0, 10_000).astype(int).tolist()
    ties = random.integers(1 << 40, size=size).tolist()
    groups = [{f"platform:{one}": 1, f"tier:{other}": 1} for one, other in random.integers(4, size=(size, 2)).tolist()]
    candidates = [Candidate(key, *rest) for key, rest in enumerate(zip(values, costs, ties, groups, strict=True))]
    pairs = random.integers(size, size=(size // 50, 2)).tolist()
    return Problem(
        tuple(candidates),
        budget=int(np.median(costs)) * seats * 9 // 10,
        fewest=1,
        most=seats,
        least={"platform:1": seats // 6, "tier:0": seats // 4},
        at_most={"platform:0": seats // 3},
        conflicts=tuple(frozenset(pair) for pair in pairs if pair[0] != pair[1]),
        overlap=Overlap(np.rint(np.sqrt(shares) * 1_000).astype(np.int64), 2_000, (seats - 1) * 10**6),
    )
