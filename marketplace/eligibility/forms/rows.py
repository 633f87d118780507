"""One rule, and one group of rules, as forms."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from marketplace.eligibility.comparators import Op
from marketplace.eligibility.measures import MEASURES, Kind, Measure, UnknownMeasure, find
from marketplace.eligibility.nodes import Json
from marketplace.eligibility.parsing import RuleError, parse_criterion
from marketplace.taxonomy.models import Niche

from .fields import key_choices, measure_choices, op_choices, suffix, value_fields

#: A choice that decides which fields follow is sent at once where there are scripts.
ASKS_AGAIN = {"hx-post": "", "hx-trigger": "change", "hx-vals": '{"do": "refresh"}'}


class RuleRow(forms.Form):
    """A criterion. The measure decides the comparators, both decide how the value is written."""

    measure = forms.ChoiceField(
        label=_("What"),
        choices=lazy(measure_choices, list),
        widget=forms.Select(attrs=ASKS_AGAIN),
        error_messages={"invalid_choice": _("Choose what to measure from the list.")},
    )
    code = forms.CharField(required=False, widget=forms.HiddenInput)
    informational = forms.BooleanField(label=_("Only show it: it excludes nobody"), required=False)

    def __init__(self, data: Any = None, *, prefix: str, stored: Json | None = None, currency: str = "EUR") -> None:
        self.stored = stored or {}
        super().__init__(data, prefix=prefix, initial=_initial(self.stored), use_required_attribute=False)
        self.asked: Measure | None = MEASURES.get(self._now("measure"))
        if self.asked is None:
            return
        if self.asked.keyed_by:
            self._add_key(self.asked, currency)
        offered = op_choices(self.asked, self.stored.get("op", ""))
        chosen = self._now("op")
        self.op = Op(chosen if chosen in dict(offered) else offered[0][0])
        choose = forms.Select(attrs=ASKS_AGAIN)
        self.fields["op"] = forms.ChoiceField(label=_("How"), choices=offered, widget=choose, initial=str(self.op))
        for name, field in value_fields(self.asked, self.op).items():
            self.fields[name] = field
        self.order_fields(["measure", "key", "op", "value", "high", "informational", "code"])

    def _add_key(self, family: Measure, currency: str) -> None:
        key = self._now("key")
        choices = key_choices(family, currency, self.stored.get("measure", "").partition(":")[2])
        self.fields["key"] = forms.ChoiceField(label=_("Which"), choices=choices)
        if family.unit == "minor":
            self.fields["key"].widget.attrs.update(ASKS_AGAIN)
        try:
            self.asked = find(f"{family.code}:{key or choices[0][0]}")
        except UnknownMeasure:
            self.asked = find(f"{family.code}:{choices[0][0]}")

    def _now(self, name: str) -> str:
        """What the row says now: what was sent, else what is stored."""
        return str(self.data.get(self.add_prefix(name), "") if self.is_bound else self.initial.get(name, ""))

    @property
    def is_blank(self) -> bool:
        return not self._now("measure")

    @property
    def suffix(self) -> str:
        return suffix(self.asked) if self.asked else ""

    @property
    def title(self) -> str:
        return self.asked.label if self.asked else gettext("New rule")

    @property
    def has_choices(self) -> bool:
        """Its value is chosen from a list, by ticking."""
        return self.asked is not None and self.asked.kind in (Kind.CODE, Kind.SET) and self.asked.values.name != "CITY"

    @property
    def is_long(self) -> bool:
        """The list is long and better folded."""
        return self.asked is not None and self.asked.values.name in ("COUNTRY", "LANGUAGE", "NICHE")

    @property
    def is_open(self) -> bool:
        return not self._ticked or "value" in self.errors

    @property
    def folded_title(self) -> str:
        return ngettext("%(count)s chosen", "%(count)s chosen", self._ticked) % {"count": self._ticked}

    @property
    def _ticked(self) -> int:
        return len(self["value"].value() or []) if "value" in self.fields else 0

    @property
    def has_more(self) -> bool:
        """It has dates or an exemption, which are not edited here and stay."""
        return bool({"valid_from", "valid_to", "exemption"} & set(self.stored))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.asked is not None and not self.errors:
            try:
                parse_criterion(self._json(values))
            except RuleError as error:
                self.add_error("value" if "value" in error.path else None, error.message)
        return values

    def as_json(self) -> Json:
        """The criterion; what is not edited here stays as it was."""
        return self._json(self.cleaned_data)

    def _json(self, values: Mapping[str, Any]) -> Json:
        assert self.asked is not None
        made = {name: value for name, value in self.stored.items() if name not in ("informational", "code")}
        made |= {"measure": self.asked.code, "op": str(self.op), "value": _plain_value(self.asked, self.op, values)}
        if values.get("code"):
            made["code"] = values["code"]
        if values.get("informational"):
            made["informational"] = self.stored.get("informational") or True
        return made


def _plain_value(measure: Measure, op: Op, values: Mapping[str, Any]) -> Any:
    """The threshold as the JSON form writes it."""
    value = values["value"]
    if measure.kind is Kind.BOOL:
        return value == "yes"
    if op is Op.BETWEEN:
        return [value, values["high"]]
    if isinstance(value, list):
        codes = [item.code if isinstance(item, Niche) else item for item in value]
        return codes[0] if op is Op.EQ and len(codes) == 1 else codes
    return value


class GroupRow(forms.Form):
    """How many of the rules of a group must hold."""

    kind = forms.ChoiceField(
        label=_("Creators must meet"),
        choices=[
            ("all", pgettext_lazy("rules", "all of these rules")),
            ("any", pgettext_lazy("rules", "at least one of these rules")),
            ("atleast", pgettext_lazy("rules", "a number of these rules")),
        ],
        widget=forms.Select(attrs=ASKS_AGAIN),
    )

    def __init__(self, data: Any = None, *, prefix: str, stored: Json | None = None) -> None:
        stored = stored or {"all": []}
        kind = next((name for name in ("all", "any", "atleast") if name in stored), "all")
        initial = {"kind": kind, "k": stored.get("atleast")}
        super().__init__(data, prefix=prefix, initial=initial, use_required_attribute=False)
        now = self.data.get(self.add_prefix("kind")) if self.is_bound else kind
        if now == "atleast":
            self.fields["k"] = forms.IntegerField(label=_("How many"), min_value=1, max_value=60)

    def as_json(self, members: list[Json]) -> Json:
        kind = self.cleaned_data["kind"]
        return {"atleast": self.cleaned_data["k"], "of": members} if kind == "atleast" else {kind: members}


def _initial(stored: Json) -> dict[str, Any]:
    """A stored criterion as the values of its fields."""
    if not stored:
        return {}
    base, _colon, key = stored["measure"].partition(":")
    value, op = stored["value"], stored["op"]
    initial = {
        "code": stored.get("code", ""),
        "op": op,
        "measure": base,
        "key": key,
        "informational": bool(stored.get("informational")),
        "value": value,
    }
    if op == Op.BETWEEN:
        initial |= {"value": value[0], "high": value[1]}
    elif isinstance(value, bool):
        initial["value"] = "yes" if value else "no"
    elif isinstance(value, str):
        initial["value"] = [value]
    return initial
