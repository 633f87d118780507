"""What a brand asks of a roster, and what it writes to those it invites."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from brands.models import Campaign
from marketplace.core.money import MoneyField
from marketplace.deals.actions.gates import LONGEST_MESSAGE
from marketplace.matching import words
from marketplace.rosters.wishes import MOST_DELIVERABLES, MOST_SEATS, Wishes


class WishesForm(forms.Form):
    """Budget, seats, and how many at least and at most of each sort; what is left empty asks nothing."""

    budget = MoneyField(label=_("Budget for all of them"))
    seats = forms.IntegerField(label=_("Creators at most"), min_value=1, max_value=MOST_SEATS)
    fewest = forms.IntegerField(label=_("Creators at least"), min_value=0, max_value=MOST_SEATS)
    with_review = forms.BooleanField(label=_("Also consider those to be reviewed"), required=False)
    small = forms.IntegerField(
        label=_("Under 100,000 followers, at least"), min_value=0, max_value=MOST_SEATS, required=False
    )

    def __init__(self, *given: Any, campaign: Campaign, wishes: Wishes, **options: Any) -> None:
        initial = {
            "budget": wishes.budget_minor, "seats": wishes.seats, "fewest": wishes.fewest,
            "small": wishes.small or None, "with_review": wishes.with_review,
        }  # fmt: skip
        super().__init__(*given, **{**options, "initial": initial})
        self.wishes = wishes
        #: By what is wished, the code that each field stands for.
        self.counts: dict[str, dict[str, str]] = {}
        self._count_tiers()
        platforms = [platform.code for platform in campaign.platforms.all()]
        if len(platforms) > 1:
            self._count("platforms", gettext("%(name)s: creators, at least"), platforms, words.platform)
            self._count("deliverables", gettext("%(name)s: deliverables, at least"), platforms, words.platform)
        if len(campaign.countries) > 1:
            self._count("countries", gettext("%(name)s: at least"), campaign.countries, words.country)
        budget = self.fields["budget"]
        assert isinstance(budget, MoneyField)
        budget.currency = campaign.currency
        if campaign.is_barter:
            del self.fields["budget"]

    def _count_tiers(self) -> None:
        """At least and at most of a tier stand side by side."""
        for tier in words.TIERS[1:]:
            self._count("tiers", gettext("%(name)s: at least"), [tier], words.tier)
            self._count("tiers_most", gettext("%(name)s: at most"), [tier], words.tier)

    def _count(self, wish: str, label: str, codes: Sequence[str], named: Callable[[str], str]) -> None:
        most = MOST_DELIVERABLES if wish == "deliverables" else MOST_SEATS
        for code in codes:
            field, name = f"{wish}_{code}", named(code)
            self.fields[field] = forms.IntegerField(
                label=label % {"name": name[:1].upper() + name[1:]}, min_value=0, max_value=most, required=False
            )
            self.initial[field] = getattr(self.wishes, wish).get(code)
            self.counts.setdefault(wish, {})[field] = code

    @property
    def first(self) -> list[BoundField]:
        """The fields that everybody looks at."""
        counted = {field for fields in self.counts.values() for field in fields}
        return [self[name] for name in self.fields if name != "small" and name not in counted]

    @property
    def mix(self) -> list[tuple[str, list[BoundField]]]:
        """For those who ask how many of each sort, by heading."""
        groups = (
            (gettext("Sizes"), ["small", *self._fields("tiers", "tiers_most")]),
            (gettext("Platforms"), self._fields("platforms", "deliverables")),
            (gettext("Countries"), self._fields("countries")),
        )
        return [(heading, [self[name] for name in names]) for heading, names in groups if names]

    @property
    def asks_mix(self) -> bool:
        return any(bound.errors or bound.value() not in (None, "") for _heading, fields in self.mix for bound in fields)

    def _fields(self, *wishes: str) -> list[str]:
        """In the order they were added."""
        wanted = {field for wish in wishes for field in self.counts.get(wish, {})}
        return [name for name in self.fields if name in wanted]

    def asked(self) -> Wishes:
        """The wishes, with what was decided by hand before. A maximum of none says something, a minimum of none not."""
        data, asked = self.cleaned_data, {}
        for wish, fields in self.counts.items():
            given = {code: data[field] for field, code in fields.items() if data[field] is not None}
            asked[wish] = given if wish == "tiers_most" else {code: count for code, count in given.items() if count}
        return Wishes(
            budget_minor=data.get("budget"),
            seats=data["seats"],
            fewest=data["fewest"],
            with_review=data["with_review"],
            small=data["small"] or 0,
            pinned=self.wishes.pinned,
            excluded=self.wishes.excluded,
            **asked,
        )


class InviteForm(forms.Form):
    """One message to all of them."""

    message = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        help_text=_("Everybody receives it, each with their own offer."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
