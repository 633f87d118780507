"""Questions about oneself, made from what rules ask. What is left out is not known: it is never taken for zero."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.core.money import MoneyField
from marketplace.eligibility import Fact, RuleSet, names
from marketplace.eligibility.facts import Facts
from marketplace.eligibility.forms.fields import PLACES, suffix
from marketplace.eligibility.measures import MEASURES, Kind, Measure, Topic, find
from marketplace.eligibility.nodes import Condition, Counting
from marketplace.eligibility.parsing import LARGEST
from marketplace.eligibility.plain import read_facts
from marketplace.eligibility.quantities import language, quantity
from marketplace.eligibility.sentences import STATES
from marketplace.eligibility.values import Unit, Values
from marketplace.programmes.forms.amounts import Amount
from marketplace.taxonomy.locales import country_choices

NOT_KNOWN = ("", pgettext_lazy("answer", "I do not know"))
#: The answer of somebody who knows that they have none of what is listed; no code looks like it.
NONE_OF_THESE = "-"
OLDEST, ALL_OF_AN_AUDIENCE = 120, 10_000
#: Nobody outside can tell these.
NOT_ASKED = frozenset({"seats_taken", "platform"})


class FactsForm(forms.Form):
    """One field for each fact that the rule sets ask about; conditions alike are asked once."""

    def __init__(self, data: Any = None, *, rule_sets: Iterable[RuleSet], **options: Any) -> None:
        self.asked = asked_by(rule_sets)
        super().__init__(data, **options)
        self.names: dict[str, Measure] = {}
        for measure, values in self.asked.items():
            if self.asks(measure):
                self.names[name_of(measure)] = measure
                self.fields[name_of(measure)] = _field(measure, values)

    def asks(self, measure: Measure) -> bool:
        return measure.code not in NOT_ASKED and not measure.over_posts

    @property
    def groups(self) -> Iterator[tuple[str, list[tuple[BoundField, str]]]]:
        """The fields by topic, each with what stands after its number."""
        topics: dict[Topic, list[tuple[BoundField, str]]] = {}
        for name, measure in self.names.items():
            topics.setdefault(measure.topic, []).append((self[name], suffix(measure)))
        return ((topic.label, fields) for topic, fields in topics.items())

    def facts(self, on: datetime.date, **known: Any) -> Facts:
        """What was answered, as declared on that day; `known` are facts that are not asked (the platform)."""
        return read_facts({**self.plain(), **known}, on)

    def plain(self) -> dict[str, Any]:
        """The answers under the documented names of facts; None is what is not known."""
        return {measure.code: _answer(measure, self.cleaned_data.get(name)) for name, measure in self.names.items()}


class WhatIfForm(FactsForm):
    """Only what grows: numbers one can reach, and one's age."""

    def __init__(self, data: Any = None, *, now: Mapping[str, Fact] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name, measure in self.names.items():
            fact = (now or {}).get(measure.code)
            if fact is not None:
                told = {"number": quantity(measure, fact.value)}
                self.fields[name].help_text = _("Now: %(number)s") % told

    def asks(self, measure: Measure) -> bool:
        reachable = measure.kind is Kind.INT and not measure.key and measure.topic is not Topic.PROGRAMMES
        return reachable and super().asks(measure)

    @property
    def is_asked(self) -> bool:
        """Is anything at all supposed?"""
        return self.is_bound and any(str(self.data.get(name, "")).strip() for name in self.names)


def asked_by(rule_sets: Iterable[RuleSet]) -> dict[Measure, list[Any]]:
    """The measures that rules which may count ask about, in the order of the registry, each with the values named."""
    asked: dict[str, set[Any]] = {}
    for rules in rule_sets:
        for criterion in rules.criteria:
            if criterion.counting is Counting.NEVER:
                continue
            _note(asked, criterion.condition)
            if criterion.exemption:
                _note(asked, criterion.exemption.condition)
    order = {code: place for place, code in enumerate(MEASURES)}
    found = sorted(asked, key=lambda code: (order.get(code.partition(":")[0], len(order)), code))
    return {find(code): sorted(asked[code]) for code in found}


def name_of(measure: Measure) -> str:
    """The name of its field in a form."""
    return measure.code.replace(":", "-")


def _note(asked: dict[str, set[Any]], condition: Condition) -> None:
    values = asked.setdefault(condition.measure.code, set())
    if condition.measure.kind is Kind.SET:
        values.update(condition.value)


def _field(measure: Measure, values: list[Any]) -> forms.Field:
    label = measure.label
    match measure.kind:
        case Kind.INT:
            return _number(measure)
        case Kind.BOOL:
            yes, no, *_needed = STATES[measure.base]
            answers = [NOT_KNOWN, ("yes", _(yes)), ("no", _(no))]
            return forms.ChoiceField(label=label, choices=answers, required=False)
        case Kind.SET:
            named = [(code, names.name_of(measure.values, code, language())) for code in values]
            none = (NONE_OF_THESE, pgettext_lazy("answer", "None of these"))
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(label=label, choices=[*named, none], widget=widget, required=False)
    if measure.values is Values.COUNTRY:
        return forms.ChoiceField(label=label, choices=[NOT_KNOWN, *country_choices()], required=False)
    if measure.values.choices:
        named = [(code, names.name_of(measure.values, code, language())) for code in measure.values.choices]
        return forms.ChoiceField(label=label, choices=[NOT_KNOWN, *named], required=False)
    return forms.CharField(label=label, max_length=100, required=False)


def _number(measure: Measure) -> forms.Field:
    if measure.unit is Unit.MINOR:
        return MoneyField(currency=measure.key.rpartition(":")[2], label=measure.label, required=False)
    most = OLDEST if measure.unit is Unit.YEARS else ALL_OF_AN_AUDIENCE if measure.topic is Topic.AUDIENCE else LARGEST
    return Amount(most=most, places=PLACES.get(measure.unit, 0), label=measure.label)


def _answer(measure: Measure, said: Any) -> Any:
    """A cleaned answer as a plain value; None where it is not known."""
    if said in (None, "", []):
        return None
    if measure.kind is Kind.BOOL:
        return said == "yes"
    if measure.kind is Kind.SET:
        return [code for code in said if code != NONE_OF_THESE]
    return said
