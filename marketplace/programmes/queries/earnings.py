"""What programmes paid a creator: by currency, month and source, and how near each cap is. For the creator alone."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from creators.models import Creator
from marketplace.core.money import format_money
from marketplace.programmes.models import Earning, Programme

#: From this share of a cap on, in basis points, it counts as near.
NEAR_BP = 8_000
WHOLE = 10_000


@dataclass(frozen=True)
class Ledger:
    """All amounts of one currency: by programme (the greatest total first) and by month (the newest first).

    `points` are the totals of every month from the first to the last, zero where nothing was paid.
    """

    currency: str
    total: int
    sources: Sequence[tuple[Programme, int]]
    months: Sequence["Month"]
    points: Sequence[tuple[datetime.date, int]]

    @property
    def unit(self) -> str:
        return f"minor:{self.currency}"


@dataclass(frozen=True)
class Month:
    """One month: the amount of each source of the ledger, in its order; 0 where it paid nothing."""

    day: datetime.date
    cells: Sequence[tuple[Programme, int]]

    @property
    def total(self) -> int:
        return sum(amount for _programme, amount in self.cells)


@dataclass(frozen=True)
class CapState:
    """What was paid of the most that a programme pays, in the cap's own currency and period."""

    programme: Programme
    amount_minor: int
    currency: str
    period: str
    paid_minor: int

    @property
    def left_minor(self) -> int:
        return max(0, self.amount_minor - self.paid_minor)

    @property
    def share_bp(self) -> int:
        return min(WHOLE, self.paid_minor * WHOLE // self.amount_minor)

    @property
    def is_near(self) -> bool:
        return self.share_bp >= NEAR_BP

    @property
    def percent(self) -> int:
        return self.share_bp // 100

    @property
    def sentence(self) -> str:
        """What was paid, of how much, and what is left."""
        amounts = {
            "paid": format_money(self.paid_minor, self.currency),
            "most": format_money(self.amount_minor, self.currency),
            "left": format_money(self.left_minor, self.currency),
        }
        return (self._left if self.left_minor else self._reached) % amounts

    @property
    def _left(self) -> str:
        return {
            "month": _("This month it paid you %(paid)s of at most %(most)s: %(left)s can still follow."),
            "year": _("This year it paid you %(paid)s of at most %(most)s: %(left)s can still follow."),
        }.get(self.period, _("It paid you %(paid)s of at most %(most)s: %(left)s can still follow."))

    @property
    def _reached(self) -> str:
        return {
            "month": _("This month it paid you %(paid)s; it pays at most %(most)s a month."),
            "year": _("This year it paid you %(paid)s; it pays at most %(most)s a year."),
        }.get(self.period, _("It paid you %(paid)s; it pays at most %(most)s."))


def earnings_of(creator: Creator) -> QuerySet[Earning]:
    """A creator's own lines, the newest month first."""
    return Earning.objects.filter(creator=creator).select_related("programme").order_by("-month", "-pk")


def ledgers(earnings: Iterable[Earning]) -> list[Ledger]:
    """One a currency, the currency with the most lines first."""
    by_currency: dict[str, list[Earning]] = defaultdict(list)
    for one in earnings:
        by_currency[one.currency].append(one)
    listed = sorted(by_currency.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [_ledger(currency, rows) for currency, rows in listed]


def caps(earnings: Iterable[Earning], today: datetime.date) -> list[CapState]:
    """The stated caps of the programmes that paid, the nearest first. Entries of the details without an amount are
    left out: nobody published one. Amounts in another currency than the cap's do not count towards it."""
    paid: dict[int, list[Earning]] = defaultdict(list)
    programmes: dict[int, Programme] = {}
    for one in earnings:
        paid[one.programme_id].append(one)
        programmes[one.programme_id] = one.programme
    found = [
        CapState(programmes[pk], cap["amount_minor"], cap["currency"], cap.get("period", ""), _within(rows, cap, today))
        for pk, rows in paid.items()
        for cap in programmes[pk].details.get("money", [])
        if cap.get("kind") == "cap" and cap.get("amount_minor") and cap.get("currency")
    ]
    return sorted(found, key=lambda one: (-one.share_bp, one.programme.slug))


def _within(rows: Iterable[Earning], cap: dict[str, str], today: datetime.date) -> int:
    first = {"month": today.replace(day=1), "year": today.replace(month=1, day=1)}.get(cap.get("period", ""))
    counted = [row for row in rows if row.currency == cap["currency"] and (first is None or row.month >= first)]
    return sum(row.amount_minor for row in counted)


def _ledger(currency: str, rows: Sequence[Earning]) -> Ledger:
    programmes = {row.programme_id: row.programme for row in rows}
    totals: dict[int, int] = defaultdict(int)
    cells: dict[tuple[datetime.date, int], int] = defaultdict(int)
    for row in rows:
        totals[row.programme_id] += row.amount_minor
        cells[row.month, row.programme_id] += row.amount_minor
    order = [programmes[pk] for pk in sorted(totals, key=lambda pk: (-totals[pk], programmes[pk].slug))]
    months = [
        Month(day, [(source, cells.get((day, source.pk), 0)) for source in order])
        for day in sorted({row.month for row in rows}, reverse=True)
    ]
    by_month = {month.day: month.total for month in months}
    points = [(day, by_month.get(day, 0)) for day in _every_month(months[-1].day, months[0].day)]
    return Ledger(currency, sum(totals.values()), [(one, totals[one.pk]) for one in order], months, points)


def _every_month(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        datetime.date(first.year + (first.month - 1 + step) // 12, (first.month - 1 + step) % 12 + 1, 1)
        for step in range(count)
    ]
