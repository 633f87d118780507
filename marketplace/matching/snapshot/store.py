"""The files of the snapshot: one a bucket of creators, in a directory an epoch.

Web and worker processes of one host map the same files, so they are in memory once. A file never changes: a bucket that
did gets a new one, named by the last change it contains, and then the table that says which file is which is replaced
in one step. Whoever has mapped an old file keeps it until they let go of it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from marketplace.matching.engine import CreatorColumns
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.models import Epoch
from marketplace.matching.snapshot import files

TABLE, LOCK = "table.json", "lock"


@dataclass(frozen=True)
class Store:
    """The files of one epoch."""

    directory: Path

    def read(self) -> tuple[int, list[CreatorColumns]] | None:
        """The number of the last change the files contain, and the columns of every bucket; None where there are no
        files, or not of this version."""
        for _ in range(3):
            try:
                table = self._table()
                return table["seen"], [files.read(self.directory / name) for name in table["files"]]
            except FileNotFoundError:
                # Between reading the table and a file, a newer file has taken its place.
                continue
            except files.Unreadable:
                return None
        return None

    def write(self, seen: int, buckets: Mapping[int, CreatorColumns], since: int | None = None) -> None:
        """Put the files of these buckets, as they are after change number `seen`, in place of those before.

        `buckets` are all that changed after number `since`; without it, all there are. What is older than what is
        there, or would leave changes out that are not there, is not written.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        with self._lock():
            none: dict[str, Any] = {"seen": -1, "files": [""] * BUCKETS}
            table = self._table() if (self.directory / TABLE).exists() else none
            if table["seen"] >= seen or (since is not None and table["seen"] < since):
                return
            before = set(table["files"])
            for bucket, columns in buckets.items():
                table["files"][bucket] = f"{bucket:03d}-{seen:012d}.columns"
                self._put(table["files"][bucket], files.encode(columns))
            self._put(TABLE, json.dumps({"seen": seen, "files": table["files"]}).encode())
            for name in before - set(table["files"]) - {""}:
                (self.directory / name).unlink(missing_ok=True)

    @property
    def nbytes(self) -> int:
        """What the files take on disk, and in memory once they are read."""
        return sum((self.directory / name).stat().st_size for name in self._table()["files"])

    def _table(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.directory / TABLE).read_bytes())
        return found

    def _put(self, name: str, data: bytes) -> None:
        """Write a file whole, then give it its name."""
        written = self.directory / f".{name}.{os.getpid()}"
        written.write_bytes(data)
        written.replace(self.directory / name)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        with (self.directory / LOCK).open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield


def of(epoch: Epoch | None) -> Store | None:
    """Where an epoch's files are; None before the first epoch, and where no directory is set."""
    if epoch is None or not settings.MATCHING_SNAPSHOTS:
        return None
    # The moment tells epochs of different databases apart.
    return Store(Path(settings.MATCHING_SNAPSHOTS) / f"{epoch.pk:08d}-{epoch.created_at:%Y%m%d%H%M%S%f}")


def clear(but: Epoch) -> None:
    """Take away the files of all epochs but the newest."""
    kept = of(but)
    if kept is not None:
        for directory in kept.directory.parent.iterdir():
            if directory.is_dir() and directory.name < kept.directory.name:
                shutil.rmtree(directory, ignore_errors=True)
