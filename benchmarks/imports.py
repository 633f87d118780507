"""Import rows a second: a list of FILE, or of made-up creators, read in twice (all new, then all known).

    bin/bench imports [--rows 34000] [FILE --platform instagram]

The work is the product's own: the job's body runs in this process, on the database it finds, which is emptied first of
what an earlier run of this benchmark left (it must be a database of its own, as bin/bench makes one).
"""

import argparse
import io
import os
import random
import sys
import time
from pathlib import Path


def main() -> int:
    """Print one line a pass."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--platform", default="instagram")
    parser.add_argument("--rows", type=int, default=34_000)
    arguments = parser.parse_args()
    prepare()
    content = arguments.file.read_bytes() if arguments.file else made_up(arguments.rows)
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f} at the start")
    print(f"{'pass':<14}{'rows':>8}{'created':>9}{'unchanged':>11}{'refused':>9}{'wall s':>9}{'rows/s':>9}{'cpu s':>8}")
    for name, dry_run in (("check", True), ("all new", False), ("all known", False)):
        show(name, *measured(content, arguments.platform, dry_run=dry_run))
    return 0


def prepare() -> None:
    """Django, an up-to-date schema, and the words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.demo")
    runtime, owner = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    os.environ["DATABASE_URL"] = owner
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE creators_creator, creators_importsource, core_job CASCADE")
    call_command("load_taxonomy", verbosity=0)
    from marketplace.settings.base import database

    connection.close()
    connection.settings_dict.update({key: database(runtime)[key] for key in ("USER", "PASSWORD")})


def made_up(rows: int) -> bytes:
    """A list of creators nobody knows, with followers spread as they are in life."""
    chance = random.Random(7)
    words = ["fashion", "travel", "family", "food", "beauty", "interior", "fitness", "pet", "other"]
    lines = ["Username,Category,#Followers,#Followees,#Posts"]
    for at in range(rows):
        followers = int(1_000 * chance.paretovariate(0.8)) % 100_000_000
        lines.append(
            f"made.up.{at},{chance.choice(words)},{followers},{chance.randrange(5_000)},{chance.randrange(9_000)}"
        )
    return "\n".join(lines).encode()


def measured(content: bytes, platform: str, *, dry_run: bool) -> tuple[dict[str, int], float, float]:
    """The counts of one pass, its seconds on the clock and its seconds of processor in this process."""
    from creators.actions import imports
    from marketplace.activity.record import SYSTEM
    from marketplace.core import jobs
    from marketplace.taxonomy.models import Platform

    row = Platform.objects.get(code=platform)
    wall, cpu = time.perf_counter(), time.process_time()
    batch = imports.take(actor=SYSTEM, file=io.BytesIO(content), name="bench.csv", source="Benchmark", platform=row)
    mapping = {int(at): code for at, code in batch.mapping.items()}
    batch = imports.confirm(
        actor=SYSTEM, batch=batch, mapping=mapping, platform=row, as_of=batch.as_of, dry_run=dry_run
    )
    if not jobs.run(batch.job_id):
        raise SystemExit("A worker was quicker: stop it, it shares the measurement.")
    batch.refresh_from_db()
    return batch.counts, time.perf_counter() - wall, time.process_time() - cpu


def show(name: str, counts: dict[str, int], wall: float, cpu: float) -> None:
    """One line of the table."""
    told = f"{counts['created']:>9}{counts['unchanged']:>11}{counts['refused']:>9}"
    print(f"{name:<14}{counts['read']:>8}{told}{wall:>9.1f}{counts['read'] / wall:>9.0f}{cpu:>8.1f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
