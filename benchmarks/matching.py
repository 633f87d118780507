"""Matching side by side: a prepared campaign among a million creators, ours beside other engines in one run.

    bin/bench matching [--creators 1000000] [--campaigns 200] [--repeats 9] [--json]

Answers are compared by hash before a clock starts; an engine that answers otherwise is listed and not timed. Engines
take turns in an order that is shuffled every round. With --json one object comes last.
"""

import argparse
import hashlib
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.demo")

TASKS = ("filter", "filter_reasons", "filter_score_top200")
TARGETS_MS = {"filter_score_top200": 1.5}
#: Why an engine that answers otherwise may do so.
REASONS = {"faiss": "float32 sums"}
#: An engine gives up its turns in a task after so many seconds, though not before its third.
PATIENCE = 10.0


def main() -> int:
    arguments = parse()
    start.ready()
    from benchmarks import matching_ours, matching_world

    before = os.getloadavg()[0]
    matching_world.populate(arguments.creators)
    world = matching_world.read()
    campaign = matching_world.reference()
    ours = matching_ours.Ours(campaign, world.creators)
    engines = [ours, *peers(campaign, world.creators)]
    found = {"creators": len(world.creators.columns.creator_starts), "tasks": {}}
    print(f"{found['creators']:,} creators, {os.cpu_count()} cores, load average {before:.1f}")
    for task in TASKS:
        found["tasks"][task] = side_by_side(task, engines, arguments.repeats)
    found["tasks"] |= matching_ours.many(world, arguments.campaigns)
    found["eligible_bp"] = ours.filter() * 10_000 // max(1, found["creators"])
    for engine in engines:
        getattr(engine, "close", lambda: None)()
    bandwidth = matching_ours.bandwidth()
    found |= {"gigabytes_a_second": bandwidth, "load_average": [before, os.getloadavg()[0]]}
    for task in TASKS:
        share = ours.bytes_read(task) / (found["tasks"][task]["ours_ms"] / 1e3) / (bandwidth * 1e9)
        found["tasks"][task]["of_bandwidth_percent"] = round(100 * share, 1)
    report(found)
    if arguments.json:
        print(json.dumps(found))
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--creators", type=int, default=1_000_000)
    parser.add_argument("--campaigns", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def peers(campaign: Any, creators: Any) -> list[Any]:
    from benchmarks import matching_peers as others

    rows = others.table(campaign, creators)
    made: list[Any] = [
        kind(campaign, creators, rows) for kind in (others.NumPy, others.Polars, others.DuckDB, others.Faiss)
    ]
    return [*made, others.PostgreSQL(os.environ["DATABASE_OWNER_URL"], rows)]


def side_by_side(task: str, engines: list[Any], repeats: int) -> dict[str, Any]:
    """The engines that give our answer, timed; the others, with the reason."""
    able = [engine for engine in engines if hasattr(engine, task)]
    expected = digest(answer(able[0], task))
    agreed = [engine for engine in able if digest(answer(engine, task)) == expected]
    different = {one.name: REASONS.get(one.name, "another answer") for one in able if one not in agreed}
    medians = {name: statistics.median(spent) for name, spent in timed(task, agreed, repeats).items()}
    return {
        "ours_ms": medians.pop("ours"), "peers_ms": medians, "different": different,
        "same_answer": not different.keys() - REASONS.keys(), "target_ms": TARGETS_MS.get(task),
    }  # fmt: skip


def answer(engine: Any, task: str) -> Any:
    return getattr(engine, f"read_{task}", lambda raw: raw)(getattr(engine, task)())


def digest(found: Any) -> str:
    """The hash of an answer: a count, a mask for each row, or the best with their scores, in order."""
    plain = found.tolist() if hasattr(found, "tolist") else found
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def timed(task: str, engines: list[Any], repeats: int) -> dict[str, list[float]]:
    """Milliseconds of each call."""
    taken: dict[str, list[float]] = {engine.name: [] for engine in engines}
    turns = random.Random(3)
    for _ in range(repeats):
        for engine in turns.sample(engines, len(engines)):
            spent = taken[engine.name]
            if len(spent) < 3 or sum(spent) < PATIENCE * 1e3:
                spent.append(milliseconds(getattr(engine, task)))
    return taken


def milliseconds(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1e3


def report(found: dict[str, Any]) -> None:
    for task in TASKS:
        line = found["tasks"][task]
        print(f"\n{task}: {line['ours_ms']:.3f} ms, {line['of_bandwidth_percent']} % of the memory's bandwidth")
        for name, spent in sorted(line["peers_ms"].items(), key=lambda one: one[1]):
            print(f"  {name:<14}{spent:>12.2f} ms{spent / line['ours_ms']:>10.1f} × ours")
        for name, reason in line["different"].items():
            print(f"  {name:<14}different: {reason}")
    for name, value in found["tasks"].items():
        if name not in TASKS:
            print(f"{name}: {json.dumps(value)}")
    print(f"eligible for the reference campaign: {found['eligible_bp'] / 100:.1f} %")
    print(f"load average before and after: {found['load_average']}")


if __name__ == "__main__":
    sys.exit(main())
