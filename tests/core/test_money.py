"""Amounts are integers inside and local outside."""

import pytest
from django.core.exceptions import ValidationError

from marketplace.core.money import MoneyField, format_money, round_amounts_around


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("250", 25_000),
        ("250.5", 25_050),
        ("1 250,50", 125_050),
        ("1,250.50", 125_050),
        ("1 250", 125_000),
        ("0", 0),
        ("1,250", 125_000),
        ("1,250,000", 125_000_000),
    ],
)
def test_a_typed_amount_becomes_minor_units(typed, minor):
    assert MoneyField().clean(typed) == minor


@pytest.mark.parametrize(
    "typed", ["abc", "12.345", "-1", "1e9e", "99999999999999999", "0,001", "1,2345", "1.250,50", "1,25,000"]
)
def test_what_is_not_an_amount_is_refused_with_a_reason(typed):
    with pytest.raises(ValidationError):
        MoneyField().clean(typed)


def test_a_currency_without_decimals_has_none():
    assert MoneyField(currency="JPY").clean("250") == 250
    with pytest.raises(ValidationError):
        MoneyField(currency="JPY").clean("250.5")


@pytest.mark.parametrize(
    ("minor", "currency", "locale", "text"),
    [
        (125_000, "EUR", "en", "€1,250"),
        (125_050, "EUR", "en", "€1,250.50"),
        (125_000, "EUR", "fr", "1 250 €"),
        (125_050, "EUR", "fr", "1 250,50 €"),
        (2_500, "JPY", "en", "¥2,500"),
    ],
)
def test_an_amount_reads_as_people_write_it(minor, currency, locale, text):
    assert format_money(minor, currency, locale).replace("\u202f", " ").replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("minor", "around"),
    [
        (1, (100, 100)),
        (100, (100, 100)),
        (101, (100, 150)),
        (14_999, (10_000, 15_000)),
        (15_000, (15_000, 15_000)),
        (15_001, (15_000, 20_000)),
        (70_001, (70_000, 100_000)),
        (99_999, (70_000, 100_000)),
        (100_000, (100_000, 100_000)),
        (4_200_000_000, (3_000_000_000, 5_000_000_000)),
    ],
)
def test_round_amounts_stand_on_either_side(minor, around):
    assert round_amounts_around(minor) == around
