"""Cohorts through the API: applying, deciding about many, weeks; and nothing of pupils for brands."""

import datetime

import pytest

from tests.factories.brands import brand_person
from tests.factories.cohorts import (
    a_cohort,
    a_creator,
    a_member,
    applied,
    manager_of,
    posted,
    pupils_programme,
    running,
    today,
)

pytestmark = pytest.mark.django_db
AT, ME = "/api/v1/cohorts", "/api/v1/creators/me/entries"
DAY = datetime.timedelta(days=1)


def test_a_creator_applies_and_reads_every_step(client):
    cohort, creator = a_cohort(questions=["Why?"]), a_creator()
    client.force_login(creator.person)
    sent = {"answers": ["Because."]}
    made = client.post(f"{AT}/{cohort.public_id}/entries", sent, content_type="application/json")
    assert made.status_code == 201
    entry = client.get(made["Location"]).json()
    assert (entry["state"], entry["answers"], entry["rules_outcome"]) == ("submitted", ["Because."], "PASS")
    assert [step["state"] for step in entry["steps"]] == ["submitted"]
    again = client.post(f"{AT}/{cohort.public_id}/entries", sent, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (409, "already-entered")


def test_organisers_decide_about_all_or_none(client):
    cohort = a_cohort(seats=1)
    chosen = [applied(cohort), applied(cohort)]
    client.force_login(manager_of(cohort.programme))
    sent = {"entries": [str(one.public_id) for one in chosen], "decision": "accept", "reason": "Well made."}
    refused = client.post(f"{AT}/{cohort.public_id}/decisions", sent, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "seats-taken")
    sent["entries"].pop()
    done = client.post(f"{AT}/{cohort.public_id}/decisions", sent, content_type="application/json").json()
    assert [(one["state"], one["reason"]) for one in done] == [("accepted", "Well made.")]


def test_a_member_reads_their_weeks(client):
    cohort = a_cohort(posts_per_week=2)
    member = a_member(cohort)
    start = today() - 10 * DAY
    running(cohort, start)
    posted(member.channel, start, read_on=start + 8 * DAY)
    client.force_login(member.creator.person)
    found = client.get(f"{ME}/{member.public_id}/cadence").json()
    assert (found["pace"], found["behind_by"], found["kept"]) == ("behind", 1, 0)
    assert [week["pace"] for week in found["weeks"]] == ["behind", "going", "ahead", "ahead"]


def test_brands_find_nothing_of_pupils(client):
    cohort = a_cohort(pupils_programme())
    client.force_login(brand_person())
    assert client.get(f"{AT}/{cohort.public_id}").status_code == 404
    assert client.get("/api/v1/programmes/pupils/cohorts").status_code == 404


def test_lists_take_a_fixed_number_of_queries(client, django_assert_num_queries):
    cohort = a_cohort(seats=9)
    applied(cohort)
    client.force_login(manager_of(cohort.programme))
    client.get(f"{AT}/{cohort.public_id}/entries")
    with django_assert_num_queries(LIST_QUERIES):
        client.get(f"{AT}/{cohort.public_id}/entries")
    applied(cohort), applied(cohort)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(client.get(f"{AT}/{cohort.public_id}/entries").json()["results"]) == 3


LIST_QUERIES = 4
