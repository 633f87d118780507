"""Eligibility side by side: prepared bitmaps and columns beside Polars, DuckDB, PostgreSQL, zen-engine and json-logic.

    bin/bench eligibility [--creators 100000 1000000] [--campaigns 10000] [--repeats 15] [--json]

One programme of seven rules. Answers are compared by hash first: an engine that answers otherwise is listed and not
timed. Data is loaded, and what can be compiled or prepared is, before a clock starts. Engines take turns in an order
that is shuffled every round; the figure is the best of their calls, and the median stands beside it.
"""

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

#: What is asked, and what it may take, in milliseconds.
TARGETS = {"reasons": 3.0, "counts": 0.1, "explain": 0.05, "one_creator": 1.0}
TASKS = {
    "reasons": "outcome and reasons of every creator",
    "counts": "counts of one programme",
    "explain": "one creator explained",
    "one_creator": "one creator × all campaigns, with reasons",
}
NOTES = {
    "reasons": "bitmaps and 'polars, prepared' have each rule's answers at hand; the others read the facts each time.\n"
    "  postgresql adds its rows up where they are, so that none need be sent.",
    "explain": "Ours also finds what was observed, when, who says so and how far it is; the others give outcomes only.",
}
PREPARING = 100.0
#: An engine gives up its turns in a task after so many seconds, though not before its third.
PATIENCE = 6.0
#: A turn lasts at least so many seconds: what is quick is called again, as a page or a job would call it.
TURN = 0.02


class Timing(NamedTuple):
    best: float
    median: float
    calls: int


def main() -> int:
    """Print the tables; with --json one object last."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--creators", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--campaigns", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    prepare()
    print(machine())
    found = [population(size, arguments.campaigns, arguments.repeats) for size in arguments.creators]
    print(f"load at the end: {load()}")
    if arguments.json:
        print(json.dumps({"machine": machine(), "campaigns": arguments.campaigns, "populations": found}))
    return 0


def prepare() -> None:
    """Django, for the words of the rules."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.demo")
    import django

    django.setup()


def machine() -> str:
    from importlib.metadata import version

    packages = ("numpy", "polars", "duckdb", "psycopg", "zen-engine", "datalogic-py")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"{os.cpu_count()} cores, load {load()}, Python {sys.version.split()[0]}, {versions}"


def load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


def population(size: int, campaigns: int, repeats: int) -> dict[str, Any]:
    """Every task on so many creators."""
    from benchmarks import eligibility_people as made
    from benchmarks.eligibility_ours import Question

    question = Question.about(made.People.make(size), made.campaigns(campaigns))
    engines, ready = everyone(question)
    print(f"\n{size:,} creators, 7 rules, {campaigns:,} campaigns; load {load()}")
    print("made ready in s: " + ", ".join(f"{name} {seconds:.2f}" for name, seconds in ready.items()))
    fresh = preparing(question.people)
    print(f"200 conditions asked anew: {fresh:.1f} ms, target {PREPARING:g} ms for a million creators")
    tasks = {task: side_by_side(task, engines, len(question.rows), repeats) for task in TASKS}
    for engine in engines:
        getattr(engine, "close", lambda: None)()
    return {"creators": size, "load": load(), "ready_s": ready, "prepare_200_ms": fresh, "tasks": tasks}


def preparing(people: Any) -> float:
    """Milliseconds, the best of five, to ask 200 distinct conditions of all creators anew."""
    from benchmarks.eligibility_people import DAY, many_conditions
    from marketplace.eligibility.bitmaps import Bitmaps

    rule_sets = many_conditions()
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        bitmaps = Bitmaps(people.columns, DAY).prepare(rule_sets)
        taken.append(time.perf_counter() - start)
        assert bitmaps.conditions == 200
    return min(taken) * 1e3


def everyone(question: Any) -> tuple[list[Any], dict[str, float]]:
    """All engines, ours in front, and the seconds that loading, compiling and preparing took."""
    from benchmarks import eligibility_engines, eligibility_ours, eligibility_postgres, eligibility_tables

    engines: list[Any] = []
    ready: dict[str, float] = {}

    def add(make: Callable[[Any], Any], given: Any) -> Any:
        start = time.perf_counter()
        engines.append(make(given))
        ready[engines[-1].name] = time.perf_counter() - start
        return engines[-1]

    add(eligibility_ours.Columns, question)
    add(eligibility_ours.Stored, add(eligibility_ours.Prepared, question))
    add(eligibility_tables.PreparedPolars, add(eligibility_tables.Polars, question))
    add(eligibility_tables.DuckDB, question)
    add(eligibility_postgres.PostgreSQL, question)
    add(eligibility_engines.Zen, question)
    add(eligibility_engines.JsonLogic, question)
    return engines, ready


def side_by_side(task: str, engines: list[Any], explained: int, repeats: int) -> dict[str, Any]:
    """The engines that give our answer, timed; the others, with what differs."""
    able = [engine for engine in engines if getattr(engine, task, None) is not None]
    expected = answer(able[0], task)
    agreed, different = [], {}
    for engine in able:
        problem = difference(expected, answer(engine, task), getattr(engine, "sample", None), task)
        if problem:
            different[engine.name] = problem
        else:
            agreed.append(engine)
    timings = timed(task, agreed, repeats)
    scale = {engine.name: scaled(engine, task, explained, expected) for engine in agreed}
    return shown(task, timings, scale, different)


def answer(engine: Any, task: str) -> Any:
    read = getattr(engine, f"read_{task}", lambda raw: raw)
    return read(getattr(engine, task)())


def difference(expected: Any, found: Any, sample: int | None, task: str) -> str:
    """ "" where both are the same by their hash; else how many rows differ, and the first."""
    if task == "counts":
        return "" if tuple(found) == tuple(expected) else f"counts {tuple(found)}, not {tuple(expected)}"
    if task == "reasons" and sample is not None:
        expected = expected.first(sample)
    if found.hash == expected.hash:
        return ""
    rows = [
        at for at in range(len(expected.outcome)) if any(a[at] != b[at] for a, b in zip(expected, found, strict=True))
    ]
    theirs, ours = ([int(part[rows[0]]) for part in one] for one in (found, expected))
    return f"{len(rows)} rows differ; row {rows[0]}: {theirs}, not {ours}"


def timed(task: str, engines: list[Any], repeats: int) -> dict[str, Timing]:
    """In milliseconds a call."""
    taken: dict[str, list[float]] = {engine.name: [] for engine in engines}
    turns = random.Random(3)
    for _ in range(repeats):
        for engine in turns.sample(engines, len(engines)):
            spent = taken[engine.name]
            turn = time.perf_counter() + TURN
            while len(spent) < 3 or sum(spent) < PATIENCE:
                start = time.perf_counter()
                getattr(engine, task)()
                spent.append(time.perf_counter() - start)
                if time.perf_counter() > turn:
                    break
    return {name: Timing(min(spent) * 1e3, statistics.median(spent) * 1e3, len(spent)) for name, spent in taken.items()}


def scaled(engine: Any, task: str, explained: int, expected: Any) -> float:
    """What a timing is multiplied by: one of several creators, or all creators from a sample."""
    if task == "explain":
        return 1 / explained
    sample = getattr(engine, "sample", None)
    return len(expected.outcome) / sample if task == "reasons" and sample else 1.0


def shown(task: str, timings: dict[str, Timing], scale: dict[str, float], different: dict[str, str]) -> dict[str, Any]:
    """One table, and the same as data."""
    best = {name: timing.best * scale[name] for name, timing in timings.items()}
    ours = next(name for name in ("bitmaps", "columns") if name in best)
    met = best[ours] <= TARGETS[task]
    print(f"\n{TASKS[task]}: {best[ours]:.4g} ms, target {TARGETS[task]:g} ms, {'met' if met else 'MISSED'}")
    print(f"  {'engine':<24}{'best ms':>12}{'median ms':>12}{'× ours':>10}  calls")
    for name in sorted(best, key=best.__getitem__):
        timing, note = timings[name], "  from a sample" if scale[name] > 1 else ""
        median = f"{timing.median * scale[name]:>12.4g}"
        print(
            f"  {name:<24}{best[name]:>12.4g}{median}{best[name] / best[ours]:>10.2f}  {timing.calls}{note}",
            flush=True,
        )
    if task in NOTES:
        print(f"  {NOTES[task]}")
    for name, reason in different.items():
        print(f"  {name:<24}different: {reason}")
    own = {name: value for name, value in best.items() if name.startswith(("bitmaps", "columns"))}
    return {
        "ours_ms": best[ours], "ours": own, "peers_ms": {name: best[name] for name in best if name not in own},
        "median_ms": {name: timing.median * scale[name] for name, timing in timings.items()},
        "sampled": [name for name in best if scale[name] > 1], "different": different,
        "same_answer": not any(name in different for name in ("bitmaps", "bitmaps, 64-bit masks", "columns")),
        "target_ms": TARGETS[task], "target_met": met,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
