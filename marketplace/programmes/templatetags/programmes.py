"""Words for what programmes hold as codes."""

from collections.abc import Sequence

from babel.lists import format_list
from django import template

from marketplace.eligibility import Outcome
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
