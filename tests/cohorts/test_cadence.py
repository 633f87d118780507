"""Kept up, behind, unknown: at the edges of weeks, in every time zone, with and without data."""

import datetime

import pytest

from marketplace.cohorts.cadence import Listed, Pace, cadence_of
from marketplace.cohorts.models import Cohort
from marketplace.cohorts.queries.cadence import cadences_of
from marketplace.cohorts.queries.cohorts import members_of
from tests.factories.cohorts import a_cohort, a_creator, a_member, days, posted, running
from tests.factories.standings import instant

MONDAY = datetime.date(2026, 3, 2)
DAY = datetime.timedelta(days=1)


def of(*posts, today, read_on=None, needed=2, only=None, until=None):
    cohort = Cohort(starts_on=MONDAY, cycles=2, weeks=2, posts_per_week=needed)
    listed = Listed(tuple(MONDAY + DAY * post for post in posts), None if read_on is None else MONDAY + DAY * read_on)
    return cadence_of(cohort, listed, MONDAY + DAY * today, cycles=only, until=until)


def paces(cadence):
    return [one.pace.value for one in cadence.weeks]


def test_before_the_first_day_nothing_is_owed():
    cadence = of(today=-1)
    assert paces(cadence) == ["ahead"] * 4
    assert (cadence.pace, cadence.behind_by, cadence.going) == (Pace.AHEAD, 0, None)


@pytest.mark.parametrize(("today", "first"), [(0, "going"), (6, "going"), (7, "kept_up")])
def test_a_week_is_over_on_its_eighth_day(today, first):
    assert paces(of(0, 6, today=today, read_on=7))[0] == first


@pytest.mark.parametrize(("post", "counted"), [(-1, 0), (0, 1), (6, 1), (7, 0)])
def test_a_post_counts_in_the_week_of_its_day(post, counted):
    assert of(post, today=14, read_on=14).weeks[0].posts == counted


def test_what_is_more_in_one_week_fills_no_other():
    cadence = of(0, 1, 2, 3, 8, today=14, read_on=14)
    assert paces(cadence)[:2] == ["kept_up", "behind"]
    assert (cadence.kept, cadence.behind_by, cadence.pace) == (1, 1, Pace.BEHIND)


def test_the_whole_is_behind_by_the_sum_of_its_weeks():
    cadence = of(0, 8, today=28, read_on=28)
    assert [one.behind_by for one in cadence.weeks] == [1, 1, 2, 2]
    assert cadence.behind_by == 6


@pytest.mark.parametrize(("read_on", "pace"), [(None, "unknown"), (6, "unknown"), (7, "behind"), (9, "behind")])
def test_a_list_that_ends_too_early_is_unknown_and_not_behind(read_on, pace):
    cadence = of(0, today=9, read_on=read_on)
    assert (paces(cadence)[0], cadence.pace.value) == (pace, pace)
    assert cadence.behind_by == (1 if pace == "behind" else 0)


def test_enough_posts_are_enough_whatever_the_list_misses():
    assert paces(of(0, 1, today=9, read_on=1))[0] == "kept_up"


def test_only_the_cycles_of_the_membership_count():
    cadence = of(today=28, read_on=28, only=[2])
    assert [(one.cycle, one.number) for one in cadence.weeks] == [(2, 1), (2, 2)]
    assert cadence.behind_by == 4


def test_weeks_after_somebody_left_ask_for_nothing():
    assert len(of(today=28, read_on=28, until=MONDAY + 13 * DAY).weeks) == 1


@pytest.mark.django_db
def test_a_week_is_over_when_it_is_over_where_the_member_is():
    cohort = a_cohort(posts_per_week=1, seats=2)
    east, west = (a_member(cohort, a_creator(zone=zone)) for zone in ("Pacific/Auckland", "America/Los_Angeles"))
    running(cohort, MONDAY)
    at = instant("2026-03-08", 15)
    found = cadences_of(cohort, members_of(cohort), at)
    assert [paces(found[one.pk])[0] for one in (east, west)] == ["unknown", "going"]


@pytest.mark.django_db
def test_posts_are_read_from_the_channel_of_the_entry(django_assert_num_queries):
    cohort = a_cohort(posts_per_week=1, seats=3)
    members = [a_member(cohort) for _place in range(3)]
    running(cohort, MONDAY)
    posted(members[0].channel, MONDAY, MONDAY + 8 * DAY, read_on=MONDAY + 14 * DAY)
    posted(members[1].channel, MONDAY, read_on=MONDAY + 14 * DAY)
    rows = list(members_of(cohort))
    with django_assert_num_queries(2):
        found = cadences_of(cohort, rows, instant("2026-03-16"))
    assert [found[one.pk].pace.value for one in members] == ["kept_up", "behind", "unknown"]
    assert found[members[1].pk].behind_by == 1


@pytest.mark.django_db
def test_a_cohort_without_a_cadence_counts_nothing():
    cohort = a_cohort(posts_per_week=0)
    member = a_member(cohort)
    assert cadences_of(cohort, [member]) == {}
    assert days(MONDAY)["starts_on"] == MONDAY
