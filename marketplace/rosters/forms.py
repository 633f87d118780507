"""What a brand asks of a roster, and what it writes to those it invites."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from brands.models import Campaign
from marketplace.core.money import MoneyField
from marketplace.deals.actions.gates import LONGEST_MESSAGE
from marketplace.matching import words
from marketplace.rosters.wishes import MOST_SEATS, Wishes


class WishesForm(forms.Form):
    """Budget, seats, and minimums by platform, country and size; empty minimums ask nothing."""

    budget = MoneyField(label=_("Budget for all of them"))
    seats = forms.IntegerField(label=_("Creators at most"), min_value=1, max_value=MOST_SEATS)
    fewest = forms.IntegerField(label=_("Creators at least"), min_value=0, max_value=MOST_SEATS)
    small = forms.IntegerField(
        label=_("Under 100,000 followers, at least"), min_value=0, max_value=MOST_SEATS, required=False
    )
    with_review = forms.BooleanField(label=_("Also consider those to be reviewed"), required=False)

    def __init__(self, *given: Any, campaign: Campaign, wishes: Wishes, **options: Any) -> None:
        initial = {
            "budget": wishes.budget_minor, "seats": wishes.seats, "fewest": wishes.fewest,
            "small": wishes.small or None, "with_review": wishes.with_review,
        }  # fmt: skip
        super().__init__(*given, **{**options, "initial": initial})
        self.wishes, self.least = wishes, {"platform": dict[str, str](), "country": dict[str, str]()}
        platforms = [platform.code for platform in campaign.platforms.all()]
        for kind, codes, named, asked in (
            ("platform", platforms, words.platform, wishes.platforms),
            ("country", campaign.countries, words.country, wishes.countries),
        ):
            for code in codes if len(codes) > 1 else ():
                self._add_least(kind, code, named(code), asked.get(code))
        budget = self.fields["budget"]
        assert isinstance(budget, MoneyField)
        budget.currency = campaign.currency
        if campaign.is_barter:
            del self.fields["budget"]

    def _add_least(self, kind: str, code: str, name: str, asked: int | None) -> None:
        field = f"{kind}_{code}"
        label = _("%(name)s, at least") % {"name": name}
        self.fields[field] = forms.IntegerField(label=label, min_value=0, max_value=MOST_SEATS, required=False)
        self.initial[field] = asked
        self.least[kind][field] = code

    @property
    def first(self) -> list[BoundField]:
        """The fields that everybody looks at."""
        return [self[name] for name in self.fields if name not in self._minimums()]

    @property
    def minimums(self) -> list[BoundField]:
        """How many at least of each sort: for those who ask."""
        return [self[name] for name in self._minimums()]

    @property
    def asks_minimums(self) -> bool:
        return any(bound.errors or bound.value() not in (None, "", 0) for bound in self.minimums)

    def _minimums(self) -> list[str]:
        return ["small", *self.least["platform"], *self.least["country"]]

    def asked(self) -> Wishes:
        """The wishes, with what was decided by hand before."""
        data = self.cleaned_data
        least = {
            kind: {code: data[field] for field, code in fields.items() if data[field]}
            for kind, fields in self.least.items()
        }
        return Wishes(
            budget_minor=data.get("budget"),
            seats=data["seats"],
            fewest=data["fewest"],
            with_review=data["with_review"],
            small=data["small"] or 0,
            platforms=least["platform"],
            countries=least["country"],
            pinned=self.wishes.pinned,
            excluded=self.wishes.excluded,
        )


class InviteForm(forms.Form):
    """One message to all of them."""

    message = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        help_text=_("Everybody receives it, each with their own offer."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
