"""What a measurement's numbers may be: limits that catch a slip, sums that must come to 100 %."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from creators.models import AUDIENCES, NUMBERS, Channel, Measurement
from marketplace.core.templatetags.formats import number, percent
from marketplace.eligibility.values import Values
from marketplace.taxonomy.locales import country_choices, language_choices

Errors = dict[str, list[str]]
WHOLE_BP = 10_000
#: Each share may be rounded by half a point; a long list is not an excuse for more than this in all.
ROUNDING_BP, MOST_ROUNDING_BP = 50, 200
#: "All the rest" in a list of countries or languages that names the main ones only.
REST = "other"
EARLIEST = datetime.date(2005, 1, 1)
#: The largest account of any platform has under a billion followers; the others follow from it.
LARGEST = {
    "followers": 1_000_000_000,
    "following": 10_000_000,
    "posts_total": 5_000_000,
    "likes_total": 1_000_000_000_000,
    "posts_30d": 5_000,
    "views_30d": 100_000_000_000,
    "likes_30d": 20_000_000_000,
    "comments_30d": 5_000_000_000,
    "shares_30d": 5_000_000_000,
    # 30 days of 24 hours, in tenths
    "live_hours_30d_tenths": 7_200,
    "median_views_20": 10_000_000_000,
    "median_engagement_20": 2_000_000_000,
}
#: The first number is part of the second and cannot be larger.
PART_OF = (
    ("posts_30d", "posts_total"),
    ("likes_30d", "likes_total"),
    ("median_engagement_20", "median_views_20"),
)


def measurement_errors(
    channel: Channel, as_of: datetime.date, values: Mapping[str, Any], today: datetime.date
) -> Errors:
    """Messages by field for numbers and audience lists measured on a day."""
    errors = _date_errors(channel, as_of, today)
    for name in NUMBERS:
        value = values.get(name)
        if value is not None and not 0 <= value <= LARGEST[name]:
            largest = number(LARGEST[name])
            errors[name] = [_("This cannot be: give a number between 0 and %(largest)s.") % {"largest": largest}]
    for part, whole in PART_OF:
        if not errors.keys() & {part, whole} and (values.get(part) or 0) > (_known(values, whole)):
            errors[part] = [_("This is more than “%(whole)s”, which contains it.") % {"whole": label_of(whole)}]
    for name in AUDIENCES:
        message = audience_error(name, values.get(name) or {})
        if message:
            errors[name] = [message]
    if not errors and not any(values.get(name) is not None for name in NUMBERS) and not any(map(values.get, AUDIENCES)):
        errors["followers"] = [_("Give at least one number or one audience list.")]
    return errors


def audience_error(name: str, shares: Mapping[str, int]) -> str:
    """Why these shares (basis points by key) are no audience; "" if they are, or if there are none."""
    if not shares:
        return ""
    strangers = [key for key in shares if not _is_key(name, key)]
    if strangers:
        return _("Not known: %(keys)s.") % {"keys": ", ".join(strangers)}
    if any(not 0 <= share <= WHOLE_BP for share in shares.values()):
        return _("Each share is a percentage: at least 0, at most 100.")
    total = sum(shares.values())
    gap = WHOLE_BP - total
    if abs(gap) <= min(ROUNDING_BP * len(shares), MOST_ROUNDING_BP):
        return ""
    detail = {"total": percent(total, 2), "gap": percent(abs(gap), 2)}
    if gap > 0:
        return _("These shares add up to %(total)s: %(gap)s is missing.") % detail
    return _("These shares add up to %(total)s: that is %(gap)s too much.") % detail


def label_of(name: str) -> str:
    """What a number is called on screen."""
    return str(Measurement._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _known(values: Mapping[str, Any], name: str) -> float:
    value = values.get(name)
    return float("inf") if value is None else value


def _is_key(name: str, key: str) -> bool:
    if name == "audience_ages":
        return key in Values.AGE_BAND.choices
    if name == "audience_genders":
        return key in Values.GENDER.choices
    names = dict(country_choices() if name == "audience_countries" else language_choices())
    return key == REST or key in names


def _date_errors(channel: Channel, as_of: datetime.date, today: datetime.date) -> Errors:
    if as_of > today:
        return {"as_of": [_("Numbers cannot come from the future: choose today or an earlier day.")]}
    if as_of < EARLIEST or (channel.account_created_on and as_of < channel.account_created_on):
        return {"as_of": [_("The account did not exist on that day.")]}
    return {}
