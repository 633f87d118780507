"""bin/bench pages: how long pages take while people use the site.

A closed loop: each person reads for about five seconds (4 to 6) between two pages, half of them as creators, half as
members of a brand. The load generator, the web server and the database share this machine, and the figures say so,
with its load. The population is made up (`--creators`); before the clock starts every campaign is matched, and the
server is warmed up: each person opens each of their pages twice, over several connections at once. A page that is not
answered 200 fails the benchmark.
"""

import argparse
import contextlib
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.demo")

TARGET_P95_MS = 150
#: Rounds of every page before the clock, and how many are asked for at once: as many as the workers have threads.
WARM_ROUNDS, AT_ONCE = 2, 8
READY_SECONDS = 120
TOTAL = "Aggregated"


def main() -> int:
    """Print one row a page; 1 if a page failed or was never opened."""
    arguments = parse()
    start.ready()
    from benchmarks import population

    made = population.ensure(arguments.creators)
    people = population.sessions(arguments.people)
    with tempfile.TemporaryDirectory() as scratch, server(arguments.port) as address:
        warm_up(address, people)
        loads = [os.getloadavg()[0]]
        rows = measure(arguments, address, people, Path(scratch))
        loads.append(os.getloadavg()[0])
    report(rows, made, loads, arguments)
    wanted = {name for person in people for name, _path in person["pages"]}
    return 1 if any(row["failures"] for row in rows) or not wanted <= {row["page"] for row in rows} else 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--creators", type=int, default=34_000)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    return parser.parse_args()


@contextlib.contextmanager
def server(port: int) -> Iterator[str]:
    """The web server as it runs in production; yields its address once it answers."""
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "--config", "python:marketplace.web_server", "marketplace.wsgi"]
    process = subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}", "--log-level", "error"])
    try:
        until = time.monotonic() + READY_SECONDS
        while not answers(f"{address}/healthz"):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"the web server does not answer on {address}")
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def answers(url: str, session: str = "") -> bool:
    """Whether a page is there for this session: 200 at its own address, not a way to the sign-in."""
    request = urllib.request.Request(url, headers={"Cookie": f"sessionid={session}"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return bool(answer.status == 200 and answer.url == url)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def warm_up(address: str, people: list[dict[str, Any]]) -> None:
    """Open every page of everybody before the clock starts. Raises SystemExit with the pages that are not there."""
    asked = [(name, f"{address}{path}", person["session"]) for person in people for name, path in person["pages"]]
    with ThreadPoolExecutor(AT_ONCE) as together:
        for _ in range(WARM_ROUNDS):
            there = together.map(lambda page: answers(page[1], page[2]), asked)
            wrong = [page[:2] for page, is_there in zip(asked, there, strict=True) if not is_there]
    if wrong:
        raise SystemExit(f"{len(wrong)} of {len(asked)} pages are not answered 200, the first: {' '.join(wrong[0])}")


def measure(
    arguments: argparse.Namespace, address: str, people: list[dict[str, Any]], scratch: Path
) -> list[dict[str, Any]]:
    """Let the people loose; return one row a page (milliseconds) and one for all."""
    told = scratch / "people.json"
    told.write_text(json.dumps(people))
    command = [sys.executable, "-m", "locust", "--headless", "--only-summary", "--locustfile", "benchmarks/people.py"]
    command += ["--users", str(arguments.people), "--spawn-rate", "5", "--run-time", f"{arguments.seconds}s"]
    command += ["--host", address, "--csv", str(scratch / "pages"), "--reset-stats", "--loglevel", "ERROR"]
    environment = {**os.environ, "PEOPLE": str(told)}
    played = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if played.returncode:
        raise SystemExit(f"locust ended with {played.returncode}:\n{played.stderr[-2_000:]}")
    with (scratch / "pages_stats.csv").open() as handle:
        return [
            {
                "page": row["Name"],
                "requests": int(row["Request Count"]),
                "failures": int(row["Failure Count"]),
                "p50_ms": int(row["50%"]),
                "p95_ms": int(row["95%"]),
            }
            for row in csv.DictReader(handle)
            if int(row["Request Count"])
        ]


def report(rows: list[dict[str, Any]], made: dict[str, int], loads: list[float], arguments: argparse.Namespace) -> None:
    print(f"{arguments.people} people, about 5 s between pages, {arguments.seconds} s, closed loop; warmed up before")
    print(f"{os.cpu_count()} cores shared by load generator, web server (2 processes × 4 threads) and database; {made}")
    print(f"load average before and after: {loads[0]:.1f}, {loads[1]:.1f}")
    print(f"{'page':32} {'requests':>9} {'failures':>9} {'p50 ms':>8} {'p95 ms':>8}   target p95 {TARGET_P95_MS} ms")
    for row in rows:
        verdict = "failed" if row["failures"] else "ok" if row["p95_ms"] <= TARGET_P95_MS else "missed"
        name = "all pages" if row["page"] == TOTAL else row["page"]
        print(f"{name:32} {row['requests']:9} {row['failures']:9} {row['p50_ms']:8} {row['p95_ms']:8}   {verdict}")
    if arguments.json:
        print(json.dumps({"people": arguments.people, **made, "load": loads, "pages": rows}))


if __name__ == "__main__":
    sys.exit(main())
