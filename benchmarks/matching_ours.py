"""The product's own answers in `benchmarks.matching`, and what is measured of it alone."""

import statistics
import time
from typing import Any

import numpy as np

from benchmarks.matching_world import Campaign, World, random_campaigns
from marketplace.eligibility.bitmaps import packed
from marketplace.matching.engine import Prepared, best, decide, score_pair
from marketplace.matching.engine.book import Book
from marketplace.matching.engine.rank import standing

TOP = 200


class Ours:
    """A prepared campaign: its conditions were asked before."""

    name = "ours"

    def __init__(self, campaign: Campaign, creators: Prepared) -> None:
        self.campaign, self.creators = campaign, creators

    def _decided(self) -> Any:
        return decide(self.campaign.spec, self.campaign.rules, self.creators)

    def filter(self) -> int:
        return packed.count(self._decided().met.passed)

    def filter_reasons(self) -> np.ndarray:
        """For each row, which of the peers' eight conditions it fails; the other refusals rule out nobody here."""
        found = self._decided()
        platform, _sector, _kind, _paid, fee, away, _window = found.by_refusals
        asked = [*found.by_rules, platform, fee, away]
        return packed.per_row([~one.unknown & found.bitmaps.everybody for one in asked], len(found))

    def filter_score_top200(self) -> list[tuple[int, int]]:
        found = self._decided()
        rows, score = best.of_met(found.spec, found.creators, found.met, TOP)
        return list(zip(self.creators.columns.creator[rows].tolist(), score.tolist(), strict=True))

    def bytes_read(self, task: str) -> int:
        """What has to be read at least: the planes of all members, and the line of each row that is eligible."""
        found = self._decided()
        planes = {id(p): p.nbytes for m in (*found.by_rules, *found.by_refusals) for p in (m.unknown, m.passed)}
        read = sum(planes.values())
        if task == "filter_score_top200":
            read += packed.count(found.met.passed) * self.creators.sketch.lines.strides[0]
        return read + (len(found) if task == "filter_reasons" else 0)


def many(world: World, size: int) -> dict[str, Any]:
    """All campaigns, decided, counted and their best made ready to be stored, in this process alone; one creator
    against all of them; and what making the columns ready took."""
    drawn = random_campaigns(size)
    asked = world.creators.asked
    begun = time.perf_counter()
    asked.bitmaps.prepare(campaign.rules for campaign in drawn)
    prepared = time.perf_counter() - begun
    begun, top = time.perf_counter(), []
    for campaign in drawn:
        started = time.perf_counter()
        found = decide(campaign.spec, campaign.rules, world.creators)
        best = found.top(TOP)
        top.append(time.perf_counter() - started)
        found.pairs(best)
        found.tally()
    everything = time.perf_counter() - begun
    return {
        "one_creator_all_campaigns": one_creator(world, drawn),
        "campaigns": size, "random_top200_mean_ms": statistics.mean(top) * 1e3,
        "conditions": asked.bitmaps.conditions, "conditions_s": prepared, "all_campaigns_s": everything,
        "snapshot_build_s": world.build_s, "cold_start_s": world.cold_start_s, "prepare_s": world.prepare_s,
        "bytes_a_creator": round(world.bytes_a_creator, 1),
    }  # fmt: skip


def one_creator(world: World, drawn: list[Campaign], repeats: int = 5) -> dict[str, Any]:
    """The first creator × all campaigns: outcomes and, where they are not ruled out, scores; all campaigns in one pass
    over a book that was read before, and beside it each campaign decided alone."""
    first, stop = (int(row) for row in world.creators.columns.creator_starts[:2])
    one, spent = world.creators.slice(first, stop), []
    begun = time.perf_counter()
    book = Book(world.creators.frame.as_of, {at: (asks.spec, asks.rules) for at, asks in enumerate(drawn)})
    in_one_pass(book, one)
    made = time.perf_counter() - begun
    for _ in range(repeats):
        fresh = world.creators.slice(first, stop)
        begun = time.perf_counter()
        found = in_one_pass(book, fresh)
        spent.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    expected = {at: each_alone(campaign, one) for at, campaign in enumerate(drawn)}
    alone = time.perf_counter() - begun
    return {
        "ours_ms": statistics.median(spent) * 1e3, "peers_ms": {"each campaign decided alone": alone * 1e3},
        "different": {}, "same_answer": found == expected, "book_s": made,
    }  # fmt: skip


def in_one_pass(book: Book, one: Prepared) -> dict[int, tuple[int, int]]:
    """By campaign the best outcome of a creator and the best score of it; no score where they are ruled out."""
    outcomes = book.judge(one).outcomes(np.arange(len(one.columns)))
    stands, rows = standing(outcomes), [one.columns.row(at) for at in range(len(one.columns))]
    found = {}
    for at, line in zip(book.page.numbers, stands, strict=True):
        best = int(line.max())
        chosen = [row for row, own in zip(rows, line.tolist(), strict=True) if own == best and best]
        found[at] = best, max((score_pair(book[at].spec, row, one.frame)[1] for row in chosen), default=0)
    return found


def each_alone(campaign: Campaign, one: Prepared) -> tuple[int, int]:
    """The same of one campaign, the way a run decides it."""
    found = decide(campaign.spec, campaign.rules, one)
    pairs = found.pairs(found.best)
    best = int(standing(pairs.outcome)[0])
    return (best, int(pairs.score[0])) if best else (0, 0)


def bandwidth() -> float:
    """Gigabytes a second, adding up an array that no cache holds: the best of five."""
    large = np.ones(1 << 25, np.int64)
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        large.sum()
        taken.append(time.perf_counter() - begun)
    return round(large.nbytes / min(taken) / 1e9, 1)
