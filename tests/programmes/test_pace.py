"""How long until a threshold: whole numbers, by the documented formula, silent where nothing can be said."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.programmes.pace import about, pace_of

D = datetime.date
ON = D(2026, 11, 22)


def days_before(*points):
    return [(ON - datetime.timedelta(days=days), value) for days, value in points]


@pytest.mark.parametrize(
    ("points", "gap", "days"),
    [
        ([(30, 8_000), (0, 8_760)], 1_240, 49),  # 760 in 30 days: 1,240 × 30 ÷ 760 = 48.9
        ([(30, 8_000), (10, 8_760)], 1_240, 23),  # 760 in 20 days, 10 days ago: 32.6 → 33 − 10
        ([(20, 100), (10, 90), (0, 120)], 20, 20),  # the first and the last count, not what lies between
        ([(10, 0), (0, 1)], 3_000_000_000, 30_000_000_000),
        ([(10, 100), (5, 200)], 1, 1),  # by now it should be there: at least a day
        ([(10, 100), (0, 150), (0, 200)], 100, 10),  # of one day the later record
    ],
)
def test_days_follow_the_formula(points, gap, days):
    pace = pace_of(days_before(*points), ON)
    assert pace is not None
    assert pace.days_to(gap, ON) == days


@pytest.mark.parametrize(
    "points",
    [[], [(0, 5)], [(0, 5), (0, 9)], [(31, 1), (0, 9)], [(10, 9), (0, 9)], [(10, 9), (0, 8)], [(40, 1), (31, 9)],
     [(-1, 9), (0, 1)]],
)  # fmt: skip
def test_it_is_silent_without_two_measurements_of_these_days_or_without_growth(points):
    assert pace_of(days_before(*points), ON) is None


def test_the_thirtieth_day_before_still_counts():
    assert pace_of(days_before((30, 1), (0, 9)), ON) is not None


@pytest.mark.parametrize(
    ("days", "text"),
    [(1, "about 1 day"), (13, "about 13 days"), (14, "about 2 weeks"), (17, "about 2 weeks"), (18, "about 3 weeks"),
     (21, "about 3 weeks"), (59, "about 8 weeks"), (60, "about 2 months"), (74, "about 2 months"),
     (75, "about 3 months"), (734, "about 24 months"), (735, ""), (10**12, "")],
)  # fmt: skip
def test_it_is_told_as_people_count(days, text):
    assert about(days) == text


@given(st.integers(0, 29), st.integers(0, 10**10), st.integers(1, 10**10), st.integers(1, 10**10))
def test_the_gap_is_closed_on_the_day_told_and_not_two_days_before(age, start, growth, gap):
    pace = pace_of(days_before((30, start), (age, start + growth)), ON)
    assert pace is not None
    days = pace.days_to(gap, ON)
    assert growth * (days + age) >= gap * pace.span
    if days > 1:
        assert growth * (days + age - 1) < gap * pace.span
