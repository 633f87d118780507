"""The pages of those who run a cohort: what a refused decision keeps, and how many queries a list takes."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from marketplace.cohorts.actions import sessions
from marketplace.cohorts.models import Cohort, Entry
from tests.factories.accounts import PersonFactory
from tests.factories.cohorts import (
    DAY,
    a_cohort,
    a_creator,
    a_member,
    applied,
    brand_programme,
    days,
    decided,
    manager_of,
    open_jury,
    posted,
    running,
    today,
)

pytestmark = pytest.mark.django_db


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_refused_decision_keeps_the_filter_the_words_and_what_was_chosen():
    cohort = a_cohort(seats=1)
    chosen, other, waiting = applied(cohort), applied(cohort), decided(applied(cohort), "waitlist")
    client = signed_in(manager_of(cohort.programme))
    run = reverse("cohorts:run", args=[cohort.public_id])
    address = reverse("cohorts:decide", args=[cohort.public_id]) + "?state=submitted"
    assert f'action="{address}"' in client.get(f"{run}?state=submitted").content.decode()
    sent = {"entries": [str(chosen.public_id), str(other.public_id)], "decision": "accept", "reason": "Both are good."}
    response = client.post(address, sent)
    text = response.content.decode()
    assert response.status_code == 422
    assert "One seat is free, and you chose 2 people. Nothing was decided." in text
    assert (response.context["state"], str(waiting.public_id) in text) == ("submitted", False)
    assert (text.count(" checked"), "Both are good.</textarea>" in text) == (3, True)
    assert f'href="{run}?state=waitlisted"' in text
    assert Entry.objects.filter(state="submitted").count() == 2


def held_to(queries, count, address, person, rows, grow):
    """A list takes as many queries with one row as with three."""
    client = signed_in(person)
    client.get(address)
    for expected in (1, 3):
        with count(queries):
            response = client.get(address)
        assert len(response.context[rows]) == expected
        if expected == 1:
            grow(), grow()


@pytest.fixture
def cohort():
    """A running one with a cadence."""
    return running(a_cohort(posts_per_week=1, seats=9), today() - 10 * DAY)


def a_member_who_posts(cohort):
    Cohort.objects.filter(pk=cohort.pk).update(state="open", **days())
    member = a_member(Cohort.objects.get(pk=cohort.pk))
    running(cohort, today() - 10 * DAY)
    posted(member.channel, today() - 9 * DAY, read_on=today())
    return member


def test_the_list_of_cohorts_has_a_fixed_number_of_queries(django_assert_num_queries):
    programme = brand_programme()
    a_cohort(programme)
    address = reverse("cohorts:run_list", args=[programme.slug])
    held_to(
        7, django_assert_num_queries, address, manager_of(programme), "cohorts", lambda: a_cohort(programme)
    )  # fmt: skip


def test_a_question_that_is_too_long_is_said_beside_it(client):
    programme = brand_programme()
    client.force_login(manager_of(programme))
    sent = {"name": "Spring", "seats": 2, "cycles": 1, "weeks": 4, "posts_per_week": 0, "time_zone": "Europe/Paris"}
    sent |= {name: str(day) for name, day in days().items()} | {"questions": "?" * 201}
    answer = client.post(reverse("cohorts:new", args=[programme.slug]), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"questions": ["A question has at most 200 characters."]}
    assert Cohort.objects.count() == 0


def test_headers_of_figures_stand_over_their_figures(client):
    jury = open_jury(a_cohort(), PersonFactory())
    client.force_login(manager_of(jury.cohort.programme))
    text = client.get(reverse("cohorts:run_jury", args=[jury.cohort.public_id])).content.decode()
    assert '<th scope="col" class="num">Dealt with</th>' in text


def test_entries_have_a_fixed_number_of_queries(cohort, django_assert_num_queries):
    a_member_who_posts(cohort)
    address, manager = reverse("cohorts:run", args=[cohort.public_id]), manager_of(cohort.programme)
    held_to(8, django_assert_num_queries, address, manager, "page", lambda: a_member_who_posts(cohort))


def test_members_with_their_weeks_have_a_fixed_number_of_queries(cohort, django_assert_num_queries):
    a_member_who_posts(cohort)
    address, manager = reverse("cohorts:members", args=[cohort.public_id]), manager_of(cohort.programme)
    held_to(9, django_assert_num_queries, address, manager, "rows", lambda: a_member_who_posts(cohort))


def test_the_cohorts_of_a_programme_have_a_fixed_number_of_queries(django_assert_num_queries):
    programme = brand_programme()
    a_cohort(programme)
    address = reverse("cohorts:of_programme", args=[programme.slug])
    held_to(10, django_assert_num_queries, address, PersonFactory(), "cohorts", lambda: a_cohort(programme))


def test_sessions_have_a_fixed_number_of_queries(cohort, django_assert_num_queries):
    manager, at = manager_of(cohort.programme), timezone.now() + DAY
    plan = lambda: sessions.plan(  # noqa: E731
        actor=manager, cohort=cohort, kind="webinar", title="Growth", starts_at=at, place="Paris"
    )
    plan()
    address = reverse("cohorts:run_sessions", args=[cohort.public_id])
    held_to(8, django_assert_num_queries, address, manager, "sessions", plan)


def test_a_creators_cohorts_have_a_fixed_number_of_queries(django_assert_num_queries):
    creator, programme = a_creator(), brand_programme()
    applied(a_cohort(programme), creator)
    address = reverse("cohorts:mine")
    client = signed_in(creator.person)
    client.get(address)
    for expected in (1, 3):
        with django_assert_num_queries(5):
            response = client.get(address)
        assert len(response.context["groups"]["sent"]) == expected
        if expected == 1:
            applied(a_cohort(programme), creator), applied(a_cohort(programme), creator)


def test_a_jurors_juries_have_a_fixed_number_of_queries(django_assert_num_queries):
    juror, programme = PersonFactory(), brand_programme()
    open_jury(a_cohort(programme), juror)
    address = reverse("cohorts:juries")
    held_to(6, django_assert_num_queries, address, juror, "juries", lambda: open_jury(a_cohort(programme), juror))
