"""Sessions, invitations and members of cohorts through the API: the same refusals as on the pages."""

import datetime

import pytest
from django.utils import timezone

from marketplace.cohorts.models import Entry, Place, Session
from tests.factories.cohorts import DAY, a_cohort, a_member, invited, manager_of, planned, posted, running, today
from tests.factories.creators import published_creator

pytestmark = pytest.mark.django_db
AT, SESSIONS = "/api/v1/cohorts", "/api/v1/sessions"


def webinar(**more):
    soon = timezone.now() + datetime.timedelta(days=3)
    return {"kind": "webinar", "title": "Growth", "starts_at": soon.isoformat(), "place": "Paris", **more}


def problem(response):
    return (response.status_code, response.json()["code"])


def test_organisers_plan_move_and_call_off(client_of):
    cohort = a_cohort()
    api = client_of(manager_of(cohort.programme))
    made = api.post(f"{AT}/{cohort.public_id}/sessions", webinar(), format="json")
    assert (made.status_code, made.json()["minutes"], made.json()["taken"]) == (201, 60, 0)
    address = made["Location"]
    assert api.patch(address, {"title": "More growth", "capacity": 3}, format="json").json()["title"] == "More growth"
    assert problem(api.post(f"{address}/cancel", {"reason": " "}, format="json")) == (422, "invalid")
    done = api.post(f"{address}/cancel", {"reason": "Ill."}, format="json").json()
    assert (done["state"], done["state_reason"]) == ("cancelled", "Ill.")
    assert problem(api.patch(address, {"title": "Again"}, format="json")) == (409, "session-over")


def test_a_plan_sent_twice_is_one_session(client_of):
    cohort = a_cohort()
    api, sent = client_of(manager_of(cohort.programme)), webinar()
    answers = [
        api.post(f"{AT}/{cohort.public_id}/sessions", sent, format="json", headers={"Idempotency-Key": "1"})
        for _again in "12"
    ]
    assert [answers[0].json(), answers[1]["Idempotent-Replayed"]] == [answers[1].json(), "true"]
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"place": ""}, "#/url"),
        ({"starts_at": "2020-01-01T10:00:00Z"}, "#/starts_at"),
        ({"starts_at": "9999-12-31T23:59:59Z"}, "#/starts_at"),
        ({"guest": "6f0dd1a5-67f4-4c12-9c2f-6f2f5a3a1c11"}, "#/guest"),
        ({"minutes": 481}, "#/minutes"),
    ],
)
def test_what_is_wrong_with_a_plan_is_named(wrong, pointer, client_of):
    cohort = a_cohort()
    api = client_of(manager_of(cohort.programme))
    answer = api.post(f"{AT}/{cohort.public_id}/sessions", webinar(**wrong), format="json")
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (422, [pointer])
    assert Session.objects.count() == 0


def test_members_take_a_place_give_it_back_and_find_it_in_their_calendar(client_of):
    cohort = a_cohort()
    member, session = a_member(cohort), planned(cohort, capacity=1)
    api, address = client_of(member.creator.person), f"{SESSIONS}/{session.public_id}"
    assert api.post(f"{address}/join").json()["is_coming"] is True
    other = client_of(a_member(cohort).creator.person)
    assert problem(other.post(f"{address}/join")) == (409, "session-full")
    assert [one["taken"] for one in api.get(SESSIONS).json()["results"]] == [1]
    assert api.post(f"{address}/leave").json()["is_coming"] is False
    assert api.get(SESSIONS).json()["results"] == []
    assert problem(api.patch(address, {"title": "Mine"}, format="json")) == (403, "not-an-organiser")


def test_a_taken_meeting_of_two_is_found_by_nobody_else(client_of):
    cohort = a_cohort()
    first, second = a_member(cohort), a_member(cohort)
    taken = planned(cohort, "one_to_one", guest=first)
    api = client_of(second.creator.person)
    assert api.get(f"{AT}/{cohort.public_id}/sessions").json()["results"] == []
    assert api.post(f"{SESSIONS}/{taken.public_id}/join").status_code == 404
    assert Place.objects.get().entry == first


def test_attendance_is_noted_once_it_has_begun_of_this_cohort_alone(client_of):
    cohort = a_cohort()
    member, session, stranger = a_member(cohort), planned(cohort), a_member(a_cohort(cohort.programme))
    api, address = client_of(manager_of(cohort.programme)), f"{SESSIONS}/{session.public_id}/attendance"
    lines = [{"entry": str(member.public_id), "attendance": "attended"}]
    assert problem(api.post(address, {"lines": lines}, format="json")) == (409, "session-over")
    Session.objects.update(starts_at=timezone.now() - DAY)
    wrong = [*lines, {"entry": str(stranger.public_id), "attendance": "missed"}]
    assert problem(api.post(address, {"lines": wrong}, format="json")) == (422, "invalid")
    assert Place.objects.count() == 0
    done = api.post(address, {"lines": lines}, format="json").json()["results"]
    assert [(one["entry"], one["attendance"]) for one in done] == [(str(member.public_id), "attended")]


def test_organisers_invite_take_back_and_end(client_of):
    cohort, creator = a_cohort(), published_creator()
    api, address = client_of(manager_of(cohort.programme)), f"{AT}/{cohort.public_id}/invitations"
    assert problem(api.post(address, {"who": "@nobody", "message": "Hi"}, format="json")) == (422, "invalid")
    sent = {"who": creator.channels.get().handle, "message": "Join us."}
    made = api.post(address, sent, format="json")
    assert (made.status_code, made.json()["state"], made.json()["message"]) == (201, "invited", "Join us.")
    assert problem(api.post(address, sent, format="json")) == (409, "already-entered")
    assert [one["creator"] for one in api.get(address).json()["results"]] == [creator.display_name]
    taken = api.post(f"{made['Location']}/take-back", {"reason": "A mistake."}, format="json").json()
    assert (taken["state"], [one["state"] for one in taken["steps"]]) == ("withdrawn", ["invited", "withdrawn"])
    member = a_member(cohort)
    remove = f"{AT}/entries/{member.public_id}/remove"
    assert api.post(remove, {"reason": "Nothing published."}, format="json").json()["state"] == "left"
    assert problem(api.post(remove, {"reason": "Again."}, format="json")) == (409, "settled")


def test_an_invited_creator_finds_nothing_of_the_organisers(client_of):
    entry = invited(a_cohort())
    api = client_of(entry.creator.person)
    answers = [api.get(f"{AT}/entries/{entry.public_id}"), api.get(f"{AT}/{entry.cohort.public_id}/members")]
    answers += [api.post(f"{AT}/entries/{entry.public_id}/take-back", {"reason": "No."}, format="json")]
    assert [one.status_code for one in answers] == [404, 404, 404]
    assert Entry.objects.get().state == "invited"


def test_members_come_with_their_weeks(client_of):
    cohort = a_cohort(posts_per_week=2)
    member, start = a_member(cohort), today() - 10 * DAY
    running(cohort, start)
    posted(member.channel, start, read_on=start + 8 * DAY)
    (row,) = client_of(manager_of(cohort.programme)).get(f"{AT}/{cohort.public_id}/members").json()["results"]
    assert (row["public_id"], row["cadence"]["pace"], row["cadence"]["behind_by"]) == (
        str(member.public_id),
        "behind",
        1,
    )


LISTS = {"sessions": 3, "invitations": 4, "members": 6}


@pytest.mark.parametrize("name", LISTS)
def test_lists_take_a_fixed_number_of_queries(name, client_of, django_assert_num_queries):
    cohort = a_cohort(seats=9, posts_per_week=1)
    grow = {"sessions": planned, "invitations": invited, "members": a_member}[name]
    api, address = client_of(manager_of(cohort.programme)), f"{AT}/{cohort.public_id}/{name}"
    grow(cohort)
    api.get(address)
    with django_assert_num_queries(LISTS[name]):
        api.get(address)
    grow(cohort), grow(cohort)
    with django_assert_num_queries(LISTS[name]):
        assert len(api.get(address).json()["results"]) == 3
