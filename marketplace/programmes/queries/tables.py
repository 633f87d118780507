"""The rules of a programme on a day, line by line, with their sources, other readings and the texts of countries."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marketplace.programmes.models import Programme, Rule, RuleVersion
from marketplace.programmes.queries.texts import Text, countries_named, rules_of, texts_in_force, versions_of
from marketplace.programmes.queries.words import Asked, text_in_words


@dataclass(frozen=True)
class Wording:
    """One text: what it asks, where that is written, and for which countries ([] is everywhere)."""

    version: RuleVersion
    asked: Asked
    countries: Sequence[str] = ()

    @property
    def counting(self) -> str:
        return self.asked.counting


@dataclass(frozen=True)
class Line:
    """A rule on a day. `main` holds wherever `elsewhere` names no country of its own; None: only there.

    `inherited_from` is the set of general rules that it comes from; `readings` decide nothing.
    """

    code: str
    label: str
    main: Wording | None
    elsewhere: Sequence[Wording]
    readings: Sequence[Wording]
    inherited_from: Programme | None

    @property
    def in_short(self) -> str:
        """What it asks in one sentence; of a condition that nothing measures only its label says what it is."""
        asked = self.wordings[0].asked
        return self.label if asked.is_particular else asked.sentence

    @property
    def wordings(self) -> list[Wording]:
        return [*([self.main] if self.main else []), *self.elsewhere]


def lines_on(programme: Programme, on: datetime.date) -> list[Line]:
    """Every rule in force somewhere that day: those of the platform first, then the programme's own."""
    texts = {country: texts_in_force(programme, on, country) for country in ["", *sorted(countries_named(programme))]}
    found: dict[str, dict[str, Text]] = {}
    for country, listed in texts.items():
        for text in listed:
            found.setdefault(text.rule.code, {})[country] = text
    lines = [_line(programme, by_country, on) for by_country in found.values()]
    order = {rule.code: place for place, rule in enumerate(_rules_in_order(programme))}
    return sorted(lines, key=lambda line: order.get(line.code, len(order)))


def _rules_in_order(programme: Programme) -> Iterator[Rule]:
    own = rules_of(programme)
    codes = {rule.code for rule in own}
    general = rules_of(programme.inherits) if programme.inherits else []
    yield from (rule for rule in general if rule.code not in codes)
    yield from own


def _line(programme: Programme, by_country: dict[str, Text], on: datetime.date) -> Line:
    first = next(iter(by_country.values()))
    main = by_country.get("")
    own = {country: text.version for country, text in by_country.items() if country}
    different = {country: version for country, version in own.items() if not main or version.pk != main.version.pk}
    others = [one for one in versions_of(first.rule) if not one.is_deciding and one.is_in_force(on)]
    return Line(
        code=first.rule.code,
        label=first.rule.label or first.rule.code,
        main=Wording(main.version, text_in_words(main.version)) if main else None,
        elsewhere=_by_wording(different.items()),
        readings=_by_wording((one.country, one) for one in others),
        inherited_from=programme.inherits if first.is_inherited else None,
    )


def _by_wording(versions: Iterable[tuple[str, RuleVersion]]) -> list[Wording]:
    """One wording for all the countries whose texts are alike in every respect."""
    alike: dict[str, tuple[RuleVersion, list[str]]] = {}
    for country, one in versions:
        asked = (one.body, one.leave_body, one.grace_days)
        key = repr((asked, one.reading, one.valid_from, one.valid_to, one.source, one.url, one.quote, one.note_en))
        alike.setdefault(key, (one, []))[1].append(country)
    return [
        Wording(version, text_in_words(version), sorted(country for country in countries if country))
        for version, countries in alike.values()
    ]
