"""A day, or two, out of an address."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class DayField(forms.DateField):
    """A day with the browser's own calendar; ISO in the address, whatever the language."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **options)


class OnDay(forms.Form):
    """The day whose rules are shown: today, if none is named."""

    on = DayField(label=gettext_lazy("The rules on"), required=False)

    def __init__(self, data: Any) -> None:
        self.today = timezone.localdate()
        super().__init__({"on": data.get("on") or self.today})

    @property
    def day(self) -> Any:
        """The day asked for; today where it cannot be read."""
        return (self.is_valid() and self.cleaned_data["on"]) or self.today

    @property
    def is_past_or_future(self) -> bool:
        return bool(self.day != self.today)


class BetweenDays(forms.Form):
    """Two days to compare, the earlier one first."""

    before = DayField(label=gettext_lazy("From"))
    after = DayField(label=gettext_lazy("To"))

    def __init__(self, data: Any, *, before: Any, after: Any) -> None:
        super().__init__({"before": data.get("before") or before, "after": data.get("after") or after})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("before") and found.get("after") and found["before"] >= found["after"]:
            self.add_error("after", _("The second day comes after the first."))
        return found
