"""Mentoring through the API: each side reads what its pages show, and brands find none of it."""

import datetime

import pytest
from django.utils import timezone

from marketplace.cohorts.models import Mentor, Mentorship, Session, Veto, Wish
from tests.cohorts.test_pupils import a_mentor, aged
from tests.factories.accounts import PersonFactory
from tests.factories.brands import brand_person
from tests.factories.cohorts import a_cohort, a_member, pupils_programme, staff

pytestmark = pytest.mark.django_db
AT, ME, MENTORING = "/api/v1/cohorts", "/api/v1/creators/me/entries", "/api/v1/mentoring"
OFFER = {"display_name": "Bo", "about": "Code", "fields": ["coding"], "capacity": 2, "is_adult": True}


@pytest.fixture
def cohort():
    return a_cohort(pupils_programme(), seats=9, questions=["Why?"])


def a_pupil(cohort, name="Noor"):
    return a_member(cohort, aged(14, consent=True, display_name=name))


def problem(response):
    return (response.status_code, response.json()["code"])


def meeting(**more):
    soon = timezone.now() + datetime.timedelta(days=2)
    return {"title": "Your film", "starts_at": soon.isoformat(), "url": "https://meet.example/1", **more}


def paired(cohort, api):
    """A mentor and a pupil whom staff brought together through the API."""
    mentor, pupil = a_mentor(cohort), a_pupil(cohort)
    sent = {"entry": str(pupil.public_id), "mentor": str(mentor.public_id)}
    made = api.post(f"{AT}/{cohort.public_id}/pairs", sent, format="json")
    assert (made.status_code, made.json()["pupil"]) == (201, "Noor")
    return mentor, pupil, made.json()["public_id"]


def test_an_offer_is_checked_by_staff_who_say_what_they_saw(cohort, client_of):
    person = PersonFactory()
    address = f"/api/v1/programmes/{cohort.programme.slug}/mentor-offers"
    assert problem(client_of(person).post(address, {**OFFER, "is_adult": False}, format="json")) == (422, "invalid")
    made = client_of(person).post(address, OFFER, format="json")
    assert (made.status_code, made.json()["state"], "email" in made.json()) == (201, "offered", False)
    assert problem(client_of(person).post(address, OFFER, format="json")) == (409, "already-offered")
    api = client_of(staff())
    (row,) = api.get("/api/v1/mentors?state=offered").json()["results"]
    assert row["email"] == person.email
    approve = f"/api/v1/mentors/{row['public_id']}/approve"
    assert problem(api.post(approve, {"reason": ""}, format="json")) == (422, "invalid")
    assert client_of(person).post(approve, {"reason": "It is me."}, format="json").status_code == 404
    assert api.post(approve, {"reason": "Passport seen."}, format="json").json()["state"] == "approved"
    assert problem(api.post(approve, {"reason": "Again."}, format="json")) == (409, "settled")
    assert client_of(person).get(f"{MENTORING}/offers").json()["results"][0]["reason"] == "Passport seen."


def test_a_pupil_wishes_and_refuses_and_the_best_pairs_follow(cohort, client_of):
    ana, bo, pupil = a_mentor(cohort), a_mentor(cohort, display_name="Bo"), a_pupil(cohort)
    api, mine = client_of(pupil.creator.person), f"{ME}/{pupil.public_id}"
    names = [one["display_name"] for one in api.get(f"{mine}/mentors").json()["results"]]
    assert (sorted(names), api.get(f"{mine}/mentor").status_code) == (["Ana", "Bo"], 404)
    wish = {"mentors": [str(ana.public_id), str(bo.public_id)]}
    assert api.put(f"{mine}/wishes", wish, format="json").json() == wish
    wrong = {"mentors": [str(cohort.public_id)]}
    assert problem(api.put(f"{mine}/wishes", wrong, format="json")) == (422, "invalid")
    assert api.post(f"{mine}/mentors/{ana.public_id}/refuse", {}, format="json").status_code == 204
    assert [one.mentor for one in Wish.objects.all()] == [bo]
    by = client_of(staff())
    (waiting,) = by.get(f"{AT}/{cohort.public_id}/pairs/waiting").json()["results"]
    assert (waiting["pupil"], waiting["wishes"]) == ("Noor", [str(bo.public_id)])
    (pair,) = by.post(f"{AT}/{cohort.public_id}/pairs/best").json()
    assert pair["mentor"]["display_name"] == "Bo"
    assert api.get(f"{mine}/mentor").json()["display_name"] == "Bo"


def test_staff_bring_together_what_is_possible_and_end_it_with_a_reason(cohort, client_of):
    api = client_of(staff())
    mentor, pupil, pair = paired(cohort, api)
    sent = {"entry": str(pupil.public_id), "mentor": str(mentor.public_id)}
    assert problem(api.post(f"{AT}/{cohort.public_id}/pairs", sent, format="json")) == (409, "not-possible")
    other = {**sent, "mentor": str(a_mentor(cohort, approved=False).public_id)}
    assert problem(api.post(f"{AT}/{cohort.public_id}/pairs", other, format="json")) == (422, "invalid")
    end = f"{AT}/{cohort.public_id}/pairs/{pair}/end"
    assert problem(api.post(end, {"reason": ""}, format="json")) == (422, "invalid")
    assert api.post(end, {"reason": "Moved away."}, format="json").json()["reason"] == "Moved away."
    assert api.get(f"{AT}/{cohort.public_id}/pairs").json()["results"] == []
    assert problem(api.post(end, {"reason": "Again."}, format="json")) == (409, "not-possible")


def test_a_mentor_reads_the_name_a_pupil_chose_and_plans_a_meeting(cohort, client_of):
    mentor, pupil, pair = paired(cohort, client_of(staff()))
    api = client_of(mentor.person)
    (row,) = api.get(f"{MENTORING}/pairs").json()["results"]
    assert row == {
        "public_id": pair,
        "cohort_name": "Spring",
        "pupil": "Noor",
        "answers": [{"question": "Why?", "answer": "Because."}],
    }
    address = f"{MENTORING}/pairs/{pair}/meetings"
    assert problem(api.post(address, meeting(url=""), format="json")) == (422, "invalid")
    made = api.post(address, meeting(), format="json")
    assert (made.status_code, made.json()["kind"], made.json()["taken"]) == (201, "one_to_one", 1)
    assert client_of(pupil.creator.person).get(made["Location"]).json()["is_coming"] is True
    assert client_of(a_pupil(cohort, "Ivo").creator.person).get(made["Location"]).status_code == 404
    (line,) = api.get(f"{made['Location']}/attendance").json()["results"]
    assert (line["creator"], line["attendance"]) == ("Noor", "coming")
    assert api.post(f"{MENTORING}/pairs/{pair}/stop", {"reason": "Kin."}, format="json").status_code == 204
    assert (Session.objects.get().state, Veto.objects.get().reason) == ("cancelled", "Kin.")
    assert api.post(address, meeting(), format="json").status_code == 404
    assert problem(api.post(f"{made['Location']}/cancel", {"reason": "No."}, format="json")) == (
        403,
        "not-an-organiser",
    )


def test_brands_find_none_of_it(cohort, client_of):
    mentor, pupil, pair = paired(cohort, client_of(staff()))
    api = client_of(brand_person())
    inside = f"{AT}/{cohort.public_id}"
    pages = [f"{inside}/pairs", f"{inside}/pairs/waiting", f"{inside}/members", f"{inside}/jury"]
    pages += [f"{MENTORING}/pairs/{pair}/meetings", f"{ME}/{pupil.public_id}/mentors"]
    assert [api.get(page).status_code for page in pages] == [404] * len(pages)
    lists = [f"{inside}/sessions", "/api/v1/mentors", f"{MENTORING}/offers", f"{MENTORING}/pairs", "/api/v1/sessions"]
    assert [api.get(page).json()["results"] for page in lists] == [[]] * len(lists)
    offer = f"/api/v1/programmes/{cohort.programme.slug}/mentor-offers"
    assert api.post(offer, OFFER, format="json").status_code == 404
    assert api.post(f"/api/v1/mentors/{mentor.public_id}/end", {"reason": "x"}, format="json").status_code == 404
    assert (Mentor.objects.count(), Mentorship.objects.filter(ended_at=None).count()) == (1, 1)


LISTS = {"/pairs": 7, "/pairs/waiting": 8}


@pytest.mark.parametrize("name", LISTS)
def test_lists_take_a_fixed_number_of_queries(name, cohort, client_of, django_assert_num_queries):
    api = client_of(staff())
    for place in range(3):
        a_mentor(cohort), a_pupil(cohort, f"Pupil {place}")
    if name == "/pairs":
        api.post(f"{AT}/{cohort.public_id}/pairs/best")
    for limit in (1, 3):
        with django_assert_num_queries(LISTS[name]):
            found = api.get(f"{AT}/{cohort.public_id}{name}?limit={limit}").json()["results"]
        assert len(found) == limit
