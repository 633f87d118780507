"""Stylesheets and scripts are written as many small files and served as they stand in development.

At collectstatic each entry file takes in what it imports, in its order, so that a visitor fetches one of each.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

CSS_IMPORT = re.compile(r'^@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?;$', re.MULTILINE)
CSS_URL = re.compile(r'url\("(?P<path>(?!data:|/|#|https?:)[^"]+)"\)')
JS_IMPORT = re.compile(r'^import "(?P<path>\./[^"]+)";$', re.MULTILINE)

#: entry file → how it takes in its parts
Read = Callable[[str], str]


def joined_css(entry: str, read: Read) -> str:
    """The entry with every import in its place, inside the layer the import names."""

    def take_in(found: re.Match[str]) -> str:
        path = _beside(entry, found["path"])
        text = CSS_URL.sub(lambda url: f'url("{_moved(url["path"], path, entry)}")', read(path))
        return f"@layer {found['layer']} {{\n{text}}}" if found["layer"] else text

    return CSS_IMPORT.sub(take_in, read(entry))


def joined_js(entry: str, read: Read) -> str:
    """The entry with every part in its place, each in a block of its own so that its names stay its own."""
    return JS_IMPORT.sub(lambda found: f"{{\n{read(_beside(entry, found['path']))}}}", read(entry))


ENTRIES: dict[str, Callable[[str, Read], str]] = {"css/entente.css": joined_css, "js/entente.js": joined_js}


def _beside(entry: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(entry), path))


def _moved(url: str, source: str, target: str) -> str:
    """A relative address in `source`, as it must read in `target`."""
    return posixpath.relpath(_beside(source, url), posixpath.dirname(target))


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins the entries, then names every file by its content and compresses it."""

    def post_process(
        self, paths: dict[str, tuple[StaticFilesStorage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        if not dry_run:
            for entry, join in ENTRIES.items():
                if entry in paths:
                    self._replace(entry, join(entry, lambda name: _source(paths, name)))
                    paths[entry] = (self, entry)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _replace(self, name: str, text: str) -> None:
        self.delete(name)
        self._save(name, ContentFile(text.encode()))


def _source(paths: dict[str, tuple[StaticFilesStorage, str]], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as handle:
        return str(handle.read().decode())
