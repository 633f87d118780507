"""Programmes as tests need them: published, with rules written as data."""

import datetime
from typing import Any

from marketplace.programmes.enums import Kind, ProgrammeState
from marketplace.programmes.models import Opening, Programme, Rule, RuleVersion


def a_programme(slug: str = "fund", *, rules: dict[str, Any] | None = None, **more: Any) -> Programme:
    """A published programme; `rules` are bodies by code, in force always and everywhere."""
    given = {"kind": Kind.FUND, "state": ProgrammeState.PUBLISHED, "name_en": slug.title(), "name_fr": slug.title()}
    programme = Programme.objects.create(slug=slug, **{**given, **more})
    for code, body in (rules or {}).items():
        a_version(programme, code, body)
    return programme


def a_version(programme: Programme, code: str, body: Any, **more: Any) -> RuleVersion:
    """One text of a rule, which is made if it is new."""
    rule, _new = Rule.objects.get_or_create(
        programme=programme, code=code, defaults={"position": programme.rules.count()}
    )
    return RuleVersion.objects.create(rule=rule, body=body, **more)


def an_opening(programme: Programme, country: str = "", **dates: datetime.date) -> Opening:
    return Opening.objects.create(programme=programme, country=country, **dates)
