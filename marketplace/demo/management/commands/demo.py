"""The running product on this machine: database, reference data, demo people, web server, workers, beat."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from marketplace.demo.processes import Processes, free_port, only_one, wait_until_ready

DEFAULT_PORT = 8000
DEFAULT_SCALE = 300


def port(text: str) -> int:
    """A port that programs may listen on. Raises ArgumentTypeError, which is shown beside the option."""
    return _within(text, 1, 65_535)


def scale(text: str) -> int:
    """How many creators to make up: one person signs in as the first of them."""
    return _within(text, 1, 200_000)


class Command(BaseCommand):
    help = "Set everything up and run the product with demo data until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port", type=port, metavar="N", help=f"the port to listen on (default: {DEFAULT_PORT}, or the next free)"
        )
        parser.add_argument("--reset", action="store_true", help="throw the demo's data away and start anew")
        parser.add_argument(
            "--scale", type=scale, metavar="N", help=f"how many made-up creators (default {DEFAULT_SCALE})"
        )
        parser.add_argument("--smoke", action="store_true", help="one full match run without a web server, then stop")
        parser.add_argument("--json", action="store_true", help="with --smoke: one JSON object on the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo runs only with the demo settings (DJANGO_SETTINGS_MODULE=marketplace.settings.demo)."
            )
        from marketplace.demo import seed

        home = Path(os.environ.get("ENTENTE_LOCAL", ".local")).resolve()
        # A shell that starts us in the background ignores Ctrl-C on our behalf; both ways of asking must work.
        for asked in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked, signal.default_int_handler)
        with only_one(home):
            processes = Processes(home)
            if cleared := processes.clear_leftovers():
                self.stderr.write(f"Cleared up after an earlier demo that was killed: {', '.join(cleared)}.")
            try:
                # Before anything that takes time: a taken port is said at once.
                wanted = options["port"]
                free = None if options["smoke"] else free_port(wanted or DEFAULT_PORT, exact=wanted is not None)
                self._prepare(reset=options["reset"], scale=options["scale"])
                if free is None:
                    self._smoke(processes, as_json=options["json"])
                else:
                    self._serve(processes, free)
            except seed.NotOurs as refusal:
                raise CommandError(str(refusal)) from refusal
            except KeyboardInterrupt:
                self.stderr.write("\nStopping…")
            finally:
                processes.stop()

    def _prepare(self, *, reset: bool, scale: int | None) -> None:
        from marketplace.demo import seed

        if reset:
            self._say("Throwing the demo's data away")
            seed.throw_away()
        self._say("Migrating the database")
        _manage("migrate", "--verbosity", "0")
        self._say("Loading reference data")
        call_command("load_taxonomy", verbosity=0)
        call_command("load_programmes", verbosity=0)
        if seed.is_needed():
            self._say(f"Making up {scale or DEFAULT_SCALE} creators, and brands and campaigns")
            seed.run(scale=scale or DEFAULT_SCALE)
            seed.match()
        elif scale is not None:
            self.stderr.write("The data of an earlier run are kept as they are: --scale counts with --reset only.")

    def _serve(self, processes: Processes, free: int) -> None:
        address = f"http://127.0.0.1:{free}"
        # Mails lead back to where the demo listens.
        os.environ.setdefault("SITE_URL", address)
        self._start_workers(processes)
        gunicorn = ["gunicorn", "--config", "python:marketplace.web_server", "marketplace.wsgi"]
        gunicorn += ["--bind", f"127.0.0.1:{free}"]
        processes.start("web", *gunicorn, "--timeout", "60", "--access-logfile", str(processes.home / "access.log"))
        self._say("Starting the web server, the workers and beat")
        wait_until_ready(address, processes)
        self._welcome(address)
        stop = threading.Event()
        while not stop.wait(1):
            if child := processes.fallen():
                raise CommandError(f"{child.name} stopped by itself; its log is {child.log}")

    def _start_workers(self, processes: Processes) -> None:
        celery = ["celery", "--app", "marketplace", "--quiet"]
        processes.start("worker", *celery, "worker", "--concurrency", "2", "--loglevel", "WARNING")
        beat = ["beat", "--loglevel", "WARNING", "--schedule", str(processes.home / "beat-schedule"), "--pidfile", ""]
        processes.start("beat", *celery, *beat)

    def _smoke(self, processes: Processes, *, as_json: bool) -> None:
        from marketplace.demo import smoke

        started = time.monotonic()
        self._start_workers(processes)
        result = smoke.run()
        result["seconds"] = round(time.monotonic() - started, 2)
        self.stdout.write(json.dumps(result) if as_json else "\n".join(f"{key}: {result[key]}" for key in result))

    def _welcome(self, address: str) -> None:
        from marketplace.demo.seed import PASSWORD, SIGN_INS

        lines = [f"\nEntente is running at {address}", f"Sign in with the password “{PASSWORD}” as:"]
        lines += [f"  {email:32} {who}" for email, who in SIGN_INS.items()]
        lines += [f"API: {address}/api/v1/   Admin: {address}/admin/", "Ctrl-C stops everything.\n"]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()

    def _say(self, text: str) -> None:
        self.stderr.write(f"{text}…")


def _manage(*arguments: str) -> None:
    # A process of its own: migrations connect as the role that owns the schema, we as the one that serves. Its session
    # is its own too: a terminal's Ctrl-C is answered by us, in a line and not with the traceback of two.
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=settings.BASE_DIR, stdout=sys.stderr, start_new_session=True)
    if done.returncode:
        raise CommandError(f"manage.py {arguments[0]} failed; see above.")


def _within(text: str, least: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise ArgumentTypeError(f"{text} is not a whole number from {least} to {most}")
    return int(text)
