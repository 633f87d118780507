"""The form of each value: from what a door hands in to what is stored. Each raises ValidationError."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django_countries import countries as country_names

from brands.actions.campaigns.limits import require_askable
from brands.enums import DEFAULT_WEIGHTS, WEIGHTS_TOTAL
from marketplace.core.money import LARGEST_MINOR
from marketplace.eligibility.rules import RuleError, RuleSet
from marketplace.taxonomy.locales import currency_choices, language_choices
from marketplace.taxonomy.rights import WORLD, UsageKind

AUDIENCE = ("countries", "ages", "genders", "languages")
WHOLE = 10_000
MOST_LINES = 20


def as_given(value: Any) -> Any:
    return value


def text(longest: int) -> Callable[[Any], str]:
    """Trimmed text of at most so many characters."""

    def check(value: Any) -> str:
        trimmed = str(value or "").strip()
        if len(trimmed) > longest:
            raise ValidationError(_("This is longer than %(count)d characters.") % {"count": longest})
        return trimmed

    return check


def required_text(longest: int) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        trimmed = text(longest)(value)
        if not trimmed:
            raise ValidationError(_("This cannot be empty."))
        return trimmed

    return check


def one_of(choices: type[TextChoices]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value and value not in choices.values:
            raise ValidationError(_("“%(value)s” is not one of the choices.") % {"value": value})
        return value or ""

    return check


def whole(least: int, most: int) -> Callable[[Any], int | None]:
    """A whole number within bounds, or nothing."""

    def check(value: Any) -> int | None:
        if value in (None, ""):
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValidationError(_("Give a whole number from %(least)d to %(most)d.") % {"least": least, "most": most})
        return value

    return check


amount = whole(0, LARGEST_MINOR)


def days(value: Any) -> int:
    return whole(0, 3_650)(value) or 0


def currency(value: Any) -> str:
    if value not in dict(currency_choices()):
        raise ValidationError(_("“%(value)s” is not a currency we know.") % {"value": value})
    return str(value)


def countries(value: Iterable[str]) -> list[str]:
    codes = sorted(set(value))
    for code in codes:
        if code not in country_names:
            raise ValidationError(_("“%(value)s” is not a country we know.") % {"value": code})
    return codes


def languages(value: Iterable[str]) -> list[str]:
    codes = sorted(set(value))
    known = dict(language_choices())
    for code in codes:
        if code not in known:
            raise ValidationError(_("“%(value)s” is not a language we know.") % {"value": code})
    return codes


def hashtags(value: Iterable[str]) -> list[str]:
    """Without the sign, each once, in the order given."""
    tags = [tag.strip().lstrip("#").strip() for tag in value]
    found = list(dict.fromkeys(tag for tag in tags if tag))
    if any(len(tag) > 60 or any(letter.isspace() for letter in tag) for tag in found):
        raise ValidationError(_("A hashtag is one word of at most 60 characters."))
    return found[:30]


def audience(value: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Least shares in basis points; a list of shares cannot ask for more than the whole audience."""
    clean: dict[str, dict[str, int]] = {}
    for name, shares in value.items():
        if name not in AUDIENCE:
            raise ValidationError(_("“%(value)s” is not a part of an audience.") % {"value": name})
        kept = {key: share for key, share in shares.items() if share}
        if any(
            isinstance(share, bool) or not isinstance(share, int) or not 0 < share <= WHOLE for share in kept.values()
        ):
            raise ValidationError(_("A share is between 0 and 100 %."))
        if sum(kept.values()) > WHOLE:
            raise ValidationError(
                _("Together these shares ask for %(total)s %% of the audience; there is only 100 %%.")
                % {"total": sum(kept.values()) // 100}
            )
        if kept:
            clean[name] = dict(sorted(kept.items()))
    return clean


def usage_rights(value: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    lines = []
    for line in value:
        if line.get("use") not in UsageKind.values:
            raise ValidationError(_("Say what the content will be used for."))
        length = whole(1, 3_650)(line.get("days"))
        if length is None:
            raise ValidationError(_("Say for how many days the content will be used."))
        territory = str(line.get("territory") or WORLD)
        if territory != WORLD and territory not in country_names:
            raise ValidationError(_("“%(value)s” is not a country we know.") % {"value": territory})
        lines.append({"use": line["use"], "days": length, "territory": territory})
    return _few(lines)


def rules(value: Any) -> Any:
    """The canonical form of a rule set that asks nothing it may not, and can be judged."""
    try:
        rule_set = RuleSet.parse(value)
    except RuleError as error:
        raise ValidationError(str(error)) from error
    require_askable(rule_set)
    return rule_set.as_json()


def weights(value: Mapping[str, int]) -> dict[str, int]:
    """Every part of a score with its basis points; together exactly the whole."""
    if not isinstance(value, Mapping):
        raise ValidationError(_("A weight is a whole number of basis points, not below zero."))
    parts = {part: value.get(part, 0) for part in DEFAULT_WEIGHTS}
    if set(value) - set(DEFAULT_WEIGHTS):
        raise ValidationError(_("There is no such part of a score."))
    if any(isinstance(points, bool) or not isinstance(points, int) or points < 0 for points in parts.values()):
        raise ValidationError(_("A weight is a whole number of basis points, not below zero."))
    if sum(parts.values()) != WEIGHTS_TOTAL:
        raise ValidationError(
            _("The weights add up to %(total)s; they must add up to 10,000.") % {"total": sum(parts.values())}
        )
    return parts


def deliverables(value: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines with `kind` (a row), `platform` (a row or None), `count`, `due_on`."""
    lines = []
    for line in value:
        if not line.get("kind"):
            raise ValidationError(_("Choose what kind of content each line is."))
        count = whole(1, 100)(line.get("count", 1))
        if line["kind"].posts_publicly and not line.get("platform"):
            raise ValidationError(_("Say on which platform “%(kind)s” is posted.") % {"kind": line["kind"].label})
        lines.append(
            {"kind": line["kind"], "platform": line.get("platform"), "count": count or 1, "due_on": line.get("due_on")}
        )
    return _few(lines)


def gifts(value: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines with `name`, `value_minor`, `quantity`; the currency is the campaign's."""
    lines = []
    for line in value:
        worth = amount(line.get("value_minor"))
        if worth is None:
            raise ValidationError(_("Give the value of each gift; creators declare it."))
        lines.append(
            {
                "name": required_text(120)(line.get("name")),
                "value_minor": worth,
                "quantity": whole(1, 100)(line.get("quantity", 1)) or 1,
            }
        )
    return _few(lines)


def _few(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(lines) > MOST_LINES:
        raise ValidationError(_("At most %(count)d lines.") % {"count": MOST_LINES})
    return lines
