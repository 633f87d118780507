"""One creator changes, everywhere is right: from the action to the stored rows of every campaign.

    bin/bench one_creator [--creators 20000] [--campaigns 10000] [--repeats 5] [--check 300] [--json]

Creators and campaigns are made up in PostgreSQL and matched by a real run first. Then creators change through the real
actions, and the jobs that follow (the reaction, then matching's own) are worked off in this process, as a worker does.
Processor time is this process's and its PostgreSQL backend's together. At the end campaigns drawn at random are
compared with a full computation, row by row: any difference ends it with an error.
"""

import argparse
import json
import os
import statistics
import sys

from benchmarks import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.demo")

TARGET_S = 1.0


def main() -> int:
    arguments = parse()
    start.ready()
    from benchmarks import one_creator_market as market

    before = os.getloadavg()[0]
    market.populate(arguments.creators, arguments.campaigns)
    told = market.told()
    print(f"{told['creators']:,} creators × {told['campaigns']:,} campaigns, {told['matches']:,} matches stored")
    print(f"run over everything: {told['run_s']:.1f} s" if told["run_s"] else "matched before")
    print(f"{'seconds':<44}{'clock':>9}{'most':>9}{'processor':>11}{'counts':>9}{'lists':>7}{'again':>7}", flush=True)
    found = {"load_average": [before], **told, "changes": market.measure(arguments.repeats, tell)}
    found["differences"] = market.differences(arguments.check)
    found["load_average"].append(os.getloadavg()[0])
    report(found, arguments.check)
    if arguments.json:
        print(json.dumps(found))
    return 1 if found["differences"] else 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--creators", type=int, default=20_000)
    parser.add_argument("--campaigns", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=5, help="creators who change, for each kind of change")
    parser.add_argument("--check", type=int, default=300, help="campaigns compared with a full computation at the end")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    return parser.parse_args()


def tell(name: str, lines: list[dict]) -> None:
    """One kind of change: medians, and the slowest by the clock."""
    clock, spent = ([line[key] for line in lines] for key in ("clock_s", "processor_s"))
    wrote = [statistics.median(line[key] for line in lines) for key in ("counts", "lists", "again")]
    figures = f"{statistics.median(clock):>9.2f}{max(clock):>9.2f}{statistics.median(spent):>11.2f}"
    print(f"{name:<44}{figures}{wrote[0]:>9.0f}{wrote[1]:>7.0f}{wrote[2]:>7.0f}", flush=True)


def report(found: dict, checked: int) -> None:
    print(f"{os.cpu_count()} cores, load average before and after: {found['load_average']}")
    slow = [line["clock_s"] for name, lines in found["changes"].items() if name != "the first" for line in lines]
    print(f"within {TARGET_S:.0f} s by the clock: {sum(one <= TARGET_S for one in slow)} of {len(slow)}")
    print(f"{checked} campaigns compared with a full computation: {found['differences']} differ")


if __name__ == "__main__":
    sys.exit(main())
