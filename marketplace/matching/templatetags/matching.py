"""Words for what rows hold as codes."""

from django import template

from marketplace.matching import words
from marketplace.matching.engine.cohorts import TIERS

register = template.Library()


@register.filter
def tier_word(tier: int) -> str:
    """`{{ match.tier|tier_word }}`: the size of a channel."""
    return words.tier(TIERS[tier])


@register.filter
def country_word(code: str) -> str:
    return words.country(code)
