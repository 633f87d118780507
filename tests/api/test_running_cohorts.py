"""Making, changing and moving cohorts through the API: the same refusals as on the pages."""

import pytest

from marketplace.cohorts.models import Cohort, Entry
from tests.factories.accounts import PersonFactory
from tests.factories.brands import brand_person
from tests.factories.cohorts import a_cohort, a_member, applied, brand_programme, days, manager_of, running, staff
from tests.factories.programmes import a_programme

pytestmark = pytest.mark.django_db
AT = "/api/v1/cohorts"


def of(programme):
    return f"/api/v1/programmes/{programme.slug}/cohorts"


def written(**more):
    return {"name": "Spring", "seats": 2, **{name: str(day) for name, day in days().items()}, **more}


def problem(response):
    return (response.status_code, response.json()["code"])


def test_organisers_make_change_and_take_it_to_its_end(client_of):
    programme = brand_programme()
    api = client_of(manager_of(programme))
    made = api.post(of(programme), written(questions=["Why?"], posts_per_week=2), format="json")
    assert (made.status_code, made.json()["state"], made.json()["time_zone"]) == (201, "draft", "Europe/Paris")
    address = made["Location"]
    changed = api.patch(address, {"name": "Summer", "seats": 3}, format="json").json()
    assert (changed["name"], changed["seats"], changed["questions"]) == ("Summer", 3, ["Why?"])
    states = [api.post(f"{address}/{word}").json()["state"] for word in ("open", "close", "start", "finish")]
    assert states == ["open", "selecting", "running", "done"]
    assert api.get(address).json()["state"] == "done"


def test_staff_make_cohorts_of_platforms_programmes(client_of):
    made = client_of(staff()).post(of(a_programme("fund")), written(), format="json")
    assert (made.status_code, made.json()["programme"]) == (201, "fund")


def test_a_draft_is_found_by_those_who_run_it_alone(client_of, anonymous):
    draft = a_cohort(is_open=False)
    address, listed = f"{AT}/{draft.public_id}", of(draft.programme)
    others = [anonymous, client_of(PersonFactory()), client_of(brand_person())]
    assert [api.get(address).status_code for api in others] == [404, 404, 404]
    assert [api.get(listed).json()["results"] for api in others] == [[], [], []]
    api = client_of(manager_of(draft.programme))
    assert api.get(address).json()["state"] == "draft"
    assert [one["public_id"] for one in api.get(listed).json()["results"]] == [str(draft.public_id)]


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"name": " "}, "#/name"),
        ({"seats": 0}, "#/seats"),
        ({"time_zone": "Europe/Nowhere"}, "#/time_zone"),
        ({"closes_on": "2020-02-30"}, "#/closes_on"),
        ({"opens_on": "9998-01-01"}, "#/closes_on"),
        ({"questions": ["Why?"] * 9}, "#/questions"),
        ({"questions": ["?" * 201]}, "#/questions/0"),
        ({"cycles": 13}, "#/cycles"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_made(wrong, pointer, client_of):
    programme = brand_programme()
    answer = client_of(manager_of(programme)).post(of(programme), written(**wrong), format="json")
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (422, [pointer])
    assert Cohort.objects.count() == 0


def test_of_a_change_too_what_is_wrong_is_named_and_nothing_changes(client_of):
    cohort = a_cohort(is_open=False)
    api = client_of(manager_of(cohort.programme))
    answer = api.patch(f"{AT}/{cohort.public_id}", {"closes_on": str(cohort.opens_on)}, format="json")
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (422, ["#/closes_on"])
    assert Cohort.objects.get().closes_on == cohort.closes_on


def test_what_people_rely_on_stays(client_of):
    cohort = a_cohort(questions=["Why?"])
    api = client_of(manager_of(cohort.programme))
    answer = api.patch(f"{AT}/{cohort.public_id}", {"questions": ["How?"], "seats": 5}, format="json")
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (422, ["#/questions"])
    assert (Cohort.objects.get().questions, Cohort.objects.get().seats) == (["Why?"], 2)


def test_a_made_one_sent_twice_is_one_cohort(client_of):
    programme = brand_programme()
    api, sent = client_of(manager_of(programme)), written()
    answers = [api.post(of(programme), sent, format="json", headers={"Idempotency-Key": "1"}) for _again in "12"]
    assert [answers[0].json(), answers[1]["Idempotent-Replayed"]] == [answers[1].json(), "true"]
    assert Cohort.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", ["close", "start", "finish"]),
        ("open", ["open", "finish"]),
        ("running", ["open", "close", "start"]),
        ("done", ["open", "close", "start", "finish", "cancel"]),
        ("cancelled", ["open", "close", "start", "finish", "cancel"]),
    ],
)
def test_a_step_from_a_wrong_state_is_refused_also_the_second_time(state, words, client_of):
    cohort = a_cohort()
    Cohort.objects.filter(pk=cohort.pk).update(state=state)
    api = client_of(manager_of(cohort.programme))
    for word in words:
        answer = api.post(f"{AT}/{cohort.public_id}/{word}", {"reason": "Because."}, format="json")
        assert problem(answer) == (409, "wrong-state"), word
    assert Cohort.objects.get().state == state


def test_nobody_is_turned_away_without_a_reason(client_of):
    cohort = a_cohort()
    entry = applied(cohort)
    api, address = client_of(manager_of(cohort.programme)), f"{AT}/{cohort.public_id}"
    assert [problem(api.post(f"{address}/{word}")) for word in ("start", "cancel")] == [(422, "invalid")] * 2
    assert Entry.objects.get().state == "submitted"
    done = api.post(f"{address}/cancel", {"reason": "Too few came."}, format="json").json()
    assert (done["state"], done["state_reason"]) == ("cancelled", "Too few came.")
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == ("declined", "Too few came.")


def test_strangers_find_nothing_to_change(client_of, anonymous):
    draft = a_cohort(is_open=False)
    stranger = client_of(manager_of(brand_programme("another")))
    for api, status in (
        (stranger, 404),
        (client_of(a_member(a_cohort(brand_programme("third"))).creator.person), 404),
        (anonymous, 401),
    ):
        assert api.post(of(draft.programme), written(), format="json").status_code == status
        assert api.patch(f"{AT}/{draft.public_id}", {"name": "Ours"}, format="json").status_code == status
        assert api.post(f"{AT}/{draft.public_id}/open").status_code == status
    draft.refresh_from_db()
    assert (draft.name, draft.state) == ("Spring", "draft")


def test_the_list_takes_a_fixed_number_of_queries(client_of, django_assert_num_queries):
    cohort = running(a_cohort())
    api = client_of(manager_of(cohort.programme))
    api.get(of(cohort.programme))
    with django_assert_num_queries(LIST_QUERIES):
        api.get(of(cohort.programme))
    a_cohort(cohort.programme, is_open=False), a_cohort(cohort.programme)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(api.get(of(cohort.programme)).json()["results"]) == 3


LIST_QUERIES = 4
