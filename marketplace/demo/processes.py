"""Starting, watching and stopping the processes of the running product."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from django.core.management.base import CommandError

#: How long a process may take to end after it was asked to (seconds).
GRACE = 15


@dataclass
class Child:
    """One process that we started: its name on screen and its log."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


class Processes:
    """The children of one `demo`, written down so that a later one can clear up after a kill."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.children: list[Child] = []
        self.record = home / "demo.json"

    def start(self, name: str, *command: str) -> Child:
        """Start `python -m command…` in a session of its own (the terminal's Ctrl-C must not reach it)."""
        log = self.home / f"{name}.log"
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        child = Child(name, process, log)
        self.children.append(child)
        self._write()
        return child

    def fallen(self) -> Child | None:
        """The first child that ended by itself, if any."""
        return next((child for child in self.children if child.process.poll() is not None), None)

    def stop(self) -> None:
        """Ask every child to end, wait, and kill what does not listen."""
        for child in reversed(self.children):
            with contextlib.suppress(ProcessLookupError):
                child.process.send_signal(signal.SIGTERM)
        for child in reversed(self.children):
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(GRACE)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)
        self.record.unlink(missing_ok=True)

    def _write(self) -> None:
        rows = [{"name": child.name, "pid": child.process.pid} for child in self.children]
        for row in rows:
            with contextlib.suppress(psutil.NoSuchProcess):
                row["born"] = psutil.Process(int(str(row["pid"]))).create_time()
        self.record.write_text(json.dumps(rows))

    def clear_leftovers(self) -> list[str]:
        """Kill the children of an earlier demo that was itself killed; return their names once they are gone."""
        cleared: list[str] = []
        gone: list[psutil.Process] = []
        with contextlib.suppress(FileNotFoundError, ValueError):
            for row in json.loads(self.record.read_text()):
                with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
                    leader = psutil.Process(row["pid"])
                    # The same number may belong to somebody else by now: the time of birth tells.
                    if leader.create_time() == row.get("born"):
                        gone += [leader, *leader.children(recursive=True)]
                        os.killpg(row["pid"], signal.SIGKILL)
                        cleared.append(row["name"])
        # A killed process holds its port until it is really gone, and the port is what is asked for next.
        psutil.wait_procs(gone, timeout=GRACE)
        self.record.unlink(missing_ok=True)
        return cleared


@contextlib.contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the directory for one demo. Raises CommandError naming the one that runs."""
    home.mkdir(parents=True, exist_ok=True)
    with open(home / "demo.lock", "a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            who = handle.read().strip() or "unknown"
            raise CommandError(f"A demo is already running here ({who}). Stop it with Ctrl-C first.") from None
        handle.truncate(0)
        handle.write(f"process {os.getpid()}")
        handle.flush()
        yield


def free_port(wanted: int, *, exact: bool) -> int:
    """`wanted`, or the next free port if the caller did not insist. Raises CommandError if it is taken."""
    for port in range(wanted, wanted + 1 if exact else wanted + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise CommandError(f"Port {wanted} is taken by another program. Choose another: bin/demo --port {wanted + 1}")


def wait_until_ready(address: str, processes: Processes, seconds: int = 60) -> None:
    """Return once /readyz answers 200. Raises CommandError with the log's end if a process falls or time runs out."""
    for _ in range(seconds * 5):
        if child := processes.fallen():
            tail = child.log.read_text(errors="replace")[-2_000:]
            raise CommandError(f"{child.name} stopped (exit code {child.process.returncode}). Its last words:\n{tail}")
        if _answers(f"{address}/readyz"):
            return
        time.sleep(0.2)
    raise CommandError(f"{address} was not ready after {seconds} s; see the logs in {processes.home}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
