"""The form of a session."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.cohorts.actions.sessions import WRITTEN
from marketplace.cohorts.enums import SessionKind
from marketplace.cohorts.models import Entry, Session
from marketplace.cohorts.models.session import LONGEST, SHORTEST


class MomentField(forms.DateTimeField):
    """A day and a time where the person is."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **options)

    def prepare_value(self, value: Any) -> Any:
        return timezone.localtime(value).replace(tzinfo=None) if hasattr(value, "tzinfo") and value.tzinfo else value


class GuestField(forms.ModelChoiceField):
    """A member by their name."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.creator.display_name


class SessionForm(forms.Form):
    """When, where, how long, for how many; a meeting of two is for one member, or for whoever takes it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind.choices)
    guest = GuestField(
        Entry.objects.none(), label=_("With whom"), required=False, empty_label=_("Whoever takes the place"),
        to_field_name="public_id", help_text=_("For meetings of two."),
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), max_length=120)
    starts_at = MomentField(label=_("Starts"))
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=SHORTEST, max_value=LONGEST, initial=60)
    url = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https")
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, required=False, help_text=_("Left out: room for everybody.")
    )
    about = forms.CharField(
        label=_("What it is about"), max_length=1_000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: Any = None, *, members: Any = None, session: Session | None = None) -> None:
        initial = {name: getattr(session, name) for name in WRITTEN} if session else {}
        super().__init__(data, initial=initial, use_required_attribute=False)
        if session is not None:
            del self.fields["kind"], self.fields["guest"]
        elif members is not None:
            self.fields["guest"].queryset = members  # type: ignore[attr-defined]


class MeetingForm(SessionForm):
    """When and where a mentor and a pupil meet: the rest is settled."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for name in ("kind", "guest", "capacity"):
            del self.fields[name]
        self.fields["minutes"].initial = 45
