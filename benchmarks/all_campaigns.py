"""Every published campaign against every creator, stored, by Celery workers over the broker as in production.

    bin/bench all_campaigns [--creators 1000000] [--campaigns 10000] [--workers 2] [--ranges 1] [--json]

The clock is the run's own, from the beginning of its first job to the end of its last: every worker maps the columns,
and the best of each campaign lie in the database with parts and reasons. The population and the campaigns are made up
once and kept. With --json one object comes last.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.demo")

TARGET_S = 30
#: A run that takes longer than this (seconds) is given up.
PATIENCE = 1_800


def main() -> int:
    """Print what the run took and came to; 1 if it did not finish."""
    arguments = parse()
    os.environ |= {"MATCHING_SHARDS": str(arguments.workers), "MATCHING_RANGES": str(arguments.ranges)}
    start.ready()
    from benchmarks import matching_world, one_creator_market

    matching_world.populate(arguments.creators)
    one_creator_market.publish(arguments.campaigns)
    before = os.getloadavg()[0]
    with workers(arguments.workers):
        run = finished()
    found = one_creator_market.told() | {"load_average": [before, os.getloadavg()[0]], "done": run}
    report(found, arguments.workers)
    if arguments.json:
        print(json.dumps(found))
    return 0 if run else 1


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--creators", type=int, default=1_000_000)
    parser.add_argument("--campaigns", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2, help="worker processes, and shares of the campaigns")
    parser.add_argument("--ranges", type=int, default=1, help="ranges of creators that each share is divided into")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    return parser.parse_args()


@contextlib.contextmanager
def workers(count: int) -> Iterator[None]:
    """So many worker processes, under this process's settings."""
    command = [sys.executable, "-m", "celery", "--app", "marketplace", "--quiet", "worker", "--concurrency", str(count)]
    process = subprocess.Popen([*command, "--loglevel", "ERROR"])
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def finished() -> bool:
    """Whether a run over everything came to its end."""
    from marketplace.activity.record import SYSTEM
    from marketplace.matching.actions import runs

    run, until = runs.start(actor=SYSTEM), time.monotonic() + PATIENCE
    while not run.is_finished and time.monotonic() < until:
        time.sleep(1)
        run.refresh_from_db()
    if run.is_dead and run.job is not None:
        print(f"the run's job died: {run.job.error}", file=sys.stderr)
    return bool(run.finished_at)


def report(found: dict[str, Any], workers: int) -> None:
    pairs = found["creators"] * found["campaigns"]
    print(f"{os.cpu_count()} cores, {workers} workers, load average before and after: {found['load_average']}")
    print(f"{found['creators']:,} creators × {found['campaigns']:,} campaigns, {found['matches']:,} matches stored")
    rate = pairs / found["run_s"] if found["run_s"] else 0
    verdict = "reached" if 0 < found["run_s"] <= TARGET_S else "missed"
    print(f"{found['run_s']:.1f} s, {rate:,.0f} pairs a second (target {TARGET_S} s: {verdict})")


if __name__ == "__main__":
    sys.exit(main())
