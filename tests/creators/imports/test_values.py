"""Cells, as people and spreadsheets write them."""

import datetime

import pytest

from creators.imports import values
from creators.imports.reasons import BadValue

NUMBERS = {
    "60.3M": 60_300_000, "1 204": 1_204, "1\u202f204": 1_204, "1\u00a0204": 1_204, "1,204": 1_204, "1.204": 1_204,
    "1.2K": 1_200, "1,2 k": 1_200, "1.204M": 1_204_000, "1.234,5k": 1_234_500, "6.03E+07": 60_300_000,
    "1204.0": 1_204, "1.234.567": 1_234_567, "1,234,567.0": 1_234_567, "1'204": 1_204, "1’204": 1_204,
    "12,34,567": 1_234_567, "1.5Md": 1_500_000_000, "2 millions": 2_000_000, "10k+": 10_000, "~5k": 5_000, "0": 0,
    "１２": 12, " 7 ": 7, "523M": 523_000_000, "999999999999999": 999_999_999_999_999, "3 mio.": 3_000_000,
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_numbers_are_read_as_they_are_written(text, number):
    assert values.count(text) == number


@pytest.mark.parametrize("text", ["", " ", "-", "—", "n/a", "N/A", "none", "null", "NaN", "#N/A", "?", "inconnu"])
def test_nothing_said_is_unknown_and_never_zero(text):
    assert values.count(text) is None
    assert values.basis_points(text) is None
    assert values.truth(text) is None
    assert values.day(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("abc", "not_a_number"),
        ("-5", "not_a_number"),
        ("1 2 3", "not_a_number"),
        ("1.5.3", "not_a_number"),
        ("5 apples", "not_a_number"),
        ("12,345,67", "not_a_number"),
        ("½", "not_a_number"),
        ("1,5", "not_whole"),
        ("1.2345K", "not_whole"),
        ("1000000000000001", "too_large"),
    ],
)
def test_what_is_no_count_is_refused_with_its_reason(text, code):
    with pytest.raises(BadValue) as bad:
        values.count(text)
    assert bad.value.code == code


@pytest.mark.parametrize(
    ("text", "points"), [("12,5 %", 1_250), ("12.5%", 1_250), ("3", 300), ("0,05 %", 5), ("0%", 0), ("150 %", 15_000)]
)
def test_percentages_become_basis_points(text, points):
    assert values.basis_points(text) == points


@pytest.mark.parametrize("text", ["x%", "-1%", "1 2%", "999999999%"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(BadValue):
        values.basis_points(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-12-01", (2022, 12, 1)),
        ("31/01/2026", (2026, 1, 31)),
        ("01/02/2026", (2026, 2, 1)),
        ("1.2.2026", (2026, 2, 1)),
        ("2022-12-01T10:00:00Z", (2022, 12, 1)),
        ("2022-12-01 10:00", (2022, 12, 1)),
    ],
)
def test_days_are_read_in_the_order_of_the_continent(text, day):
    assert values.day(text) == datetime.date(*day)


@pytest.mark.parametrize("text", ["2026-02-30", "12/2026", "01/02/03", "soon", "12/25/2026", "0001-01-01"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(BadValue):
        values.day(text)


@pytest.mark.parametrize(("text", "answer"), [("True", True), ("oui", True), ("0", False), ("FAUX", False)])
def test_yes_and_no_are_read_in_both_languages(text, answer):
    assert values.truth(text) is answer


def test_text_loses_what_nobody_can_see_and_keeps_its_lines_and_emoji():
    assert values.paragraphs("  Zoé 💌\r\n\x00\x07line\u200b ", 100) == "Zoé 💌\nline"
    assert values.line(" a \n b\t c ", 80) == "a b c"
    assert values.line("x" * 200, 80) == "x" * 80
