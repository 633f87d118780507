"""Pages of a list whose length is known already."""

from typing import Any

from django.core.paginator import Paginator


class CountedPaginator(Paginator):
    """A paginator that is told the length of its list instead of counting it."""

    def __init__(self, rows: Any, per_page: int, total: int) -> None:
        """`total`: the number of rows, as a count made just before says. Rows that came or went since are on no page
        or leave the last one short, as with a count of one's own."""
        super().__init__(rows, per_page)
        self.count = total
