"""bin/bench pages: how long pages take while people use the site.

A closed loop: each person reads for about five seconds (4 to 6) between two pages, half of them as creators, half as
members of a brand. The load generator, the web server, the workers and the database share this machine, and the figures
say so. The population is made up (`--creators`), every campaign is matched before the clock starts.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.demo")

TARGET_P95_MS = 150


def main() -> None:
    arguments = parse()
    import django

    for command in (["migrate", "--verbosity", "0"], ["load_taxonomy", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True)
    django.setup()
    from benchmarks import population

    made = population.ensure(arguments.creators)
    sessions = population.sessions(arguments.people)
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "people.json").write_text(json.dumps(sessions))
        rows = measure(arguments, Path(scratch))
    report(rows, made, arguments)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--creators", type=int, default=34_000)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    return parser.parse_args()


def measure(arguments: argparse.Namespace, scratch: Path) -> list[dict[str, Any]]:
    """Run the web server and the people; return one row a page (milliseconds)."""
    address = f"http://127.0.0.1:{arguments.port}"
    bind = ["--bind", f"127.0.0.1:{arguments.port}", "--workers", "2", "--threads", "4"]
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "marketplace.wsgi", *bind, "--log-level", "error"])
    try:
        command = [
            sys.executable,
            "-m",
            "locust",
            "--headless",
            "--only-summary",
            "--locustfile",
            "benchmarks/people.py",
        ]
        command += ["--users", str(arguments.people), "--spawn-rate", "5", "--run-time", f"{arguments.seconds}s"]
        command += ["--host", address, "--csv", str(scratch / "pages"), "--reset-stats", "--loglevel", "ERROR"]
        subprocess.run(
            command, env={**os.environ, "PEOPLE": str(scratch / "people.json")}, stdout=subprocess.DEVNULL, check=False
        )
    finally:
        server.terminate()
        server.wait()
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


def report(rows: list[dict[str, Any]], made: dict[str, int], arguments: argparse.Namespace) -> None:
    print(f"{arguments.people} people, about 5 s between pages, {arguments.seconds} s, closed loop")
    print(f"{os.cpu_count()} cores shared by load generator, web server (2 processes × 4 threads) and database; {made}")
    print(f"{'page':32} {'requests':>9} {'failures':>9} {'p50 ms':>8} {'p95 ms':>8}   target p95 {TARGET_P95_MS} ms")
    for row in rows:
        verdict = "ok" if row["p95_ms"] <= TARGET_P95_MS and not row["failures"] else "missed"
        print(
            f"{row['page']:32} {row['requests']:9} {row['failures']:9} {row['p50_ms']:8} {row['p95_ms']:8}   {verdict}"
        )
    if arguments.json:
        print(json.dumps({"people": arguments.people, **made, "pages": rows}))


if __name__ == "__main__":
    main()
