"""The wishes about notices as one form: two boxes a kind."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.enums import Side
from marketplace.notifications.queries import Wish

#: The headings of the form, in their order.
SIDES = {Side.CREATOR: _("As a creator"), Side.BRAND: _("For your brands"), "": _("Whichever side you are on")}


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

    def groups(self) -> Iterator[tuple[Any, list[tuple[Any, BoundField, BoundField]]]]:
        """Each side's name with its kinds: the label of one and its two boxes."""
        for side, name in SIDES.items():
            if rows := [self._row(wish) for wish in self.wishes if wish.kind.side == side]:
                yield name, rows

    def _row(self, wish: Wish) -> tuple[Any, BoundField, BoundField]:
        stem = wish.kind.verb.replace(".", "__")
        return wish.kind.label, self[f"{stem}__app"], self[f"{stem}__mail"]

    def chosen(self) -> Iterator[tuple[str, bool, bool]]:
        """Each verb with the two answers."""
        for wish in self.wishes:
            stem = wish.kind.verb.replace(".", "__")
            yield wish.kind.verb, self.cleaned_data[f"{stem}__app"], self.cleaned_data[f"{stem}__mail"]
