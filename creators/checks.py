"""What is wrong with values somebody wants to save: messages by field, empty if nothing is."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from creators.models import MOST_NICHES, Creator
from marketplace.core.money import format_money, round_amounts_around
from marketplace.eligibility.ages import age_on, birthday
from marketplace.taxonomy.locales import country_choices, currency_choices, language_choices

Errors = dict[str, list[str]]
OLDEST = 100
#: Nobody younger has a published profile.
LEAST_AGE = 16
#: No amount above this (in minor units) is a fee; it is a slip of the finger.
LARGEST_FEE_MINOR = 10_000_000_000
LONGEST_DAYS = 3_650
LARGEST_PERCENT_BP = 100_000
MOST_LANGUAGES = 12


def profile_errors(
    creator: Creator, columns: Mapping[str, Any], niches: Sequence[Any] | None, today: datetime.date
) -> Errors:
    """Of the columns of a profile and its niches."""
    errors: Errors = {}
    for name in columns.keys() & {"display_name", "pronouns", "bio", "city"}:
        errors |= _too_long(creator, name, columns[name])
    if columns.get("display_name") == "":
        errors["display_name"] = [_("Give the name that brands will see.")]
    if columns.get("home_country") and columns["home_country"] not in dict(country_choices()):
        errors["home_country"] = [_("This is not a country.")]
    languages = columns.get("languages") or []
    if set(languages) - set(dict(language_choices())) or len(languages) > MOST_LANGUAGES:
        errors["languages"] = [_("Choose up to %(most)d languages from the list.") % {"most": MOST_LANGUAGES}]
    if "birth_date" in columns:
        errors |= birth_date_errors(creator, columns["birth_date"], today)
    if niches is not None:
        errors |= _niche_errors(niches)
    return errors


def birth_date_errors(creator: Creator, birth_date: datetime.date | None, today: datetime.date) -> Errors:
    """A birth date in the past, within a lifetime, of 16 years at least, unchanged once somebody has checked it."""
    if birth_date == creator.birth_date:
        return {}
    if creator.identity_verified_at is not None:
        return {"birth_date": [_("Your identity was verified with this date: write to support to change it.")]}
    if birth_date is None:
        return {}
    if birth_date >= today:
        return {"birth_date": [_("A birth date lies in the past.")]}
    if age_on(birth_date, today) > OLDEST:
        return {"birth_date": [_("This would make you more than %(years)d years old.") % {"years": OLDEST}]}
    if age_on(birth_date, today) < LEAST_AGE:
        day = date_format(birthday(birth_date, LEAST_AGE), "DATE_FORMAT")
        text = _(
            "Nobody under %(age)d has a profile here. Check the year. If it is right, leave the date empty to keep "
            "what you have written, and come back on %(day)s."
        )
        return {"birth_date": [text % {"age": LEAST_AGE, "day": day}]}
    return {}


def _niche_errors(niches: Sequence[Any]) -> Errors:
    if len(niches) > MOST_NICHES:
        text = ngettext("Choose at most %(most)d niche.", "Choose at most %(most)d niches.", MOST_NICHES)
        return {"niches": [text % {"most": MOST_NICHES}]}
    if len({niche.pk for niche in niches}) < len(niches):
        return {"niches": [_("Choose each niche once.")]}
    return {}


def _too_long(creator: Creator, name: str, value: str) -> Errors:
    most = creator._meta.get_field(name).max_length or 0  # type: ignore[union-attr]
    if len(value) <= most:
        return {}
    text = ngettext(
        "This is too long: %(most)d character at most.", "This is too long: %(most)d characters at most.", most
    )
    return {name: [text % {"most": most}]}


def price_errors(field: str, amount_minor: int | None, currency: str) -> Errors:
    """A price is positive, in a currency we know, and not absurd."""
    if amount_minor is None or amount_minor <= 0:
        return {field: [_("A price is more than zero.")]}
    if amount_minor > LARGEST_FEE_MINOR:
        return {field: [_("This price is too large to be meant. Check the number of zeros.")]}
    if currency not in dict(currency_choices()):
        return {"currency": [_("Choose a currency from the list.")]}
    return {}


def minimum_fee_errors(amount_minor: int, currency: str) -> Errors:
    """A price, and a round one: a brand that tries price after price learns no more than a step of a public series."""
    errors = price_errors("minimum_fee", amount_minor, currency)
    if errors:
        return errors
    below, above = round_amounts_around(amount_minor)
    if amount_minor in (below, above):
        return {}
    around = {"below": format_money(below, currency), "above": format_money(above, currency)}
    return {"minimum_fee": [_("Take a round amount: %(below)s or %(above)s.") % around]}


def line_errors(days: int, amount_minor: int | None, percent_bp: int | None, currency: str) -> Errors:
    """A usage or exclusivity line: a time, and either an amount or a percentage."""
    errors: Errors = {}
    if not 1 <= days <= LONGEST_DAYS:
        errors["days"] = [_("Give a number of days between 1 and %(most)d.") % {"most": LONGEST_DAYS}]
    if (amount_minor is None) == (percent_bp is None):
        errors["amount"] = [_("Give an amount, or a percentage of the rate: one of the two.")]
    elif percent_bp is not None:
        if not 1 <= percent_bp <= LARGEST_PERCENT_BP:
            errors["percent"] = [_("Give a percentage above 0 and up to 1,000.")]
    else:
        errors |= price_errors("amount", amount_minor, currency)
    return errors


def link_errors(field: str, link: str) -> Errors:
    """A web address, with http or https and nothing else."""
    if not link:
        return {}
    try:
        URLValidator(schemes=["http", "https"])(link)
    except ValidationError:
        return {field: [_("Give a full address that begins with https://.")]}
    return {}
