"""bin/bench matching_runs: how many pairs a match run decides and stores in a second.

One process does the work here (a worker does the same, one at a time); PostgreSQL runs beside it on the same machine.
A run reads nothing that was cached before it: the first figure is reading every creator from the database. Then every
campaign is decided against every creator and its counts and best 200, with parts and reasons, are stored by the job
itself, step by step, as in production.
"""

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable

from benchmarks import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.demo")

TARGET_PAIRS_PER_SECOND = 200_000
#: 10,000 campaigns' best 200 in ten seconds.
TARGET_ROWS_PER_SECOND = 200_000


def main() -> None:
    arguments = parse()
    start.ready()
    from benchmarks import matching_work

    matching_work.populate(arguments.creators, arguments.campaigns)
    loads = [os.getloadavg()[0]]
    figures = measure(matching_work.measures(), arguments.repeats)
    loads.append(os.getloadavg()[0])
    rate = report(figures, matching_work.counts(), loads)
    stored = matching_work.Figures
    print(
        f"{stored.rows:,} rows stored, {stored.rows_per_second:,} a second "
        f"(target {TARGET_ROWS_PER_SECOND:,}: {verdict(stored.rows_per_second, TARGET_ROWS_PER_SECOND)})"
    )
    if arguments.json:
        rates = {"pairs_per_second": rate, "rows_per_second": stored.rows_per_second}
        print(json.dumps({"cores": os.cpu_count(), **matching_work.counts(), **rates, "seconds": figures}))


def verdict(figure: int, target: int) -> str:
    return "reached" if figure >= target else "NOT reached"


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--creators", type=int, default=34_000)
    parser.add_argument("--campaigns", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    return parser.parse_args()


def measure(works: dict[str, Callable[[], None]], repeats: int) -> dict[str, dict[str, float]]:
    """Seconds of each, over the repeats: least, median, most."""
    figures = {}
    for name, work in works.items():
        taken = []
        for _ in range(repeats):
            begun = time.perf_counter()
            work()
            taken.append(time.perf_counter() - begun)
        figures[name] = {"min": min(taken), "median": statistics.median(taken), "max": max(taken)}
    return figures


def report(figures: dict[str, dict[str, float]], counts: dict[str, int], loads: list[float]) -> int:
    """Print the table; pairs a second of a full run."""
    pairs = counts["creators"] * counts["campaigns"]
    rate = int(pairs / figures["a full run, stored"]["median"])
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"load average before and after: {loads[0]:.1f}, {loads[1]:.1f}")
    print(", ".join(f"{count:,} {name}" for name, count in counts.items()))
    print(f"{'':36} {'least':>10} {'median':>10} {'most':>10}")
    for name, line in figures.items():
        print(f"{name:36} " + " ".join(f"{1000 * line[key]:8.1f}ms" for key in ("min", "median", "max")))
    reached = verdict(rate, TARGET_PAIRS_PER_SECOND)
    print(f"{rate:,} pairs a second, stored (target {TARGET_PAIRS_PER_SECOND:,}: {reached})")
    return rate


if __name__ == "__main__":
    main()
