"""The product's own answers in `benchmarks.matching`, and what is measured of it alone."""

import statistics
import time
from typing import Any

import numpy as np

from benchmarks.matching_world import Campaign, World, random_campaigns
from marketplace.eligibility.bitmaps import packed
from marketplace.matching.engine import Prepared, decide

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
        pairs = found.pairs(found.top(TOP))
        return list(zip(pairs.creator.tolist(), pairs.score.tolist(), strict=True))

    def bytes_read(self, task: str) -> int:
        """What has to be read at least: the planes of all members, and the line of each row that is eligible."""
        found = self._decided()
        planes = {id(p): p.nbytes for m in (*found.by_rules, *found.by_refusals) for p in (m.unknown, m.passed)}
        read = sum(planes.values())
        if task == "filter_score_top200":
            read += packed.count(found.met.passed) * self.creators.bounds.records.itemsize * 9
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
    row = world.creators.columns.creator_starts[0]
    one = world.creators.slice(int(row), int(row) + 1)
    begun = time.perf_counter()
    for campaign in drawn:
        alone = decide(campaign.spec, campaign.rules, one)
        assert len(alone.outcome) == len(alone.score) == 1
    return {
        "one_creator_all_campaigns": {
            "ours_ms": (time.perf_counter() - begun) * 1e3, "peers_ms": {}, "different": {}, "same_answer": True,
        },
        "campaigns": size, "random_top200_mean_ms": statistics.mean(top) * 1e3,
        "conditions": asked.bitmaps.conditions, "conditions_s": prepared, "all_campaigns_s": everything,
        "snapshot_build_s": world.build_s, "cold_start_s": world.cold_start_s, "prepare_s": world.prepare_s,
        "bytes_a_creator": round(world.bytes_a_creator, 1),
    }  # fmt: skip


def bandwidth() -> float:
    """Gigabytes a second, adding up an array that no cache holds: the best of five."""
    large = np.ones(1 << 25, np.int64)
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        large.sum()
        taken.append(time.perf_counter() - begun)
    return round(large.nbytes / min(taken) / 1e9, 1)
