"""The wishes about notices as one form: two boxes a kind."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from marketplace.notifications.queries import Wish


class PreferencesForm(forms.Form):
    """Fields are named after the verb, with dots as double underscores."""

    def __init__(self, *args: Any, wishes: list[Wish], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wishes = wishes
        for wish in wishes:
            stem = wish.kind.verb.replace(".", "__")
            self.fields[f"{stem}__app"] = forms.BooleanField(
                label=_("In the list"), required=False, initial=wish.in_app
            )
            self.fields[f"{stem}__mail"] = forms.BooleanField(
                label=_("By e-mail"), required=False, initial=wish.by_email
            )

    def rows(self) -> Iterator[tuple[Any, BoundField, BoundField]]:
        """Each kind's label with its two boxes."""
        for wish in self.wishes:
            stem = wish.kind.verb.replace(".", "__")
            yield wish.kind.label, self[f"{stem}__app"], self[f"{stem}__mail"]

    def chosen(self) -> Iterator[tuple[str, bool, bool]]:
        """Each verb with the two answers."""
        for wish in self.wishes:
            stem = wish.kind.verb.replace(".", "__")
            yield wish.kind.verb, self.cleaned_data[f"{stem}__app"], self.cleaned_data[f"{stem}__mail"]
