"""The people of `bin/bench pages`, as locust plays them: signed in already, each opening what their side opens."""

import json
import os
from pathlib import Path
from typing import Any

from locust import HttpUser, between, events, task

PEOPLE: list[dict[str, Any]] = json.loads(Path(os.environ["PEOPLE"]).read_text())
WAITING = iter(PEOPLE)


class Visitor(HttpUser):
    """One person with a session and a list of pages, opened one after the other."""

    wait_time = between(4, 6)

    def on_start(self) -> None:
        person = next(WAITING)
        self.client.cookies.set("sessionid", person["session"])
        self.pages = person["pages"]
        self.turn = person["offset"]

    @task
    def open_next(self) -> None:
        """The next page of this person's list."""
        name, path = self.pages[self.turn % len(self.pages)]
        self.turn += 1
        with self.client.get(path, name=name, catch_response=True, allow_redirects=False) as answer:
            if answer.status_code != 200:
                answer.failure(f"{path}: {answer.status_code}")


@events.quitting.add_listener
def never_fail(environment: Any, **_: Any) -> None:
    """Failures are counted in the table, and benchmarks/pages.py decides what they mean."""
    environment.process_exit_code = 0
