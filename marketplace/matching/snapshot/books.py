"""The process's own book of published campaigns: read once, then only those that are new or another version."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from brands.models import Campaign
from marketplace.eligibility import RuleSet, marketplace_criteria
from marketplace.matching.engine import CampaignSpec
from marketplace.matching.engine.book import Book
from marketplace.matching.models import Epoch
from marketplace.matching.snapshot import campaigns

#: Campaigns that are read from the database at a time.
A_READ = 500
#: What a campaign is made of, besides itself: its version, its brand's sector and the rules for everybody.
Edition = tuple[int, int | None, int]


@dataclass
class Shelf:
    """What is kept of every campaign, and the book of an epoch."""

    editions: dict[int, Edition] = field(default_factory=dict)
    asked: dict[int, tuple[CampaignSpec, RuleSet]] = field(default_factory=dict)
    epoch: int | None = None
    book: Book | None = None


_shelf = Shelf()
_lock = threading.Lock()


def book_of(epoch: Epoch) -> tuple[Book, dict[int, int]]:
    """Every published campaign as it is now, on the day of an epoch, and the version of each. They belong to the caller
    until the next call."""
    with _lock:
        changed = _read()
        book = _shelf.book
        if book is None or _shelf.epoch != epoch.pk:
            book, changed = Book(epoch.as_of), list(_shelf.asked)
            _shelf.book, _shelf.epoch = book, epoch.pk
        for pk in changed:
            book.put(pk, *_shelf.asked[pk])
        book.keep(_shelf.asked)
        return book, {pk: version for pk, (version, *_) in _shelf.editions.items()}


def read_ahead() -> None:
    """Read every campaign, as a worker does before the first creator changes."""
    epoch = Epoch.objects.first()
    if epoch is not None:
        book_of(epoch)


def forget() -> None:
    """Read every campaign again next time."""
    global _shelf
    with _lock:
        _shelf = Shelf()


def _read() -> list[int]:
    """Read what has changed; which campaigns have."""
    general = hash(marketplace_criteria())
    now: dict[int, Edition] = {
        pk: (version, sector, general)
        for pk, version, sector in Campaign.objects.published().values_list("pk", "version", "brand__sector")
    }
    for gone in _shelf.asked.keys() - now.keys():
        del _shelf.asked[gone], _shelf.editions[gone]
    changed = [pk for pk, edition in now.items() if _shelf.editions.get(pk) != edition]
    for start in range(0, len(changed), A_READ):
        for campaign in _spoken(changed[start : start + A_READ]):
            _shelf.asked[campaign.pk] = campaigns.spec_of(campaign), campaigns.rules_of(campaign)
            _shelf.editions[campaign.pk] = campaign.version, campaign.brand.sector_id, general
    # One that was changed between the two queries is read again next time, for its edition is another.
    return [pk for pk in changed if pk in _shelf.asked]


def _spoken(wanted: Collection[int]) -> Iterable[Campaign]:
    return campaigns.with_everything(Campaign.objects.filter(pk__in=wanted))
