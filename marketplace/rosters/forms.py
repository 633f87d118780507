"""What a brand asks of a roster, and what it writes to those it invites."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from brands.models import Campaign
from marketplace.core.money import MoneyField
from marketplace.deals.actions.gates import LONGEST_MESSAGE
from marketplace.matching import words
from marketplace.rosters.wishes import MOST_DELIVERABLES, MOST_SEATS, Wishes


class Counts(NamedTuple):
    """A small table of numbers to fill in: its columns by name, and a line a sort; None where a column has no field."""

    heading: str
    columns: tuple[str, ...]
    rows: list[tuple[str, list[BoundField | None]]]


class WishesForm(forms.Form):
    """Budget, seats, and how many at least and at most of each sort; what is left empty asks nothing."""

    budget = MoneyField(label=_("Budget for all of them"))
    seats = forms.IntegerField(label=_("Creators at most"), min_value=1, max_value=MOST_SEATS)
    fewest = forms.IntegerField(label=_("Creators at least"), min_value=0, max_value=MOST_SEATS)
    with_review = forms.BooleanField(label=_("Also consider those to be reviewed"), required=False)
    small = forms.IntegerField(
        label=_("Under 100,000 followers, at least"), min_value=0, max_value=MOST_SEATS, required=False,
        widget=forms.NumberInput(attrs={"aria-label": _("Under 100,000 followers, at least")}),
    )  # fmt: skip

    def __init__(self, *given: Any, campaign: Campaign, wishes: Wishes, **options: Any) -> None:
        initial = {
            "budget": wishes.budget_minor, "seats": wishes.seats, "fewest": wishes.fewest,
            "small": wishes.small or None, "with_review": wishes.with_review,
        }  # fmt: skip
        super().__init__(*given, **{**options, "initial": initial})
        self.wishes = wishes
        #: By what is wished, the code that each field stands for.
        self.codes: dict[str, dict[str, str]] = {}
        self._count("tiers", words.TIERS[1:], gettext("%(name)s: at least"), words.tier)
        self._count("tiers_most", words.TIERS[1:], gettext("%(name)s: at most"), words.tier)
        platforms = [platform.code for platform in campaign.platforms.all()]
        if len(platforms) > 1:
            self._count("platforms", platforms, gettext("%(name)s: creators, at least"), words.platform)
            self._count("deliverables", platforms, gettext("%(name)s: deliverables, at least"), words.platform)
        if len(campaign.countries) > 1:
            self._count("countries", campaign.countries, gettext("%(name)s: at least"), words.country)
        budget = self.fields["budget"]
        assert isinstance(budget, MoneyField)
        budget.currency = campaign.currency
        if campaign.is_barter:
            del self.fields["budget"]

    def _count(self, wish: str, codes: Sequence[str], label: str, named: Callable[[str], str]) -> None:
        most = MOST_DELIVERABLES if wish == "deliverables" else MOST_SEATS
        for code in codes:
            field, name = f"{wish}_{code}", label % {"name": named(code)}
            widget = forms.NumberInput(attrs={"aria-label": name})
            self.fields[field] = forms.IntegerField(
                label=name, min_value=0, max_value=most, required=False, widget=widget
            )
            self.initial[field] = getattr(self.wishes, wish).get(code)
            self.codes.setdefault(wish, {})[field] = code

    @property
    def first(self) -> list[BoundField]:
        """The fields that everybody looks at."""
        counted = {field for fields in self.codes.values() for field in fields}
        return [self[name] for name in self.fields if name != "small" and name not in counted]

    @property
    def mix(self) -> list[Counts]:
        """For those who ask how many of each sort."""
        least, most = gettext("At least"), gettext("At most")
        sizes = self._rows(words.tier, "tiers", "tiers_most")
        sizes.insert(0, (pgettext("creators", "under 100,000 followers"), [self["small"], None]))
        found = [
            Counts(gettext("Sizes"), (least, most), sizes),
            Counts(
                gettext("Platforms, at least"),
                (gettext("Creators"), gettext("Deliverables")),
                self._rows(words.platform, "platforms", "deliverables"),
            ),
            Counts(gettext("Countries"), (least,), self._rows(words.country, "countries")),
        ]
        return [counts for counts in found if counts.rows]

    @property
    def asks_mix(self) -> bool:
        fields = [bound for counts in self.mix for _name, bounds in counts.rows for bound in bounds if bound]
        return any(bound.errors or bound.value() not in (None, "") for bound in fields)

    def _rows(self, named: Callable[[str], str], *wishes: str) -> list[tuple[str, list[BoundField | None]]]:
        codes = self.codes.get(wishes[0], {}).values()
        return [(named(code), [self[f"{wish}_{code}"] for wish in wishes]) for code in codes]

    def asked(self) -> Wishes:
        """The wishes, with what was decided by hand before. A maximum of none says something, a minimum of none not."""
        data, asked = self.cleaned_data, {}
        for wish, fields in self.codes.items():
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
