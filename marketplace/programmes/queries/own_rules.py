"""Programmes that brands opened: whose they are, and the rules the brand wrote, without those asked of everybody."""

import datetime
from typing import Any

from django.db.models import QuerySet

from brands.models import Brand
from marketplace.eligibility.nodes import Json
from marketplace.programmes.models import Programme, RuleVersion
from marketplace.programmes.queries.rule_sets import coded

#: How the codes of the marketplace's own rules begin.
GENERAL = "mp-"


def programmes_of(brand: Brand) -> QuerySet[Programme]:
    """The programmes a brand opened, the newest first, drafts included."""
    return brand.programmes.select_related("platform", "brand").order_by("-created_at", "-pk")


def own_versions(programme: Programme, on: datetime.date | None) -> list[RuleVersion]:
    """The brand's own texts in force on a day (None: at the beginning of time), in the order of their rules."""
    found = RuleVersion.objects.filter(rule__programme=programme).exclude(rule__code__startswith=GENERAL)
    found = found.filter(valid_from=None) if on is None else found.in_force(on)
    return list(found.select_related("rule").order_by("rule__position", "rule__code"))


def own_rule_set(programme: Programme, on: datetime.date | None = None) -> Json:
    """The same as one rule set, as the builder takes it: those of the last text written, or of a day."""
    versions: list[Any]
    if on is not None:
        versions = own_versions(programme, on)
    else:
        rows = RuleVersion.objects.filter(rule__programme=programme, valid_to=None)
        rows = rows.exclude(rule__code__startswith=GENERAL).select_related("rule")
        versions = list(rows.order_by("rule__position", "rule__code"))
    return {"all": [coded(version.body, version.rule.code) for version in versions]}
