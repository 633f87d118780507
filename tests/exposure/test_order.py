"""The fair order: a floor in every prefix, a mild controller, and nothing else moved."""

from hypothesis import given
from hypothesis import strategies as st

from marketplace.exposure.engine import Candidate, Rules, fair_order
from marketplace.exposure.engine.order import floor_of
from marketplace.exposure.enums import Cause

SCORES = st.integers(0, 10_000)
CANDIDATES = st.lists(st.tuples(SCORES, st.booleans(), st.booleans(), st.integers(0, 60)), max_size=40)


def ranked(lines):
    """Candidates by score, all of them fitting, and how often each was shown."""
    lines = sorted(lines, key=lambda line: -line[0])
    found = [Candidate(100 + at, at, line[0], True, line[1], line[2]) for at, line in enumerate(lines)]
    return found, {at: line[3] for at, line in enumerate(lines)}


def one(key, score, *, small=False, verified=True, fits=True):
    return Candidate(key, key, score, fits, small, verified)


@given(CANDIDATES)
def test_everybody_keeps_one_place_and_the_order_is_the_same_each_time(lines):
    candidates, shown = ranked(lines)
    placed = fair_order(candidates, shown, Rules())
    assert sorted(each.key for each in placed) == sorted(each.key for each in candidates)
    assert [each.position for each in placed] == list(range(1, len(candidates) + 1))
    assert placed == fair_order(candidates, shown, Rules())


@given(CANDIDATES, st.one_of(st.none(), st.integers(0, 10_000)))
def test_every_prefix_holds_the_floor_as_long_as_there_are_small_ones(lines, floor_bp):
    candidates, shown = ranked(lines)
    rules = Rules(floor_bp=floor_bp, minimum_score=0)
    floor = floor_of(candidates, rules)
    small = {each.key for each in candidates if each.is_small}
    order = [each.key for each in fair_order(candidates, shown, rules)]
    for size in range(1, len(order) + 1):
        assert len(small & set(order[:size])) >= min(floor * size // 10_000, len(small))


@given(CANDIDATES)
def test_who_does_not_reach_the_minimum_stays_where_they_are(lines):
    candidates, shown = ranked(lines)
    for each in fair_order(candidates, shown, Rules(minimum_score=6_000)):
        if candidates[each.plain - 1].score < 6_000:
            assert (each.position, each.cause) == (each.plain, None)


def test_nobody_who_does_not_fit_passes_somebody_who_does():
    listed = [one(1, 5_000), one(2, 9_900, small=True, fits=False), one(3, 9_800, small=True, fits=False)]
    assert [each.key for each in fair_order(listed, {1: 900}, Rules(floor_bp=10_000))] == [1, 2, 3]


def test_without_showings_and_floor_the_order_is_the_plain_one():
    listed = [one(1, 9_000), one(2, 8_000, small=True), one(3, 7_000)]
    assert [each.up for each in fair_order(listed, {}, Rules(floor_bp=0))] == [0, 0, 0]


def test_small_creators_get_at_least_their_share_and_the_lines_say_why():
    listed = [one(1, 9_000), one(2, 8_900), one(3, 8_800, small=True), one(4, 8_700, small=True)]
    placed = fair_order(listed, {}, Rules())
    assert [(each.key, each.up, each.cause) for each in placed] == [
        (1, 0, None),
        (2, 0, None),
        (3, 0, None),
        (4, 0, None),
    ]
    placed = fair_order(listed, {}, Rules(floor_bp=5_000))
    assert [(each.key, each.cause) for each in placed] == [
        (1, None), (3, Cause.FLOOR), (2, Cause.MADE_WAY), (4, None),
    ]  # fmt: skip


def test_who_was_shown_less_than_deserved_passes_who_was_shown_more():
    listed = [one(1, 8_000), one(2, 7_900), one(3, 5_000)]
    placed = fair_order(listed, {1: 90, 2: 0, 3: 0}, Rules(floor_bp=0, deficit_bp=500))
    assert [(each.key, each.cause) for each in placed] == [(2, Cause.LESS_SHOWN), (1, Cause.MORE_SHOWN), (3, None)]


def test_a_copy_that_nobody_verified_gains_nothing_by_not_having_been_shown():
    listed = [one(1, 8_000), one(2, 7_950, verified=False)]
    assert [each.key for each in fair_order(listed, {1: 30}, Rules(floor_bp=0, deficit_bp=60))] == [1, 2]
    listed[1] = one(2, 7_950)
    assert [each.key for each in fair_order(listed, {1: 30}, Rules(floor_bp=0, deficit_bp=60))] == [2, 1]


def test_a_few_showings_are_noise():
    listed = [one(1, 8_000), one(2, 7_950)]
    assert [each.key for each in fair_order(listed, {1: 1}, Rules(floor_bp=0))] == [1, 2]
