"""Encodings, delimiters and headers of files as they come."""

import io

import pytest

from creators.imports.detect import BadFile, detect, rows

FRENCH = "Pseudo;Abonnés;Thème;Présentation\n" + "".join(
    f"chaîne{number};1 204;Beauté;J’adore la pâtisserie, le café crème et l’été à la mer — où ça ?\n"
    for number in range(30)
)


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_a_french_list_is_read_in_whatever_encoding_it_was_saved(encoding, found):
    form = detect(io.BytesIO(FRENCH.encode(encoding)))
    assert (form.encoding, form.delimiter) == (found, ";")
    assert form.headers == ["Pseudo", "Abonnés", "Thème", "Présentation"]
    assert form.samples[0][3] == "J’adore la pâtisserie, le café crème et l’été à la mer — où ça ?"


def test_eastern_and_asian_lists_are_not_taken_for_western_ones():
    polish = "nazwa;opis\n" + "gęśla;Zażółć gęślą jaźń, najlepsze przepisy dla całej rodziny\n" * 20
    assert detect(io.BytesIO(polish.encode("cp1250"))).samples[0] == polish.split("\n")[1].split(";")
    russian = "имя;описание\n" + "анна;Привет! Здесь рецепты для всей семьи и путешествия\n" * 20
    assert detect(io.BytesIO(russian.encode("cp1251"))).headers == ["имя", "описание"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_cuts_rows_alike(delimiter):
    lines = [["name", "bio"], *[[f"n{at}", f"a, b; c | d {at}"] for at in range(5)]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    form = detect(io.BytesIO(text.encode()))
    assert form.delimiter == delimiter
    assert form.samples[4] == ["n4", "a, b; c | d 4"]


def test_a_header_may_hold_line_ends_and_a_mark_and_be_there_twice():
    form = detect(io.BytesIO(b'\xef\xbb\xbf"\nViews\n(Avg.)",name,name\n1,a,b\n'))
    assert form.headers == ["Views (Avg.)", "name", "name"]
    assert form.samples == [["1", "a", "b"]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b" \r\n\n", "The file is empty."),
        (b"only one column\na\nb\n", "Only one column was found."),
        (b"PK\x03\x04\x00\x00a,b\x00\x00", "This is not a text file."),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, message):
    with pytest.raises(BadFile) as refusal:
        detect(io.BytesIO(content))
    assert refusal.value.message.startswith(message)


def test_an_encoding_that_was_said_and_does_not_fit_is_refused():
    with pytest.raises(BadFile):
        detect(io.BytesIO("é,b\n1,2".encode("cp1252")), encoding="utf-8")
    with pytest.raises(BadFile):
        detect(io.BytesIO(b"a,b\n1,2"), encoding="no-such-code")


def test_rows_carry_the_number_a_spreadsheet_shows_and_empty_ones_are_passed_over():
    content = b'a,b\n1,"x\ny"\n\n , \n2,z\n'
    assert list(rows(io.BytesIO(content), "utf-8", ",")) == [(2, ["1", "x\ny"]), (5, ["2", "z"])]


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_row():
    content = b'a,b\n1,2\n3,"' + b"x" * 70_000
    read = rows(io.BytesIO(content), "utf-8", ",")
    assert next(read) == (2, ["1", "2"])
    with pytest.raises(BadFile, match="From row 3 on"):
        next(read)
