"""The fields of one rule: which measures, which comparators, and a value in the unit people think in."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from marketplace.core.money import MoneyField
from marketplace.eligibility import names
from marketplace.eligibility.comparators import LISTS, OPS_OF_KIND, Op
from marketplace.eligibility.measures import MEASURES, Kind, Measure, Topic
from marketplace.eligibility.parsing import LARGEST
from marketplace.eligibility.quantities import language
from marketplace.eligibility.sentences import STATES
from marketplace.eligibility.values import Unit, Values
from marketplace.taxonomy.forms import CountriesField, LanguagesField, NicheField
from marketplace.taxonomy.locales import country_choices, language_choices
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Platform

MOST_NICHES = 20
#: How many decimals people use with a unit: a share of 3,250 basis points is 32.5 %.
PLACES = {Unit.BP: 2, Unit.TENTH_HOURS: 1}
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,’']\d{3})+")


def measure_choices() -> list[Any]:
    """Every measure that a campaign may ask for, by topic."""
    topics: dict[Topic, list[tuple[str, str]]] = {}
    for code, measure in MEASURES.items():
        if measure.is_for_campaigns:
            topics.setdefault(measure.topic, []).append((code, measure.label))
    return [("", gettext("Choose…")), *((topic.label, rows) for topic, rows in topics.items())]


def key_choices(measure: Measure, currency: str, key: str = "") -> list[tuple[str, str]]:
    """The members of a family of measures; a member in use is always there."""
    match measure.keyed_by:
        case Values.COUNTRY:
            found = country_choices()
        case Values.LANGUAGE:
            found = language_choices()
        case Values.RATE:
            kinds = DeliverableKind.objects.filter(is_retired=False)
            found = [(f"{kind.code}:{currency}", f"{kind.label}, {currency}") for kind in kinds]
        case closed:
            found = [(code, names.name_of(closed, code, language())) for code in closed.choices] if closed else []
    if key and key not in dict(found):
        found = [(key, names.name_of(measure.keyed_by, key, language())), *found]
    return found


def op_choices(measure: Measure, current: str = "") -> list[tuple[str, str]]:
    """The comparators offered for a measure; one in use is always there."""
    ops: tuple[Op, ...] = OPS_OF_KIND[measure.kind]
    if measure.is_private:
        ops = (Op.GTE,)
    elif measure.kind is Kind.INT:
        ops = (Op.GTE, Op.LTE, Op.BETWEEN, Op.GT, Op.LT, Op.EQ)
    elif measure.kind is Kind.CODE:
        ops = (Op.IN, Op.NOT_IN)
    if current in OPS_OF_KIND[measure.kind] and current not in ops:
        ops = (*ops, Op(current))
    return [(str(op), op_label(op, measure)) for op in ops]


def op_label(op: Op, measure: Measure) -> str:
    if op is Op.EQ and measure.kind is not Kind.INT:
        return pgettext("comparator", "is")
    return {
        Op.GTE: pgettext("comparator", "at least"),
        Op.GT: pgettext("comparator", "more than"),
        Op.LTE: pgettext("comparator", "at most"),
        Op.LT: pgettext("comparator", "less than"),
        Op.EQ: pgettext("comparator", "exactly"),
        Op.BETWEEN: pgettext("comparator", "between"),
        Op.IN: pgettext("comparator", "is one of"),
        Op.NOT_IN: pgettext("comparator", "is none of"),
        Op.HAS: pgettext("comparator", "all of"),
        Op.HAS_ANY: pgettext("comparator", "at least one of"),
        Op.HAS_NOT: pgettext("comparator", "none of"),
    }[op]


def suffix(measure: Measure) -> str:
    """What stands after a number."""
    return {
        Unit.BP: "%",
        Unit.TENTH_HOURS: pgettext("unit", "hours"),
        Unit.DAYS: pgettext("unit", "days"),
        Unit.YEARS: pgettext("unit", "years"),
        Unit.SECONDS: pgettext("unit", "seconds"),
        Unit.MINOR: measure.key.rpartition(":")[2],
    }.get(measure.unit, "")


class NumberField(forms.CharField):
    """A typed number ("10 000", "10,000", "32.5"); cleans to a whole number of the smallest unit."""

    def __init__(self, *, places: int = 0, **options: Any) -> None:
        self.places = places
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "decimal" if places else "numeric")
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        if type(value) is not int:
            return value
        return f"{Decimal(value).scaleb(-self.places).normalize():f}" if value else "0"

    def clean(self, value: Any) -> int:
        text = super().clean(value).strip()
        compact = re.sub(r"[^\d]", "", text) if _GROUPED.fullmatch(text) and not self.places else text
        compact = re.sub(r"\s", "", compact).replace(",", ".").removesuffix("%")
        if not re.fullmatch(r"\d{1,19}(\.\d+)?", compact):
            raise ValidationError(gettext("“%(text)s” is not a number. Write it in digits.") % {"text": text})
        scaled = Decimal(compact).scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValidationError(self._too_fine())
        if scaled > LARGEST:
            raise ValidationError(gettext("This number is too large."))
        return int(scaled)

    def _too_fine(self) -> str:
        if not self.places:
            return gettext("Write a whole number.")
        return gettext("Write at most %(count)s decimals.") % {"count": self.places}


class NumbersField(forms.CharField):
    """Several whole numbers, separated by commas or semicolons."""

    def prepare_value(self, value: Any) -> Any:
        return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[int]:
        parts = [part.strip() for part in re.split(r"[;,]", super().clean(value)) if part.strip()]
        return [NumberField().clean(part) for part in parts]


class TextsField(forms.CharField):
    """Several names, separated by commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        return [part.strip() for part in super().clean(value).split(",") if part.strip()]


def value_fields(measure: Measure, op: Op) -> dict[str, forms.Field]:
    """The field or fields that hold the threshold of a rule."""
    label, absent = _("Value"), {"required": _("Write what is needed.")}
    if measure.kind is Kind.INT and op in LISTS:
        return {"value": NumbersField(label=label, error_messages=absent)}
    if measure.kind is Kind.INT:
        first = _number(measure, label if op is not Op.BETWEEN else _("From"), absent)
        return {"value": first} | ({"high": _number(measure, _("to"), absent)} if op is Op.BETWEEN else {})
    if measure.kind is Kind.BOOL:
        _yes, _no, yes_needed, no_needed = STATES[measure.code]
        answers = [("yes", gettext(yes_needed)), ("no", gettext(no_needed))]
        return {"value": forms.ChoiceField(label=label, choices=answers)}
    return {"value": _several(measure.values, label)}


def _number(measure: Measure, label: Any, messages: dict[str, Any]) -> forms.Field:
    if measure.unit is Unit.MINOR:
        return MoneyField(currency=measure.key.rpartition(":")[2] or "EUR", label=label, error_messages=messages)
    return NumberField(places=PLACES.get(measure.unit, 0), label=label, error_messages=messages)


def _several(values: Values, label: Any) -> forms.Field:
    messages = {"required": _("Choose at least one.")}
    match values:
        case Values.COUNTRY:
            return CountriesField(label=label, error_messages=messages)
        case Values.LANGUAGE:
            return LanguagesField(label=label, error_messages=messages)
        case Values.NICHE:
            return NicheField(most=MOST_NICHES, label=label, error_messages=messages)
        case Values.PLATFORM:
            rows = Platform.objects.filter(is_retired=False)
            return _chips([(row.code, row.label) for row in rows], label, messages)
        case Values.STYLE:
            styles = ContentStyle.objects.filter(is_retired=False)
            return _chips([(row.code, row.label) for row in styles], label, messages)
        case Values.CITY:
            return TextsField(label=label, help_text=_("Separated by commas."), error_messages=messages)
        case closed:
            named = [(code, names.name_of(closed, code, language())) for code in closed.choices]
            return _chips(named, label, messages)


def _chips(choices: list[tuple[str, str]], label: Any, messages: dict[str, Any]) -> forms.Field:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=choices, label=label, error_messages=messages, widget=widget)
