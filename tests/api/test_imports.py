"""Lists of creators through the API: handed in, confirmed, checked, brought in."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from creators.models import Channel, ImportBatch
from marketplace.core import jobs
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
IMPORTS = "/api/v1/imports"
LIST = "Username;#Followers;Country\nlea.bakes;60,3K;France\n!!;12;France\nnoa;1 204;Atlantis\n"


@pytest.fixture
def staff(client_of):
    person = PersonFactory(staff=True)
    person.user_permissions.add(Permission.objects.get(codename="import_creators"))
    return client_of(person)


def hand_in(client, content=LIST, **changes):
    body = {"file": SimpleUploadedFile("list.csv", content.encode()), "source": "Spring list", "platform": "tiktok"}
    return client.post(IMPORTS, body | changes, format="multipart")


def confirmation(**changes):
    return {"mapping": {"0": "handle", "1": "followers", "2": "country"}, "platform": "tiktok", "as_of": "2026-01-31",
            **changes}  # fmt: skip


def work(response):
    """Run the job that a 202 started; returns the import afterwards."""
    assert response.status_code == 202
    jobs.run(ImportBatch.objects.get(public_id=response.json()["public_id"]).job_id)
    return response["Location"]


def test_a_file_is_understood_checked_and_brought_in(staff):
    taken = hand_in(staff)
    assert taken.status_code == 201
    assert (taken.json()["delimiter"], taken.json()["progress"]) == (";", None)
    assert taken.json()["mapping"] == {"0": "handle", "1": "followers", "2": "country"}
    checked = staff.get(work(staff.post(f"{taken['Location']}/confirm", confirmation()))).json()
    assert (checked["dry_run"], checked["progress"]["state"], checked["progress"]["percent"]) == (True, "done", 100)
    assert (checked["counts"]["read"], checked["counts"]["created"], checked["counts"]["refused"]) == (3, 2, 1)
    assert Channel.objects.count() == 0
    done = staff.get(work(staff.post(f"{taken['Location']}/commit"))).json()
    assert (done["dry_run"], done["counts"]["created"]) == (False, 2)
    assert set(Channel.objects.values_list("handle", flat=True)) == {"lea.bakes", "noa"}


def test_rows_say_why_in_the_language_asked_for(staff):
    address = work(staff.post(f"{hand_in(staff)['Location']}/confirm", confirmation()))
    (row,) = staff.get(f"{address}/rows?outcome=refused").json()["results"]
    assert (row["line"], row["errors"][0]["code"]) == (3, "bad_handle")
    assert "!!" in row["errors"][0]["detail"]
    assert staff.get(f"{address}/rows?outcome=eaten").status_code == 422


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        (confirmation(mapping={"x": "handle"}), 422, "#/mapping"),
        (confirmation(mapping={"0": "religion"}), 422, "#/mapping/0"),
        (confirmation(mapping={"1": "followers"}), 409, "#/mapping"),
        (confirmation(platform=None), 422, "#/platform"),
        (confirmation(as_of="2999-01-01"), 422, "#/as_of"),
    ],
)
def test_a_confirmation_that_is_wrong_starts_nothing(staff, body, status, pointer):
    refused = staff.post(f"{hand_in(staff)['Location']}/confirm", body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (status, pointer)
    assert ImportBatch.objects.get().job is None


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"content": ""}, "#/file"),
        ({"content": "only one column\nx\n"}, "#/file"),
        ({"source": "  "}, "#/source"),
        ({"platform": "myspace"}, "#/platform"),
        ({"encoding": "rot13"}, "#/encoding"),
    ],
)
def test_what_is_no_list_is_not_kept(staff, changes, pointer):
    refused = hand_in(staff, **changes)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert ImportBatch.objects.count() == 0


def test_who_works_for_nobody_imports_nothing_and_sees_nothing(staff, client_of, anonymous):
    batch = hand_in(staff)["Location"]
    other = client_of(PersonFactory())
    refused = hand_in(other)
    assert (refused.status_code, refused.json()["code"]) == (403, "may-not-import")
    for address in (batch, f"{batch}/rows"):
        assert other.get(address).status_code == 404
    assert other.post(f"{batch}/confirm", confirmation()).status_code == 404
    assert other.delete(batch).status_code == 404
    assert other.get(IMPORTS).json()["results"] == []
    assert other.get(f"{IMPORTS}/scopes").json() == []
    assert anonymous.get(IMPORTS).status_code == 401


def test_a_file_is_thrown_away(staff):
    batch = hand_in(staff)["Location"]
    assert staff.delete(batch).status_code == 204


def test_what_columns_can_mean_is_listed(staff):
    assert {"code": "handle", "label": "Handle (name of the channel)"} in staff.get(f"{IMPORTS}/fields").json()
    assert staff.get(f"{IMPORTS}/scopes").json() == [{"brand_id": None, "name": "Entente"}]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number(staff, rows, django_assert_num_queries):
    for _ in range(rows):
        hand_in(staff)
    staff.get(IMPORTS)
    # session, person, second factor, rights (2: own and of groups), imports
    with django_assert_num_queries(6):
        assert len(staff.get(IMPORTS).json()["results"]) == rows
