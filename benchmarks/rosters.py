"""bin/bench rosters: how long selections and allocations take, and how far from the best they can be at most.

Candidates are made up (prices over two orders of magnitude, audiences of six sorts over 60 segments, four platforms,
four sizes, clashes); every figure is the median of the repeats, in one process with one thread.
"""

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from marketplace.allocation import flow, select
from tests.allocation.problems import made_up

TARGET_SECONDS, TARGET_REGRET_BP = 2.0, 200


def main() -> None:
    arguments = parse()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'':38} {'seconds':>8} {'processor':>10}  regret")
    with threadpool_limits(1):
        figures = {
            "exact_200": selections(200, arguments.repeats),
            "roster_30_of_5000": selections(5_000, arguments.repeats),
            "flow_20000_by_1000": allocation(arguments.repeats),
        }
    roster = figures["roster_30_of_5000"]
    reached = roster["seconds"] <= TARGET_SECONDS and roster["regret_bp"] <= TARGET_REGRET_BP
    print(
        f"target 2 s and 2 % for 30 of 5,000: {'reached' if reached else 'NOT reached'}; load {os.getloadavg()[0]:.1f}"
    )
    if arguments.json:
        print(json.dumps(figures))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    return parser.parse_args()


def selections(size: int, repeats: int) -> dict[str, Any]:
    """Thirty seats; a new problem each time. The regret is the worst of them."""
    found = [timed(lambda seed=seed: select(made_up(size, seed), seconds=60)) for seed in range(repeats)]
    figures = medians(found)
    figures["regret_bp"] = max(answer.regret_bp for answer, _clock, _processor in found)
    figures["proved"] = sum(answer.is_exact for answer, _clock, _processor in found)
    return show(f"30 of {size:,} candidates", figures, f"≤ {figures['regret_bp']} bp, {figures['proved']} proved")


def allocation(repeats: int) -> dict[str, Any]:
    """20,000 creators with one to three places, 1,000 campaigns with five to thirty seats, 20 arcs a creator."""
    random = np.random.default_rng(0)
    sources = np.repeat(np.arange(20_000), 20)
    sinks = np.concatenate([random.choice(1_000, 20, replace=False) for _ in range(20_000)])
    values, capacity = random.integers(1, 10_001, 400_000), random.integers(1, 4, 20_000)
    seats = random.integers(5, 31, 1_000)
    found = [timed(lambda: flow(sources, sinks, values, capacity, seats)) for _ in range(repeats)]
    assert all(answer.is_exact for answer, _clock, _processor in found)
    return show("20,000 creators × 1,000 campaigns", medians(found), "0, proved")


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    answer = work()
    return answer, time.perf_counter() - clock, time.process_time() - processor


def medians(found: list[tuple[Any, float, float]]) -> dict[str, Any]:
    return {
        "seconds": statistics.median(clock for _answer, clock, _processor in found),
        "processor_seconds": statistics.median(processor for _answer, _clock, processor in found),
    }


def show(name: str, figures: dict[str, Any], regret: str) -> dict[str, Any]:
    print(f"{name:38} {figures['seconds']:8.2f} {figures['processor_seconds']:10.2f}  {regret}", flush=True)
    return figures


if __name__ == "__main__":
    main()
