"""What changed in the rules of a programme between two days: added, removed or changed, and in which countries."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.programmes.models import Programme, RuleVersion
from marketplace.programmes.queries.texts import (
    Text,
    countries_named,
    openings_of,
    rules_of,
    texts_in_force,
    versions_of,
)
from marketplace.programmes.queries.words import Asked, text_form, text_in_words

ADDED, REMOVED, CHANGED, OPENED, CLOSED = "added", "removed", "changed", "opened", "closed"


@dataclass(frozen=True)
class Difference:
    """One rule that is not what it was. `countries` [] is everywhere; `but` are countries where it stayed the same."""

    kind: str
    code: str
    label: str
    before: Asked | None
    after: Asked | None
    countries: Sequence[str]
    but: Sequence[str]
    since: datetime.date | None
    source: str
    url: str


@dataclass(frozen=True)
class Move:
    """Countries that opened or closed on one day (None: a day nobody published); [] is everywhere."""

    kind: str
    countries: Sequence[str]
    on: datetime.date | None
    source: str
    url: str


def differences(programme: Programme, before: datetime.date, after: datetime.date) -> list[Difference]:
    """The rules that ask something else on the later day, in the order of the rules."""
    countries = ["", *sorted(countries_named(programme))]
    found: dict[tuple[str, str, str], tuple[Text | None, Text | None, list[str]]] = {}
    for country in countries:
        was = {text.rule.code: text for text in texts_in_force(programme, before, country)}
        now = {text.rule.code: text for text in texts_in_force(programme, after, country)}
        for code in [*was, *(code for code in now if code not in was)]:
            old, new = was.get(code), now.get(code)
            key = (code, _form(old), _form(new))
            if key[1] != key[2]:
                found.setdefault(key, (old, new, []))[2].append(country)
    return [_difference(old, new, where, countries) for old, new, where in found.values()]


def moves(programme: Programme, before: datetime.date, after: datetime.date) -> list[Move]:
    """Where the programme opened or closed after the first day and not later than the second."""
    found: dict[tuple[str, datetime.date | None, str, str], list[str]] = {}
    openings = openings_of(programme)
    for country in sorted({one.country for one in openings}):
        was = next((one for one in openings if one.country == country and one.covers(before)), None)
        now = next((one for one in openings if one.country == country and one.covers(after)), None)
        if now and not was:
            found.setdefault((OPENED, now.opens_on, now.source, now.url), []).append(country)
        elif was and not now:
            found.setdefault((CLOSED, was.closes_on, was.source, was.url), []).append(country)
    return [Move(kind, [one for one in where if one], day, source, url) for (kind, day, source, url), where in
            sorted(found.items(), key=lambda item: item[0][1] or datetime.date.min)]  # fmt: skip


def days_of_change(programme: Programme) -> list[datetime.date]:
    """The days on which a deciding text or an opening begins or ends, the newest first."""
    owners = [programme, programme.inherits] if programme.inherits else [programme]
    versions = [one for owner in owners for rule in rules_of(owner) for one in versions_of(rule) if one.is_deciding]
    days = {day for one in versions for day in (one.valid_from, one.valid_to)}
    days |= {day for one in openings_of(programme) for day in (one.opens_on, one.closes_on)}
    return sorted((day for day in days if day), reverse=True)


def _form(text: Text | None) -> str:
    return text_form(text.version) if text else ""


def _difference(old: Text | None, new: Text | None, where: list[str], countries: list[str]) -> Difference:
    rule = (new or old).rule  # type: ignore[union-attr]
    told: RuleVersion = (new or old).version  # type: ignore[union-attr]
    everywhere = "" in where
    return Difference(
        kind=CHANGED if old and new else ADDED if new else REMOVED,
        code=rule.code,
        label=rule.label or rule.code,
        before=text_in_words(old.version) if old else None,
        after=text_in_words(new.version) if new else None,
        countries=[] if everywhere else where,
        but=[country for country in countries if country not in where] if everywhere else [],
        since=told.valid_from if new else told.valid_to,
        source=told.source,
        url=told.url,
    )
