"""The brand itself, and who acts for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.enums import Role
from brands.models import Brand
from marketplace.core.pictures import PictureField
from marketplace.taxonomy.forms import SectorField
from marketplace.taxonomy.locales import country_choices


class BrandForm(forms.Form):
    """Who the brand is. Only the name is needed to begin."""

    name = forms.CharField(
        label=_("Name of the brand"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    sector = SectorField(
        required=False,
        label=_("Sector"),
        help_text=_("Creators who never work for a sector are spared its campaigns."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    logo = PictureField(
        label=_("Logo"), required=False, sizes=("medium",), help_text=_("JPEG, PNG or WebP, at least 200 pixels.")
    )
    legal_name = forms.CharField(
        label=_("Legal name"), max_length=200, required=False, help_text=_("As it stands in the company register.")
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    company_number = forms.CharField(
        label=_("Company number"), max_length=40, required=False, help_text=_("SIREN, KBO, UID… of the legal entity.")
    )

    def __init__(self, *args: Any, brand: Brand | None = None, **options: Any) -> None:
        names = ("name", "sector", "website", "legal_name", "country", "company_number")
        initial = {name: getattr(brand, name) for name in names} if brand else {}
        super().__init__(*args, **{"initial": initial, **options})
        self.fields["country"].choices = [("", _("Choose a country")), *country_choices()]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the action takes: a logo only if a new one was chosen."""
        values = dict(self.cleaned_data)
        logo = values.pop("logo")
        return values | ({"logo": logo} if logo else {})


class InviteForm(forms.Form):
    """An e-mail address and a role."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role,
        initial=Role.MANAGER,
        help_text=_("Owners look after the brand and its members, managers run campaigns, viewers read."),
    )


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
