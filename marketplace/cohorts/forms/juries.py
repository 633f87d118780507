"""The forms of a jury: what is scored, who scores, and a ballot."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.cohorts.models import Ballot, Jury
from marketplace.cohorts.models.jury import MOST_CATEGORIES, MOST_JURORS, MOST_POINTS
from marketplace.programmes.forms.days import DayField

#: Hundredths of a percent to a percent.
BP = 100


class JuryForm(forms.Form):
    """Categories with whole percents, and how the jury works."""

    use_required_attribute = False
    quorum = forms.IntegerField(label=_("Ballots needed for each"), min_value=1, max_value=MOST_JURORS, initial=2)
    closes_on = DayField(label=_("Scores are due before"), required=False)
    guide = forms.CharField(
        label=_("What jurors should know"), max_length=2_000, required=False, widget=forms.Textarea({"rows": 4})
    )
    is_anonymous = forms.BooleanField(label=_("Jurors do not see who is who"), required=False, initial=True)
    shows_work = forms.BooleanField(
        label=_("Jurors see the link to the work"), required=False,
        help_text=_("A link may tell whose work it is."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, jury: Jury | None = None) -> None:
        names = ("quorum", "closes_on", "guide", "is_anonymous", "shows_work")
        initial: dict[str, Any] = {name: getattr(jury, name) for name in names} if jury else {}
        rows = list(jury.categories.all()) if jury else []
        for place, row in enumerate(rows):
            initial |= {f"name_{place}": row.name, f"weight_{place}": row.weight_bp // BP}
        super().__init__(data, initial=initial)
        for place in range(MOST_CATEGORIES):
            self.fields[f"name_{place}"] = forms.CharField(label=_("Category"), max_length=80, required=False)
            self.fields[f"weight_{place}"] = forms.IntegerField(
                label=_("Weight in percent"), min_value=1, max_value=100, required=False
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of each category, two by two."""
        return [(self[f"name_{place}"], self[f"weight_{place}"]) for place in range(MOST_CATEGORIES)]

    def asked(self, data: dict[str, Any]) -> dict[str, Any]:
        """The arguments of the action: weights in basis points, empty rows left out."""
        pairs = [(data[f"name_{place}"], data[f"weight_{place}"]) for place in range(MOST_CATEGORIES)]
        plain = {name: data[name] for name in ("quorum", "closes_on", "guide", "is_anonymous", "shows_work")}
        return {**plain, "categories": [(name, (weight or 0) * BP) for name, weight in pairs if name or weight]}


class JurorForm(forms.Form):
    """By the address they sign in with."""

    use_required_attribute = False
    email = forms.EmailField(label=_("E-mail address"), help_text=_("They find the jury once they sign in with it."))


class BallotForm(forms.Form):
    """Points in every category, and a comment that the entrant reads without a name."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, jury: Jury, ballot: Ballot | None = None) -> None:
        initial: dict[str, Any] = {}
        if ballot is not None and not ballot.is_recused:
            initial = {f"category_{one.category_id}": one.points for one in ballot.scores.all()}
            initial["comment"] = ballot.comment
        super().__init__(data, initial=initial)
        self.categories = list(jury.categories.all())
        for one in self.categories:
            self.fields[f"category_{one.pk}"] = forms.IntegerField(
                label=one.name, min_value=0, max_value=MOST_POINTS,
                help_text=_("0 to 100; weighs %(percent)s %%.") % {"percent": one.weight_bp // BP},
            )  # fmt: skip
        self.fields["comment"] = forms.CharField(
            label=_("A few words"), required=False, max_length=1_000, widget=forms.Textarea({"rows": 4}),
            help_text=_("The entrant reads them once the jury is closed, without your name."),
        )  # fmt: skip

    def asked(self, data: dict[str, Any]) -> dict[str, Any]:
        """The arguments of the action."""
        points = {one.pk: data[f"category_{one.pk}"] for one in self.categories}
        return {"points": points, "comment": data["comment"]}
