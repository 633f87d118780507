"""Real Celery workers on the test database, for tests that need one (and for those that kill one)."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from marketplace.core.models import Job
from tests.house.test_budgets import ROOT


@contextmanager
def worker(concurrency: int = 1, *, beat: bool = False) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process group of its own, with the rights of the runtime role; killed at the end."""
    command = [sys.executable, "-m", "celery", "--app", "marketplace", "--quiet", "worker", "--loglevel", "ERROR"]
    command += [
        "--concurrency",
        str(concurrency),
        *(["--beat", "--schedule", f"/tmp/beat-{os.getpid()}"] if beat else []),
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), start_new_session=True)
    try:
        yield process
    finally:
        kill(process)


def environment() -> dict[str, str]:
    """What a process needs to work on this test's database and broker."""
    name = connection.settings_dict["NAME"]
    runtime = make_conninfo(**conninfo_to_dict(os.environ["DATABASE_URL"]) | {"dbname": name})
    return {**os.environ, "DATABASE_URL": runtime, "DJANGO_SETTINGS_MODULE": "marketplace.settings.test"}


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the worker and of everything it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, 9)
    process.wait()


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Return when `condition` holds. Raises TimeoutError with the jobs that are not done otherwise."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    left = list(Job.objects.exclude(state="done").values_list("name", "state", "attempts", "error")[:10])
    raise TimeoutError(f"not reached within {seconds} s; jobs not done: {left}")


def all_jobs_done() -> bool:
    """True when no job waits or runs."""
    return not Job.objects.unfinished().exists()
