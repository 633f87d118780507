"""The rule set of a programme on a day: one definition, made of dated texts, for somebody in one country.

Where openings name countries, being in one of them is a criterion, `country`; the dates of the rule set are those of
the opening in the creator's own country.
"""

import datetime
import json
from functools import lru_cache

from marketplace.eligibility import RuleSet
from marketplace.programmes.models import Programme
from marketplace.programmes.queries.openings import open_countries, opening_for
from marketplace.programmes.queries.texts import Json, Text, countries_named, openings_of, texts_in_force

COUNTRY_RULE = "country"
SOURCE_LENGTH = 500


def rule_set_of(programme: Programme, on: datetime.date, country: str = "", *, leaving: bool = False) -> RuleSet:
    """The rules that decide on that day for somebody in this country ("" is not known).

    `leaving` asks what is asked of those who qualify already: the milder text, where a version has one.
    """
    place = _country_rule(programme, on, country)
    texts = texts_in_force(programme, on, country)
    # Where the countries are known, what the general rules say of unknown ones is beside the point.
    members = [_member(text, leaving) for text in texts if not (place and text.rule.code == COUNTRY_RULE)]
    opening = opening_for(programme, on, country)
    dates = {
        "valid_from": opening.opens_on.isoformat() if opening and opening.opens_on else None,
        "valid_to": opening.closes_on.isoformat() if opening and opening.closes_on else None,
    }
    return _parse(json.dumps({"all": [*place, *members], **dates}, sort_keys=True))


def variants(programme: Programme, on: datetime.date) -> dict[str, RuleSet]:
    """The rule sets of a day by country: one for each that an opening or a text names, and "" for all others."""
    return {country: rule_set_of(programme, on, country) for country in ["", *sorted(countries_named(programme))]}


@lru_cache(maxsize=2_048)
def _parse(form: str) -> RuleSet:
    """The same texts are read once."""
    return RuleSet.parse(json.loads(form))


def _country_rule(programme: Programme, on: datetime.date, country: str) -> list[Json]:
    countries = open_countries(programme, on)
    if not countries:
        return []
    openings = openings_of(programme)
    # Somebody whose country has closed is told that it closed, not that it was never meant.
    own = {country} & {one.country for one in openings}
    nearest = sorted(openings, key=lambda one: one.country != country)
    source = next((one.source or one.url for one in nearest if one.source or one.url), "")
    rule = {"code": COUNTRY_RULE, "measure": "country", "op": "in", "value": sorted({*countries, *own})}
    return [{**rule, "source": source[:SOURCE_LENGTH]}]


def _member(text: Text, leaving: bool) -> Json:
    version = text.version
    body = version.leave_body if leaving and version.leave_body else version.body
    return coded(body, text.rule.code, version.source or version.url)


def coded(node: Json, code: str, source: str = "") -> Json:
    """A stored node with its codes: a criterion has that of its rule, the members of a group CODE.1, CODE.2 …"""
    key = next((key for key in ("all", "any", "of") if key in node), None)
    if key is None:
        return {"source": source[:SOURCE_LENGTH], **node, "code": code}
    return {**node, key: [coded(one, f"{code}.{place}", source) for place, one in enumerate(node[key], start=1)]}
