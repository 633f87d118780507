"""The forms of mentors, of pupils who choose, and of staff who bring them together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.cohorts.models import Entry, Mentor, Wish
from marketplace.cohorts.models.mentoring import MOST_MENTEES, MOST_WISHES


class OfferForm(forms.Form):
    """What pupils read, how many at a time, and that one is an adult."""

    use_required_attribute = False
    display_name = forms.CharField(label=_("How pupils may call you"), max_length=80)
    organisation = forms.CharField(label=_("Where you work"), max_length=120, required=False)
    topics = forms.CharField(
        label=_("Your fields"),
        max_length=200,
        required=False,
        help_text=_("Five at most, with commas: cinema, coding …"),
    )
    about = forms.CharField(label=_("What you can help with"), max_length=1_000, widget=forms.Textarea({"rows": 4}))
    capacity = forms.IntegerField(label=_("Pupils at a time"), min_value=1, max_value=MOST_MENTEES, initial=1)
    is_adult = forms.BooleanField(
        label=_("I am an adult, and I agree that staff check who I am before anything else."), required=False
    )


class WishForm(forms.Form):
    """Up to five mentors in the order of one's choice; refused ones are not asked for."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, mentors: Any, entry: Entry) -> None:
        wishes = Wish.objects.filter(entry=entry).select_related("mentor")
        chosen = {one.rank: one.mentor for one in wishes}
        super().__init__(data, initial={f"wish_{rank}": mentor.public_id for rank, mentor in chosen.items()})
        for rank in range(1, min(MOST_WISHES, max(1, len(mentors))) + 1):
            self.fields[f"wish_{rank}"] = forms.ModelChoiceField(
                mentors, label=_("Choice %(rank)s") % {"rank": rank}, required=False, to_field_name="public_id",
                empty_label=_("Nobody in particular"),
            )  # fmt: skip

    def chosen(self, data: dict[str, Any]) -> list[Mentor]:
        """The mentors in their order, gaps closed."""
        return [data[name] for name in sorted(data) if data[name] is not None]


class PairForm(forms.Form):
    """One pupil and one mentor, by hand."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, pupils: Any, mentors: Any) -> None:
        super().__init__(data)
        self.fields["entry"] = PupilField(pupils, label=_("Pupil"), to_field_name="public_id")
        self.fields["mentor"] = forms.ModelChoiceField(mentors, label=_("Mentor"), to_field_name="public_id")


class PupilField(forms.ModelChoiceField):
    """A pupil by the name they chose."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.creator.display_name
