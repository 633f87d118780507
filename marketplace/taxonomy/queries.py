"""Reading the words: finding a niche by what people call it, and the shapes that matching and forms need."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from marketplace.taxonomy.models import Niche, Platform, Sector
from marketplace.taxonomy.words import fold, squeeze

#: A misspelt word ("fasion") is taken for the niche it nearly spells, from this likeness and length on.
CLOSE_ENOUGH, LONG_ENOUGH = 0.88, 6


def offered_niches() -> QuerySet[Niche]:
    """The niches a person may choose."""
    return Niche.objects.filter(is_retired=False, is_sensitive=False)


def search_niches(text: str, lang: str = "", *, limit: int = 20) -> list[Niche]:
    """Niches whose label, synonym or hashtag holds every word of `text`, in either language, accents ignored.

    Best first: the whole term, then its beginning, then a word's beginning; common niches before others, and labels
    in `lang` before those of the other language.
    """
    words = fold(text.replace("#", " ")).split()
    if not words:
        return []
    holds_all = Q()
    for word in words:
        holds_all &= Q(search_text__contains=word)
    wanted = holds_all | Q(search_text__contains=squeeze(text))
    wholly = " ".join(words)
    found = offered_niches().filter(wanted)
    return sorted(found, key=lambda niche: _rank(niche, wholly, lang or get_language() or "en"))[:limit]


def _rank(niche: Niche, text: str, lang: str) -> tuple[int, bool, int, str]:
    own, other = (niche.label_fr, niche.label_en) if lang.startswith("fr") else (niche.label_en, niche.label_fr)
    terms = [fold(own), fold(other), *niche.search_text.strip("|").split("|")]
    squeezed = text.replace(" ", "")
    nearness = min(_distance(term, text, squeezed, first=not at) for at, term in enumerate(terms))
    return nearness, not niche.is_common, niche.depth, fold(own)


def _distance(term: str, text: str, squeezed: str, *, first: bool) -> int:
    if term in (text, squeezed):
        return 0 if first else 1
    if term.startswith(text):
        return 2 if first else 3
    return 4 if f" {text}" in term else 5


def common_niches_by_root() -> list[tuple[str, list[Niche]]]:
    """The common niches under the label of their tree's root, for a grouped choice that needs no script."""
    roots = {niche.code: niche.label for niche in Niche.objects.filter(parent=None)}
    groups: dict[str, list[Niche]] = {}
    for niche in offered_niches().filter(is_common=True):
        groups.setdefault(roots[niche.path[0]], []).append(niche)
    for listed in groups.values():
        listed.sort(key=lambda niche: (niche.depth, fold(niche.label)))
    return sorted(groups.items(), key=lambda group: fold(group[0]))


def with_ancestors(niches: list[Niche]) -> list[tuple[Niche, list[str]]]:
    """Each niche with the labels of its ancestors, root first: two queries however many there are."""
    codes = {code for niche in niches for code in niche.path[:-1]}
    labels = {niche.code: niche.label for niche in Niche.objects.filter(code__in=codes)}
    return [(niche, [labels[code] for code in niche.path[:-1]]) for niche in niches]


def niche_paths() -> dict[int, tuple[str, ...]]:
    """Every niche's path of codes by its id: what the likeness of two niches is computed from."""
    return {pk: tuple(path) for pk, path in Niche.objects.values_list("pk", "path")}


def sector_paths() -> dict[int, tuple[str, ...]]:
    """Every sector's path of codes by its id."""
    return {pk: tuple(path) for pk, path in Sector.objects.values_list("pk", "path")}


def platforms() -> list[Platform]:
    """The platforms a channel can be on, in the order they are offered."""
    return list(Platform.objects.filter(is_retired=False))


@dataclass
class NicheLookup:
    """Turns the category words of other systems into niches: made once, asked a thousand times."""

    ids: dict[str, int] = field(default_factory=dict)
    _asked: dict[str, int | None] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "NicheLookup":
        """Read every niche. A label wins over a synonym, a synonym over a hashtag, a common niche over a rare one."""
        lookup = cls()
        niches = sorted(offered_niches(), key=lambda niche: (not niche.is_common, niche.depth, niche.code))
        for niche in niches:
            for label in (niche.label_en, niche.label_fr):
                if niche.is_common:
                    lookup.ids.setdefault(fold(label), niche.pk)
        for words in ("synonyms", "hashtags"):
            for niche in niches:
                for word in getattr(niche, words):
                    lookup.ids.setdefault(fold(word), niche.pk)
        for niche in niches:
            for label in (niche.label_en, niche.label_fr):
                lookup.ids.setdefault(fold(label), niche.pk)
        return lookup

    def find(self, text: str) -> int | None:
        """The id of the niche meant by a category word, or None. "Fashion", "#mode" and "fasion" are all found."""
        if text not in self._asked:
            self._asked[text] = self._find(fold(text))
        return self._asked[text]

    def _find(self, folded: str) -> int | None:
        if folded in self.ids or len(folded) < LONG_ENOUGH:
            return self.ids.get(folded)
        close = get_close_matches(folded, self.ids, n=1, cutoff=CLOSE_ENOUGH)
        return self.ids[close[0]] if close else None
