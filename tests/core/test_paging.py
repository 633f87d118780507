"""Pages of a list whose length is known already."""

import pytest

from marketplace.core.paging import CountedPaginator


class Uncountable(list):
    def __len__(self):
        raise AssertionError("the rows were counted a second time")


def test_the_length_is_taken_from_who_knows_it():
    page = CountedPaginator(Uncountable("abcde"), 2, 5).get_page(2)
    assert (page.object_list, page.paginator.num_pages, page.has_next()) == (["c", "d"], 3, True)


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("x", 1), ("0", 3), ("99", 3), ("3", 3)])
def test_a_page_that_is_none_is_the_nearest(asked, number):
    assert CountedPaginator(list("abcde"), 2, 5).get_page(asked).number == number


def test_rows_that_went_since_they_were_counted_leave_the_last_page_short():
    assert CountedPaginator(list("abc"), 2, 5).get_page(3).object_list == []
