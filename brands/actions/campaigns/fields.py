"""What may be set on a campaign, in which form, and what stays once somebody has agreed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from brands.actions.campaigns import shapes
from brands.enums import Objective
from brands.models import Campaign
from marketplace.core.errors import DomainError, Invalid
from marketplace.taxonomy.rights import ExclusivityScope

#: Column → how a given value becomes a stored one (raises ValidationError with a message for the person).
COLUMNS: dict[str, Callable[[Any], Any]] = {
    "title": shapes.required_text(140),
    "objective": shapes.one_of(Objective),
    "product": shapes.text(200),
    "product_sector": shapes.as_given,
    "brief": shapes.text(10_000),
    "budget_minor": shapes.amount,
    "currency": shapes.currency,
    "fee_min_minor": shapes.amount,
    "fee_max_minor": shapes.amount,
    "is_barter": bool,
    "seats": shapes.whole(1, 10_000),
    "apply_until": shapes.as_given,
    "content_from": shapes.as_given,
    "content_until": shapes.as_given,
    "countries": shapes.countries,
    "languages": shapes.languages,
    "audience_wanted": shapes.audience,
    "usage_rights": shapes.usage_rights,
    "exclusivity_days": shapes.days,
    "exclusivity_scope": shapes.one_of(ExclusivityScope),
    "dos": shapes.text(4_000),
    "donts": shapes.text(4_000),
    "hashtags": shapes.hashtags,
    "disclosure": shapes.text(120),
    "rules": shapes.rules,
    "weights": shapes.weights,
}
#: Sets of taxonomy words: given as rows.
SETS = ("niches", "styles", "platforms")
#: Lines that are replaced as a whole: given as dictionaries.
LINES: dict[str, Callable[[Any], list[dict[str, Any]]]] = {
    "deliverables": shapes.deliverables,
    "gifts": shapes.gifts,
}
#: A change of one of these is a new version: who may work on it, or how well they suit, may be another answer.
MATCHING_FIELDS = frozenset(
    {
        "product_sector", "currency", "fee_min_minor", "fee_max_minor", "is_barter", "apply_until", "content_from",
        "content_until", "countries", "languages", "audience_wanted", "usage_rights", "exclusivity_days",
        "exclusivity_scope", "rules", "weights", *SETS, *LINES,
    }
)  # fmt: skip
#: What a creator who has agreed has agreed to.
LOCKED_FIELDS = frozenset(
    {
        "product", "product_sector", "currency", "budget_minor", "fee_min_minor", "is_barter", "deliverables", "gifts",
        "usage_rights", "exclusivity_days", "exclusivity_scope",
    }
)  # fmt: skip


class FieldsLocked(DomainError):
    """A creator has agreed to these terms: they no longer change."""


def clean(campaign: Campaign, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given values in stored form. Raises Invalid with every error, TypeError for a name that does not exist."""
    unknown = set(given) - set(COLUMNS) - set(SETS) - set(LINES)
    if unknown:
        raise TypeError(f"a campaign has no {', '.join(sorted(unknown))} to set")
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, value in given.items():
        check = COLUMNS.get(name) or LINES.get(name) or list
        try:
            values[name] = check(value)
        except ValidationError as error:
            errors[name] = error.messages
    if not errors:
        errors = together(campaign, values)
    if errors:
        raise Invalid(errors)
    return values


def together(campaign: Campaign, values: dict[str, Any]) -> dict[str, list[str]]:
    """What is wrong between fields, old and new; makes barter clear its fees."""

    def now(name: str) -> Any:
        return values.get(name, getattr(campaign, name))

    errors: dict[str, list[str]] = {}
    if now("is_barter"):
        values |= {"fee_min_minor": None, "fee_max_minor": None}
    lowest, highest = now("fee_min_minor"), now("fee_max_minor")
    if lowest is not None and highest is not None and lowest > highest:
        errors["fee_max_minor"] = [_("The highest fee is below the lowest one.")]
    start, end, apply = now("content_from"), now("content_until"), now("apply_until")
    if start and end and start > end:
        errors["content_until"] = [_("The content window ends before it starts.")]
    if apply and end and apply > end:
        errors["apply_until"] = [_("Creators could apply after the content window has ended.")]
    if now("exclusivity_days") and not now("exclusivity_scope"):
        errors["exclusivity_scope"] = [_("Say what the exclusivity covers.")]
    if not now("exclusivity_days"):
        values["exclusivity_scope"] = ""
    return errors


def refuse_locked(campaign: Campaign, changed: set[str]) -> None:
    """Raises FieldsLocked if a change touches what somebody has agreed to."""
    if not campaign.is_locked:
        return
    touched = sorted(changed & LOCKED_FIELDS)
    if touched:
        raise FieldsLocked(
            _("A creator has agreed to this campaign: its product, budget, fees, deliverables, gifts and rights stay."),
            field=touched[0],
        )
