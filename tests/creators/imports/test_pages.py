"""The pages of imports: from the file to the report, in a browser without scripts."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from creators.models import Creator, ImportBatch
from marketplace.core import jobs
from tests.creators.imports.conftest import HEADER, bring
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
LIST = HEADER + "zoe,Zoé,Food,12K,1,France,=1+1\nno good one,,,,,,\n"
DAY = "2026-01-31"
#: The session, the person, their second factor and rights (2), brands they act for, notices, platforms, batches.
QUERIES_OF_THE_LIST = 9


@pytest.fixture
def staff(client, rosa):
    client.force_login(rosa)
    return client


def hand_in(client, text=LIST, **fields):
    upload = SimpleUploadedFile("list.csv", text.encode())
    data = {"file": upload, "source": "Agency", "platform": "tiktok", "as_of": DAY, **fields}
    return client.post(reverse("creators:imports"), data)


def answers(batch, **changes):
    fields = {f"column{at}": batch.mapping.get(str(at), "") for at in range(len(batch.headers))}
    return {**fields, "platform": "tiktok", "as_of": DAY, **changes}


def test_a_list_goes_from_the_file_to_the_profiles(staff):
    answer = hand_in(staff)
    batch = ImportBatch.objects.get()
    page = reverse("creators:import", args=[batch.public_id])
    assert answer.headers["Location"] == page
    assert b"What the columns mean" in staff.get(page).content
    staff.post(page, answers(batch))
    assert b"Checking" in staff.get(page).content
    batch.refresh_from_db()
    jobs.run(batch.job_id)
    report = staff.get(page).content.decode()
    assert "This was a check: nothing has changed yet." in report
    assert Creator.objects.count() == 0
    staff.post(reverse("creators:import_commit", args=[batch.public_id]))
    real = ImportBatch.objects.get(checked_as=batch)
    jobs.run(real.job_id)
    assert "The list is in." in staff.get(reverse("creators:import", args=[real.public_id])).content.decode()
    assert list(Creator.objects.values_list("display_name", "source")) == [("Zoé", "Agency")]


def test_the_bar_asks_for_the_whole_page_once_the_file_is_read(staff, rosa):
    batch = bring(LIST, actor=rosa, run=False)
    bar = reverse("creators:import_progress", args=[batch.public_id])
    first = staff.get(bar)
    assert "HX-Refresh" not in first.headers
    assert b'hx-get="%s"' % bar.encode() in first.content
    jobs.run(batch.job_id)
    assert staff.get(bar).headers["HX-Refresh"] == "true"


def test_refused_rows_come_back_as_a_harmless_file_that_can_be_handed_in_again(staff, rosa):
    batch = bring(HEADER + "bad one,=cmd(),,,,,\nzoe,Zoé,Food,many,1,France,+33 6\n", actor=rosa)
    answer = staff.get(reverse("creators:import_errors", args=[batch.public_id]))
    text = b"".join(answer.streaming_content).decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[0][:4] == ["Row", "Reasons", "username", "name"]
    assert [row[0] for row in rows[1:]] == ["2", "3"]
    assert (rows[1][3], rows[2][8]) == ("'=cmd()", "'+33 6")
    assert rows[2][1] == "Followers – “many” is not a number."
    again = bring(text.replace("many", "12"), actor=rosa)
    assert (again.counts["created"], again.counts["refused"]) == (1, 1)
    assert Creator.objects.get().bio == "+33 6"


def test_the_french_report_counts_in_the_plural(staff, rosa):
    rosa.language = "fr"
    rosa.save(update_fields=["language"])
    batch = bring(HEADER + "zoe,Zoé,Food,many,1,France,1\n", actor=rosa)
    shown = staff.get(reverse("creators:import", args=[batch.public_id])).content.decode()
    assert [word for word in ("Lignes lues", "Inchangés", "Lignes refusées") if word not in shown] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\x00\x00", "This is not a text file."),
        (b"one\ntwo\n", "Only one column was found."),
        (b" ", "The file is empty."),
    ],
)
def test_what_is_no_table_is_an_error_of_the_field(staff, content, message):
    answer = hand_in(staff, file=SimpleUploadedFile("x.csv", content))
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert ImportBatch.objects.count() == 0


def test_columns_that_name_nobody_or_say_one_thing_twice_are_refused(staff):
    hand_in(staff)
    batch = ImportBatch.objects.get()
    page = reverse("creators:import", args=[batch.public_id])
    nobody = staff.post(page, answers(batch, column0=""))
    assert "Say which column holds the handle or the link of the channel." in nobody.content.decode()
    twice = staff.post(page, answers(batch, column4="followers"))
    assert "Two columns cannot both mean this. Leave one out." in twice.content.decode()
    assert (nobody.status_code, twice.status_code) == (422, 422)
    assert ImportBatch.objects.get().job is None


def test_a_file_can_be_thrown_away_before_it_is_imported(staff, django_capture_on_commit_callbacks, settings):
    hand_in(staff)
    batch = ImportBatch.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(reverse("creators:import_discard", args=[batch.public_id]))
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []
    assert "This file was deleted" in staff.get(reverse("creators:import", args=[batch.public_id])).content.decode()


def test_a_creator_imports_nothing_and_sees_no_import(client, rosa, lea):
    batch = bring(LIST, actor=rosa)
    client.force_login(lea.person)
    assert client.get(reverse("creators:imports")).status_code == 403
    for name in ("import", "import_progress", "import_errors"):
        assert client.get(reverse(f"creators:{name}", args=[batch.public_id])).status_code == 404
    for name in ("import_commit", "import_discard"):
        assert client.post(reverse(f"creators:{name}", args=[batch.public_id])).status_code == 404


def test_two_brands_never_see_each_others_lists(client, bao):
    from brands.enums import Role
    from brands.models import Brand, Member

    other = PersonFactory(brand=True)
    brands = [Brand.objects.create(name=name, slug=name, country="FR") for name in ("mine", "theirs")]
    for person, brand in zip((bao, other), brands, strict=True):
        Member.objects.create(brand=brand, person=person, role=Role.MANAGER)
    batch = bring(LIST, actor=bao, brand_id=brands[0].pk)
    page = reverse("creators:import", args=[batch.public_id])
    client.force_login(other)
    assert client.get(page).status_code == 404
    assert b"list.csv" not in client.get(reverse("creators:imports")).content
    client.force_login(bao)
    assert client.get(page).status_code == 200
    assert b"list.csv" in client.get(reverse("creators:imports")).content
    assert Creator.objects.get().source == "brand-list"
    Member.objects.filter(person=bao).update(role=Role.VIEWER)
    assert client.get(reverse("creators:imports")).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_batches(staff, rosa, django_assert_num_queries):
    for batches in (1, 3):
        while ImportBatch.objects.count() < batches:
            bring(LIST, actor=rosa)
        with django_assert_num_queries(QUERIES_OF_THE_LIST):
            staff.get(reverse("creators:imports"))
