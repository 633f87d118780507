"""Creator columns as the rules want to read them: one eligibility column for each measure that is asked for.

They say for everybody what `creators.queries.facts` says for one channel; a test holds the two equal.
"""

from collections.abc import Callable, Iterable

import numpy as np

from marketplace.eligibility.ages import ages_on
from marketplace.eligibility.columns import AnyColumn, Column, SetColumn
from marketplace.matching.engine.arrays import NO_DAY, Bools
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import Frame

#: Families of audience shares by the list they come from.
AUDIENCES = {
    "audience_country_bp": "countries",
    "audience_age_bp": "ages",
    "audience_gender_bp": "genders",
    "audience_language_bp": "languages",
}
ADULT = 18


def fact_columns(creators: CreatorColumns, measures: Iterable[str], frame: Frame) -> dict[str, AnyColumn]:
    """A column for each of these measures; what nobody has is left out, which means unknown."""
    return {code: column for code in measures if (column := _column(creators, code, frame)) is not None}


def _column(creators: CreatorColumns, code: str, frame: Frame) -> AnyColumn | None:
    family, _, key = code.partition(":")
    if family in AUDIENCES:
        return _share(creators, AUDIENCES[family], key)
    if family == "rate_minor":
        return Column(creators.sets.values(f"rate:{key}"), creators.sets.has(f"rate:{key}"))
    if code in OTHERS:
        return OTHERS[code](creators, frame)
    if code in creators.codes:
        codes = creators.codes[code]
        return Column(
            codes.index, codes.index != 0, vocabulary={word: place for place, word in enumerate(codes.words) if word}
        )
    if code in creators.numbers:
        number = creators.numbers[code]
        return Column(number.values, number.known, number.days.astype(np.int64))
    return None


def _share(creators: CreatorColumns, dimension: str, key: str) -> Column:
    name = f"audience:{dimension}:{key}"
    as_of = creators.sets.values(f"audience:{dimension}", NO_DAY)
    return Column(creators.sets.values(name), creators.sets.has(name), as_of)


def _availability(creators: CreatorColumns, frame: Frame) -> Column:
    """Open only within the dates that the creator gave; outside them, busy."""
    words = ("", "busy", "not_looking", "open")
    said = creators.codes["availability"].mapped({word: place for place, word in enumerate(words)})
    start, end = creators.days["available_from"], creators.days["available_until"]
    away = (start != NO_DAY) & (start > frame.day) | (end != NO_DAY) & (end < frame.day)
    values = np.where(away & (said == words.index("open")), words.index("busy"), said)
    known = creators.flags["is_claimed"] & (said != 0)
    return Column(values, known, vocabulary={word: place for place, word in enumerate(words) if word})


def _account_age(creators: CreatorColumns, frame: Frame) -> Column:
    created = creators.days["account_created_on"].astype(np.int64)
    return Column(frame.day - created, (created != NO_DAY) & (created <= frame.day))


def _age(creators: CreatorColumns, frame: Frame) -> Column:
    born = creators.days["birth_date"].astype(np.int64)
    known = born != NO_DAY
    return Column(ages_on(np.where(known, born, 0), frame.as_of), known)


def _parental_consent(creators: CreatorColumns, frame: Frame) -> Column:
    """Only a minor's is anybody's business."""
    given = np.zeros(len(creators), bool)
    for key in creators.sets.keys_of("consent:"):
        if int(key.partition(":")[2]) <= frame.day:
            rows, until = creators.sets.lists[key]
            given[rows[until >= frame.day]] = True
    born = creators.days["birth_date"] != NO_DAY
    return Column(given.astype(np.int8), born & (_age(creators, frame).values < ADULT))


def _flag(name: str) -> Callable[[CreatorColumns, Frame], Column]:
    def column(creators: CreatorColumns, frame: Frame) -> Column:
        return Column(creators.flags[name].astype(np.int8), creators.flags["is_claimed"])

    return column


def _ownership(creators: CreatorColumns, frame: Frame) -> Column:
    proven = creators.codes["ownership"].among(["proven"])
    return Column(proven.astype(np.int8), creators.flags["is_claimed"])


def _listed(name: str) -> Callable[[CreatorColumns, Frame], SetColumn]:
    def column(creators: CreatorColumns, frame: Frame) -> SetColumn:
        prefix = f"{name}:"
        keys = creators.sets.keys_of(prefix)
        words = np.zeros((len(creators), max(1, -(-len(keys) // 64))), np.uint64)
        for place, key in enumerate(keys):
            words[creators.sets.lists[key][0], place // 64] |= np.uint64(1 << place % 64)
        vocabulary = {key.removeprefix(prefix): place for place, key in enumerate(keys)}
        return SetColumn(words, vocabulary, _any(words))

    return column


def _niches(creators: CreatorColumns, frame: Frame) -> SetColumn:
    """With all their ancestors: whoever makes bread makes food."""
    own = creators.niche_lists
    paths = SetColumn.of([frozenset(frame.tree.paths.get(niche, (niche,))) for niche in own.words] or [frozenset()])
    with_none = np.vstack([paths.words[: len(own.words)], np.zeros_like(paths.words[:1])])
    words = np.bitwise_or.reduce(with_none[own.table], axis=1)[creators.niche_list]
    return SetColumn(words, paths.vocabulary, _any(words))


def _any(words: np.ndarray) -> Bools:
    return np.asarray(words.any(axis=1))


OTHERS: dict[str, Callable[[CreatorColumns, Frame], AnyColumn]] = {
    "availability": _availability,
    "account_age_days": _account_age,
    "age_years": _age,
    "parental_consent": _parental_consent,
    "is_public": _flag("is_public"),
    "is_business": _flag("is_business"),
    "identity_verified": _flag("identity_verified"),
    "ownership_proven": _ownership,
    "languages": _listed("language"),
    "styles": _listed("style"),
    "niches": _niches,
}
