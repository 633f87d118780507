"""Fields for the shares of an audience; they clean to {key: basis points}."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from creators.forms.fields import Choices, PercentField, percent_text
from creators.numbers import REST


class Lines(forms.MultiWidget):
    """One line a share: what it is of, and how much."""

    template_name = "creators/widgets/shares.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows, menu = [], None
        for part in context["widget"]["subwidgets"]:
            if "optgroups" in part:
                menu = part
            else:
                rows.append({"menu": menu, "share": part, "label": part["attrs"]["aria-label"]})
                menu = None
        context["rows"] = rows
        return context


class FixedLines(Lines):
    """A line for each of a few known keys, with its label."""

    def __init__(self, choices: Choices) -> None:
        self.keys = [key for key, _label in choices]
        super().__init__({key: _box(label) for key, label in choices})

    def decompress(self, value: Mapping[str, int] | None) -> list[Any]:
        return [_typed((value or {}).get(key)) for key in self.keys]


class FixedSharesField(forms.MultiValueField):
    """Shares of a closed list: age bands, genders."""

    def __init__(self, *, choices: Choices, **options: Any) -> None:
        self.keys = [key for key, _label in choices]
        parts = [PercentField() for _key in self.keys]
        super().__init__(parts, required=False, require_all_fields=False, widget=FixedLines(choices), **options)

    def compress(self, data_list: list[int | None]) -> dict[str, int]:
        pairs = zip(self.keys, data_list or [], strict=False)
        return {key: share for key, share in pairs if share is not None}


class NamedLines(Lines):
    """Lines that begin with a menu, and a last one for all the rest."""

    def __init__(self, count: int, label: str, rest_label: str) -> None:
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {}
        for index in range(count):
            widgets[f"{index}_key"] = forms.Select(attrs={"aria-label": label})
            widgets[f"{index}_share"] = _box(_("Share in percent"))
        widgets[REST] = _box(rest_label)
        super().__init__(widgets)

    def decompress(self, value: Mapping[str, int] | None) -> list[Any]:
        shares = {key: share for key, share in (value or {}).items() if key != REST}
        largest = sorted(shares.items(), key=lambda pair: -pair[1])
        flat = [part for key, share in largest for part in (key, _typed(share))]
        room = len(self.widgets) - 1
        return [*flat[:room], *[""] * (room - len(flat)), _typed((value or {}).get(REST))]


class NamedSharesField(forms.MultiValueField):
    """Shares of an open list: countries, languages."""

    widget: NamedLines

    def __init__(self, *, count: int, line_label: str, rest_label: str, **options: Any) -> None:
        parts: list[forms.Field] = []
        for _index in range(count):
            parts += [forms.ChoiceField(required=False), PercentField()]
        parts.append(PercentField())
        widget = NamedLines(count, line_label, rest_label)
        super().__init__(parts, required=False, require_all_fields=False, widget=widget, **options)

    def offer(self, choices: Choices, empty: str) -> None:
        """Set the choices of every menu; `empty` stands where nothing is chosen yet."""
        for part, widget in zip(self.fields, self.widget.widgets, strict=True):
            if isinstance(part, forms.ChoiceField):
                part.choices = widget.choices = [("", empty), *choices]  # type: ignore[attr-defined]

    def compress(self, data_list: Sequence[Any]) -> dict[str, int]:
        if not data_list:
            return {}
        *pairs, rest = data_list
        shares: dict[str, int] = {}
        for key, share in zip(pairs[::2], pairs[1::2], strict=True):
            if bool(key) != (share is not None):
                raise ValidationError(_("Give a name and a share on each line, or leave both empty."), code="half")
            if key in shares:
                raise ValidationError(_("Name each one once."), code="twice")
            if key:
                shares[key] = share
        return shares | ({REST: rest} if rest is not None else {})


def _typed(share: int | None) -> str:
    return "" if share is None else percent_text(share)


def _box(label: Any) -> forms.TextInput:
    return forms.TextInput(
        attrs={"aria-label": label, "inputmode": "decimal", "autocomplete": "off", "class": "share", "size": 6}
    )
