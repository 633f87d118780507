"""Which texts of which rules are in force on a day, in a country."""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from marketplace.eligibility import RuleSet
from marketplace.programmes.models import Opening, Programme, Rule, RuleVersion

Json = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """A version in force, with its rule. `is_inherited`: it comes from the general rules of the platform."""

    rule: Rule
    version: RuleVersion
    is_inherited: bool


def with_rules(programmes: Iterable[Programme]) -> list[Programme]:
    """Programmes with all that their rule sets are made of, in a fixed number of queries."""
    listed = list(programmes)
    rules = Rule.objects.prefetch_related(Prefetch("versions", to_attr="all_versions"))
    prefetch_related_objects(
        listed,
        Prefetch("openings", to_attr="all_openings"),
        Prefetch("rules", rules, to_attr="all_rules"),
        Prefetch("inherits__rules", rules, to_attr="all_rules"),
    )
    return listed


def texts_in_force(programme: Programme, on: datetime.date, country: str = "") -> list[Text]:
    """The deciding texts, the inherited ones first, in the order of their rules.

    A general rule gives way to one of the programme's own under the same code or on the same measure; a text for
    everywhere gives way to one for this country.
    """
    own = list(_in_force(programme, on, country, is_inherited=False))
    codes = {text.rule.code for text in own}
    stated = {measure for text in own for measure in measures_of(text.version.body)}
    general = _in_force(programme.inherits, on, country, is_inherited=True) if programme.inherits else ()
    kept = (text for text in general if text.rule.code not in codes)
    return [*(text for text in kept if stated.isdisjoint(measures_of(text.version.body))), *own]


def countries_named(programme: Programme) -> set[str]:
    """Every country that an opening or a text speaks of."""
    owners = [programme, programme.inherits] if programme.inherits else [programme]
    versions = {version.country for owner in owners for rule in rules_of(owner) for version in versions_of(rule)}
    return (versions | {opening.country for opening in openings_of(programme)}) - {""}


def rules_of(programme: Programme) -> list[Rule]:
    found: list[Rule] | None = getattr(programme, "all_rules", None)
    return list(programme.rules.prefetch_related("versions")) if found is None else found


def versions_of(rule: Rule) -> list[RuleVersion]:
    found: list[RuleVersion] | None = getattr(rule, "all_versions", None)
    return list(rule.versions.all()) if found is None else found


def openings_of(programme: Programme) -> list[Opening]:
    found: list[Opening] | None = getattr(programme, "all_openings", None)
    return list(programme.openings.all()) if found is None else found


def measures_of(body: Json) -> frozenset[str]:
    """The codes of the measures that a stored node asks about."""
    return _measures_of(json.dumps(body, sort_keys=True))


@lru_cache(maxsize=2_048)
def _measures_of(body: str) -> frozenset[str]:
    return frozenset(criterion.measure.code for criterion in RuleSet.parse({"all": [json.loads(body)]}).criteria)


def _in_force(programme: Programme, on: datetime.date, country: str, *, is_inherited: bool) -> Iterator[Text]:
    for rule in rules_of(programme):
        today = {one.country: one for one in versions_of(rule) if one.is_deciding and one.is_in_force(on)}
        version = today.get(country) or today.get("")
        if version is not None:
            yield Text(rule, version, is_inherited)
