"""Choosing words in a form."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from marketplace.taxonomy.locales import country_choices, currency_choices, language_choices
from marketplace.taxonomy.models import Niche, Sector
from marketplace.taxonomy.queries import common_niches_by_root, offered_niches, with_ancestors
from marketplace.taxonomy.suggestions import suggest_niches
from marketplace.taxonomy.words import fold

#: So many niches are suggested at most.
SUGGESTED = 5


class NichePicker(forms.Widget):
    """The chosen niches, those a text speaks of, a search, and a grouped list of the common ones. Every choice is a
    checkbox of one name; what the text suggests is not ticked until somebody ticks it."""

    template_name = "taxonomy/niche_picker.html"
    use_fieldset = True
    #: What its writer says elsewhere, to suggest niches from.
    text = ""
    most = SUGGESTED

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        codes = [str(code) for code in value or []]
        found = {niche.code: niche for niche in Niche.objects.filter(code__in=codes)}
        chosen = [found[code] for code in dict.fromkeys(codes) if code in found]
        room = min(SUGGESTED, self.most - len(chosen))
        suggested = with_ancestors(suggest_niches(self.text, without=codes, limit=room))
        context.update(chosen=chosen, suggested=suggested, groups=remaining_groups(codes))
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        listed = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return list(dict.fromkeys(listed))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        # Unticked boxes are not sent: nothing said means nothing chosen.
        return False

    def id_for_label(self, id_: str) -> str:
        return ""


def remaining_groups(chosen: Iterable[str]) -> list[tuple[str, list[Niche]]]:
    """The common niches by root, without those already chosen."""
    taken = set(chosen)
    kept = (
        (label, [niche for niche in niches if niche.code not in taken]) for label, niches in common_niches_by_root()
    )
    return [(label, niches) for label, niches in kept if niches]


class NicheField(forms.ModelMultipleChoiceField):
    """Up to `most` niches, as a list in the order they were sent; the first is the main one."""

    widget = NichePicker
    default_error_messages = {
        "too_many": ngettext_lazy("Choose at most %(most)d niche.", "Choose at most %(most)d niches.", "most"),
        "invalid_choice": _("“%(value)s” is not one of the niches."),
    }

    def __init__(self, *, most: int = 5, **options: Any) -> None:
        options.setdefault("label", _("Niches"))
        super().__init__(queryset=None, to_field_name="code", **options)
        self.most = self.widget.most = most

    def suggest_from(self, text: str) -> None:
        """Offer what this text speaks of, as far as there is room."""
        self.widget.text = text

    def _get_queryset(self) -> Any:
        return offered_niches()

    queryset = property(_get_queryset, lambda self, value: None)

    def clean(self, value: Any) -> Any:
        found = {niche.code: niche for niche in super().clean(value)}
        if len(found) > self.most:
            raise forms.ValidationError(
                self.error_messages["too_many"] % {"most": self.most}, code="too_many", params={"most": self.most}
            )
        return [found[code] for code in dict.fromkeys(value or []) if code in found]


class ByRoot(ModelChoiceIterator):
    """The rows of a tree in groups: one group a root, named by it."""

    field: forms.ModelChoiceField

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        rows = list(self.queryset)
        roots = {row.code: row for row in self.queryset.model.objects.filter(code__in={row.path[0] for row in rows})}
        groups: dict[str, list[Any]] = {code: [] for code in roots}
        for row in rows:
            groups[row.path[0]].append(row)
        for code in sorted(groups, key=lambda code: fold(roots[code].label)):
            members = sorted(groups[code], key=lambda row: (row.depth, fold(row.label)))
            yield (roots[code].label, [self.choice(row) for row in members])


class SectorField(forms.ModelChoiceField):
    """One sector: the roots and their children."""

    iterator = ByRoot

    def __init__(self, **options: Any) -> None:
        rows = Sector.objects.filter(is_retired=False, depth__lte=1)
        super().__init__(**{"queryset": rows, "empty_label": _("Choose a sector"), "label": _("Sector"), **options})


class CountriesField(forms.MultipleChoiceField):
    """Several countries by their codes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"choices": country_choices, "label": _("Countries"), **options})


class LanguagesField(forms.MultipleChoiceField):
    """Several languages by their codes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"choices": language_choices, "label": _("Languages"), **options})


class CurrencyField(forms.ChoiceField):
    """One currency by its code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"choices": currency_choices, "label": _("Currency"), **options})
