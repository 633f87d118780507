"""Labels of words by their code, for sentences: read from the database once in a while, not once a sentence."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Model

from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Niche, Platform

Labels = dict[str, tuple[str, str]]


def _two_languages(model: type[Model]) -> Labels:
    return {code: (fr, en) for code, fr, en in model._default_manager.values_list("code", "label_fr", "label_en")}


def _platforms() -> Labels:
    return {code: (name, name) for code, name in Platform.objects.values_list("code", "name")}


@dataclass
class Shelf:
    """The labels of one vocabulary, kept for TAXONOMY_LABELS_SECONDS (None: for good)."""

    read: Callable[[], Labels]
    labels: Labels = field(default_factory=dict)
    read_at: float | None = None

    def load(self) -> None:
        self.labels, self.read_at = self.read(), time.monotonic()

    def label(self, code: str, language: str) -> str:
        """The label in "fr" or "en"; "" for a code that is not there."""
        lasts = settings.TAXONOMY_LABELS_SECONDS
        if self.read_at is None or (lasts is not None and time.monotonic() - self.read_at > lasts):
            self.load()
        french, english = self.labels.get(code, ("", ""))
        return french if language.startswith("fr") else english


niches = Shelf(lambda: _two_languages(Niche))
styles = Shelf(lambda: _two_languages(ContentStyle))
deliverable_kinds = Shelf(lambda: _two_languages(DeliverableKind))
platforms = Shelf(_platforms)


def load() -> None:
    """Read all of them now."""
    for shelf in (niches, styles, deliverable_kinds, platforms):
        shelf.load()
