"""Words for what programmes hold as codes."""

from collections.abc import Mapping, Sequence
from typing import Any

from babel.lists import format_list
from django import template
from django.utils.translation import gettext

from marketplace.eligibility import Outcome
from marketplace.programmes.queries.everybody import TIERS
from marketplace.taxonomy.locales import country_name, reader

register = template.Library()


@register.filter
def in_countries(codes: Sequence[str]) -> str:
    """`{{ codes|in_countries }}`: France, Germany and Italy, in the reader's language and by name."""
    return format_list(sorted(map(country_name, codes)), locale=reader()) if codes else ""


@register.filter
def outcome_label(number: int) -> str:
    """`{{ change.from_outcome|outcome_label }}`: the word of a stored outcome."""
    return Outcome(number).label


@register.filter
def outcome_of(number: int) -> Outcome:
    """A stored outcome, as tags take it."""
    return Outcome(number)


@register.filter
def total(by_tier: Mapping[str, int]) -> int:
    """All sizes together."""
    return sum(by_tier.values())


@register.filter
def by_tier(effect: Any) -> list[dict[str, Any]]:
    """`{% for line in effect|by_tier %}`: what a text would do, a line for each size of channel; of an Effect, or of
    one as it is kept."""
    told = effect if isinstance(effect, dict) else effect.as_json()
    parts = ("gained", "lost", "alone")
    return [{"label": _tier(code)} | {part: told[part][code] for part in parts} for code in TIERS]


def _tier(code: str) -> str:
    return {
        "small": gettext("under 10,000 followers"),
        "middle": gettext("10,000 to 100,000 followers"),
        "large": gettext("100,000 to a million followers"),
        "largest": gettext("over a million followers"),
        "unknown": gettext("followers not known"),
    }[code]
