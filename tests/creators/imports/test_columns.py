"""What columns are taken to mean."""

import pytest

from creators.imports.columns import FIELDS, NothingToTell, keys, remember, require_names, suggest

ENGLISH = ["Username", "Category", "#Followers", "#Followees", "#Posts"]
FRENCH = ["Pseudo", "Thématique", "Nombre d’abonnés", "Abonnements", "Nb publications", "Pays", "Présentation"]


def fields(headers, samples=(), **options):
    mapping = suggest(headers, [list(row) for row in samples], **options)
    return {headers[at]: code for at, code in mapping.items()}


@pytest.mark.parametrize(
    "header",
    ["#Followers", "followers_count", "Followers count", "Subscribers", "Abonnés", "NB ABONNÉS", "Number of followers"],
)
def test_followers_go_by_many_names(header):
    assert fields(["username", header], [["leo", "12"]]) == {"username": "handle", header: "followers"}


def test_english_and_french_lists_are_understood():
    assert list(fields(ENGLISH, [["a.b", "beauty", "1", "2", "3"]]).values()) == [
        "handle", "niche", "followers", "following", "posts_total",
    ]  # fmt: skip
    assert list(fields(FRENCH, [["a.b", "mode", "1", "2", "3", "FR", "moi"]]).values()) == [
        "handle", "niche", "followers", "following", "posts_total", "country", "bio",
    ]  # fmt: skip


def test_of_two_columns_of_names_the_rows_tell_which_is_the_handle():
    samples = [["leomessi", "Leo Messi"], ["neymarjr", "NJ 🇧🇷"]]
    assert fields(["name", "instagram name"], samples) == {"name": "handle", "instagram name": "display_name"}
    swapped = [list(reversed(row)) for row in samples]
    assert fields(["name", "instagram name"], swapped) == {"name": "display_name", "instagram name": "handle"}


def test_of_two_columns_of_one_number_the_exact_one_is_taken():
    mapping = suggest(["user", "followers", "followers"], [["a", "409.8M", "409800000"]])
    assert mapping == {0: "handle", 2: "followers"}


def test_averages_are_not_medians_and_several_categories_are_niches():
    headers = ["username", "Eng. (Avg.)", "Views avg.", "Category_1", "Category_2"]
    assert fields(headers, [["a", "1", "2", "x", "y"]]) == {
        "username": "handle", "Category_1": "niche", "Category_2": "niche",
    }  # fmt: skip


def test_what_a_source_meant_last_time_is_taken_and_what_it_left_out_stays_out():
    known = remember(["who", "followers", "followers"], {0: "handle", 1: "followers"})
    assert known == {"who": "handle", "followers": "followers", "followers#2": ""}
    assert suggest(["WHO", "Followers", "Followers"], [["a", "1", "2"]], known=known) == {0: "handle", 1: "followers"}


def test_a_file_that_names_nobody_is_refused():
    with pytest.raises(NothingToTell):
        require_names({0: "followers"})
    require_names({0: "url"})


def test_no_two_fields_claim_the_same_header():
    names = [name for field in FIELDS.values() for name in field.names]
    assert sorted(set(names)) == sorted(names)
    assert keys(["a", "A", "b"]) == ["a", "a#2", "b"]
