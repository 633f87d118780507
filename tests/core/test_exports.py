"""What leaves as CSV is data in every spreadsheet, never a formula."""

import csv
import io

import pytest

from marketplace.core.exports import csv_lines, csv_response, neutral, restore

DANGEROUS = [
    "=1+1", "+33 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", '=cmd|"/c calc"!A1', "\u00a0=1",
]  # fmt: skip
HARMLESS = ["", "a=b", "mail@example.org", "'quoted", "1-2", "é"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_run_is_neutralised_and_comes_back(text):
    assert neutral(text) == f"'{text}"
    assert restore(neutral(text)) == text


@pytest.mark.parametrize("value", [*HARMLESS, -5, 3.5, None])
def test_all_else_is_left_as_it_is(value):
    assert neutral(value) == value
    assert not isinstance(value, str) or restore(value) == value


def test_a_table_begins_with_a_byte_order_mark_and_reads_back():
    rows = [(f"=row {number}", "Zoé, «oui»") for number in range(1_201)]
    text = "".join(csv_lines(["=a", "b"], rows))
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read[0] == ["'=a", "b"]
    assert len(read) == 1_202
    assert read[-1] == ["'=row 1200", "Zoé, «oui»"]


def test_a_download_is_private_and_its_name_is_harmless():
    response = csv_response('x"; \r\nSet-Cookie: a', ["a"], [])
    assert response.headers["Content-Disposition"] == 'attachment; filename="x-----Set-Cookie--a.csv"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
