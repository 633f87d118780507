"""The rules of programmes as plain data, for other programs."""

import datetime
from typing import Any

from marketplace.programmes.models import Programme, RuleVersion
from marketplace.programmes.queries.rule_sets import variants
from marketplace.programmes.queries.shown import stage_of
from marketplace.programmes.queries.texts import openings_of, rules_of, versions_of

Json = dict[str, Any]


def exported(programme: Programme, on: datetime.date) -> Json:
    """The rule sets of a day by country ("" is all others), and every text and opening there ever was."""
    general = programme.inherits
    return {
        "programme": programme.slug,
        "name_en": programme.name_en,
        "name_fr": programme.name_fr,
        "kind": programme.kind,
        "platform": programme.platform.code if programme.platform else None,
        "space": programme.space,
        "inherits": general.slug if general else None,
        "on": on.isoformat(),
        "stage": stage_of(programme, on).code,
        "rule_sets": {
            country: {"hash": rules.hash, "rules": rules.as_json()}
            for country, rules in variants(programme, on).items()
        },
        "openings": [_dated(one, "opens_on", "closes_on") for one in openings_of(programme)],
        "texts": [*(_texts(general) if general else []), *_texts(programme)],
    }


def _texts(owner: Programme) -> list[Json]:
    return [
        {"owner": owner.slug, "rule": rule.code, "label_en": rule.label_en, "label_fr": rule.label_fr, **_text(one)}
        for rule in rules_of(owner)
        for one in versions_of(rule)
    ]


def _text(one: RuleVersion) -> Json:
    said = {"reading": one.reading, "decides": one.is_deciding, "body": one.body}
    said |= {"leave_body": one.leave_body, "grace_days": one.grace_days}
    more = {"note_en": one.note_en, "note_fr": one.note_fr}
    return {**said, **_dated(one, "valid_from", "valid_to"), **more}


def _dated(one: Any, first: str, last: str) -> Json:
    """Country, the half-open stretch of days, and where it is written."""
    days = {name: day.isoformat() if (day := getattr(one, name)) else None for name in (first, last)}
    return {"country": one.country, **days, "source": one.source, "url": one.url, "quote": one.quote}
