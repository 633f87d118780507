"""The steps of the campaign editor. Each knows what it shows of a campaign and what it hands to the action."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.actions.campaigns import LOCKED_FIELDS
from brands.enums import Objective
from brands.forms.lines import (
    DeliverableLine,
    GiftLine,
    Lines,
    ShareLine,
    UsageLine,
    line_set,
    lines_to_shares,
    shares_to_lines,
)
from brands.models import Campaign
from marketplace.core.money import MoneyField
from marketplace.core.pictures import PictureField
from marketplace.taxonomy.forms import CountriesField, CurrencyField, LanguagesField, NicheField, SectorField
from marketplace.taxonomy.models import ContentStyle
from marketplace.taxonomy.rights import ExclusivityScope

MOST_NICHES = 8
#: Offered before the rest of a long list.
NEAR_COUNTRIES = ("FR", "BE", "CH", "CA", "LU", "DE", "ES", "IT", "GB", "US", "MA", "TN", "SN", "CI")
NEAR_LANGUAGES = ("fr", "en", "es", "de", "it", "pt", "nl", "ar")


def day(label: Any, help_text: Any = "") -> forms.DateField:
    """A date, optional while drafting."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, help_text=help_text, widget=widget)


def long_text(label: Any, rows: int, help_text: Any = "", longest: int = 4_000) -> forms.CharField:
    """Several lines of text, optional while drafting."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, help_text=help_text, max_length=longest, widget=widget)


def first(choices: Any, codes: Sequence[str]) -> list[Any]:
    """The choices with these codes in front, in their order."""
    named = dict(choices)
    ahead = dict.fromkeys(code for code in codes if code in named)
    return [(code, named.pop(code)) for code in ahead] + list(named.items())


class StepForm(forms.Form):
    """One step. Every step may be saved half filled; what a creator has agreed to is shown but cannot be changed."""

    #: Name of a list of lines on the campaign → the form of one line.
    line_kinds: ClassVar[dict[str, type[forms.Form]]] = {}
    columns: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any = None, *, campaign: Campaign) -> None:
        self.campaign = campaign
        super().__init__(data, initial=self.shown())
        self.locked = LOCKED_FIELDS & {*self.fields, *self.line_kinds} if campaign.is_locked else frozenset()
        for name in self.locked & set(self.fields):
            self.fields[name].disabled = True
        self.sets: dict[str, Lines] = {
            name: line_set(kind)(data, prefix=name, initial=self.lines_shown(name))
            for name, kind in self.line_kinds.items()
            if name not in self.locked
        }

    def shown(self) -> dict[str, Any]:
        """What the campaign says now."""
        return {name: getattr(self.campaign, name) for name in self.columns}

    def lines_shown(self, name: str) -> list[dict[str, Any]]:
        """What the campaign has of a list of lines now."""
        return []

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(lines.is_valid() for lines in self.sets.values())])

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        lines = {name: lines.lines() for name, lines in self.sets.items()}
        return {name: value for name, value in {**self.cleaned_data, **lines}.items() if name not in self.locked}

    def show(self, errors: Mapping[str, Sequence[str]]) -> None:
        """Put an action's refusals beside their fields."""
        for name, messages in errors.items():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)

    def forget_errors(self) -> None:
        """Show what was typed without judging it yet."""
        for form in [self, *(form for lines in self.sets.values() for form in lines.forms)]:
            form.full_clean()
            form.errors.clear()


class NewCampaignForm(forms.Form):
    """All it takes to begin."""

    title = forms.CharField(label=_("Title"), max_length=140, help_text=_("What creators read first."))


class BasicsForm(StepForm):
    """What it is about."""

    needed_to_publish = frozenset({"objective", "product", "product_sector", "brief", "seats"})
    columns = ("title", "objective", "product", "product_sector", "brief", "seats", "dos", "donts")

    title = forms.CharField(label=_("Title"), max_length=140, help_text=_("What creators read first."))
    objective = forms.ChoiceField(
        label=_("Objective"), choices=Objective.choices, required=False, widget=forms.RadioSelect
    )
    product = forms.CharField(label=_("Product or service"), max_length=200, required=False)
    product_sector = SectorField(
        required=False, label=_("Sector of the product"), empty_label=_("The sector of the brand")
    )
    brief = long_text(_("Brief"), 8, _("What you want to say, to whom, and the freedom creators have."), 10_000)
    dos = long_text(_("Please do"), 3)
    donts = long_text(_("Please do not"), 3)
    seats = forms.IntegerField(label=_("How many creators"), min_value=1, max_value=10_000, required=False)


class DeliverablesForm(StepForm):
    """What is delivered, and when."""

    needed_to_publish = frozenset({"apply_until", "content_from", "content_until", "disclosure"})
    columns = ("apply_until", "content_from", "content_until", "hashtags", "disclosure")
    line_kinds = {"deliverables": DeliverableLine}

    apply_until = day(_("Creators apply until"))
    content_from = day(_("Content from"))
    content_until = day(_("Content until"))
    disclosure = forms.CharField(
        label=_("Mention of the collaboration"),
        max_length=120,
        required=False,
        help_text=_("What viewers read, for example “Paid partnership”. The law asks for it."),
    )
    hashtags = forms.CharField(label=_("Hashtags"), required=False, help_text=_("Separated by spaces."))

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"hashtags": " ".join(f"#{tag}" for tag in self.campaign.hashtags)}

    def lines_shown(self, name: str) -> list[dict[str, Any]]:
        return [dict(line) for line in self.campaign.deliverables.values("kind", "platform", "count", "due_on")]

    def values(self) -> dict[str, Any]:
        return super().values() | {"hashtags": self.cleaned_data["hashtags"].replace(",", " ").split()}


class AudienceForm(StepForm):
    """Whom it is for."""

    needed_to_publish = frozenset({"niches", "countries", "languages"})
    columns = ("countries", "languages")
    line_kinds = {"audience_wanted": ShareLine}

    niches = NicheField(most=MOST_NICHES, required=False, help_text=_("At most eight; the fewer, the clearer."))
    styles = forms.ModelMultipleChoiceField(
        label=_("Content styles"),
        queryset=ContentStyle.objects.filter(is_retired=False),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    countries = CountriesField(required=False, label=_("Countries of the campaign"))
    languages = LanguagesField(required=False, label=_("Languages of the content"))

    def __init__(self, data: Any = None, *, campaign: Campaign) -> None:
        super().__init__(data, campaign=campaign)
        for name, near in (("countries", NEAR_COUNTRIES), ("languages", NEAR_LANGUAGES)):
            field = cast(forms.MultipleChoiceField, self.fields[name])
            field.choices = first(field.choices, [*getattr(campaign, name), *near])
        niches = cast(NicheField, self.fields["niches"])
        niches.suggest_from("\n".join((campaign.title, campaign.product, campaign.brief)))

    def shown(self) -> dict[str, Any]:
        sets = {"niches": [niche.code for niche in self.campaign.niches.all()], "styles": self.campaign.styles.all()}
        return super().shown() | sets

    def lines_shown(self, name: str) -> list[dict[str, Any]]:
        return shares_to_lines(self.campaign.audience_wanted)

    def values(self) -> dict[str, Any]:
        return super().values() | {"audience_wanted": lines_to_shares(self.sets["audience_wanted"].lines())}


class BudgetForm(StepForm):
    """What is paid and given, and what for."""

    columns = (
        "is_barter", "currency", "budget_minor", "fee_min_minor", "fee_max_minor", "exclusivity_days",
        "exclusivity_scope",
    )  # fmt: skip
    line_kinds = {"gifts": GiftLine, "usage_rights": UsageLine}

    is_barter = forms.TypedChoiceField(
        label=_("How creators are paid"),
        choices=[("", _("A fee, with gifts if you like")), ("1", _("Barter: gifts only"))],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Barter is marked everywhere, and hidden from creators who want paid work only."),
    )
    currency = CurrencyField()
    budget_minor = MoneyField(label=_("Whole budget"), required=False, help_text=_("Only your brand sees it."))
    fee_min_minor = MoneyField(label=_("Lowest fee for one creator"), required=False)
    fee_max_minor = MoneyField(label=_("Highest fee for one creator"), required=False)
    exclusivity_days = forms.IntegerField(
        label=_("Days of exclusivity"), min_value=0, max_value=3_650, required=False,
        help_text=_("How long the creator works for nobody else of the scope. Exclusivity costs more."),
    )  # fmt: skip
    exclusivity_scope = forms.ChoiceField(
        label=_("Scope of the exclusivity"),
        required=False,
        choices=[("", _("No exclusivity")), *ExclusivityScope.choices],
    )

    def __init__(self, data: Any = None, *, campaign: Campaign) -> None:
        super().__init__(data, campaign=campaign)
        currency = (data or {}).get("currency") or campaign.currency
        money = [field for field in self.fields.values() if isinstance(field, MoneyField)]
        if "gifts" in self.sets:
            money += [form.fields["value_minor"] for form in self.sets["gifts"].forms]
        for field in money:
            field.currency = currency

    @property
    def needed_to_publish(self) -> frozenset[str]:
        """Barter has no fee; its gifts are lines of their own."""
        return frozenset() if self.campaign.is_barter else frozenset({"budget_minor", "fee_min_minor", "fee_max_minor"})

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"is_barter": "1" if self.campaign.is_barter else ""}

    def lines_shown(self, name: str) -> list[dict[str, Any]]:
        if name == "usage_rights":
            return list(self.campaign.usage_rights)
        return [dict(gift) for gift in self.campaign.gifts.values("name", "value_minor", "quantity")]

    def values(self) -> dict[str, Any]:
        values = super().values()
        if "is_barter" in values:
            values["is_barter"] = bool(values["is_barter"])
        if "exclusivity_days" in values:
            values["exclusivity_days"] = values["exclusivity_days"] or 0
        return values


class PictureForm(forms.Form):
    """One more picture on the moodboard."""

    picture = PictureField(label=_("Picture"), sizes=("medium",))
    caption = forms.CharField(label=_("Caption"), max_length=160, required=False)
