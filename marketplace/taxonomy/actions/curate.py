"""Changing a word by hand."""

from collections.abc import Iterable

from marketplace.taxonomy.files import search_text
from marketplace.taxonomy.models import Niche
from marketplace.taxonomy.models.base import Labelled


def curate(*, word: Labelled, columns: Iterable[str]) -> Labelled:
    """Save a word whose `columns` a person has changed: from now on the data files leave those columns alone."""
    word.curated = sorted({*word.curated, *columns})
    if isinstance(word, Niche):
        shown = {name: getattr(word, name) for name in ("label_en", "label_fr", "synonyms", "hashtags")}
        word.search_text = search_text(shown)
    word.save()
    return word


def release(*, word: Labelled) -> Labelled:
    """Hand every column back to the data files; the next load restores them."""
    word.curated = []
    word.save(update_fields=["curated"])
    return word
