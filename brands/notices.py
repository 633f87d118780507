"""What members of a brand are told."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brands.enums import Role
from marketplace.accounts.enums import Side
from marketplace.notifications.kinds import Data, declare


def _settings(data: Data) -> str:
    return reverse("brands:settings", args=[data["brand_id"]])


def _members(data: Data) -> str:
    return reverse("brands:members", args=[data["brand_id"]])


def _with_role(data: Data) -> Data:
    """The role's code as a word."""
    return {**data, "role": Role(data["role"]).label}


declare(
    "brands.brand_verified",
    label=_("Your brand is verified"),
    title=_("%(brand)s is verified"),
    body=_("Creators now see the badge on your brand and its campaigns."),
    url=_settings,
    side=Side.BRAND,
)
declare(
    "brands.verification_refused",
    label=_("Your brand could not be verified"),
    title=_("%(brand)s could not be verified"),
    body=_("The reason: %(reason)s You can correct it and ask again."),
    url=_settings,
    side=Side.BRAND,
)
declare(
    "brands.brand_suspended",
    label=_("Your brand is suspended"),
    title=_("%(brand)s is suspended"),
    body=_("The reason: %(reason)s Its campaigns are no longer shown to creators."),
    url=_settings,
    is_optional=False,
    side=Side.BRAND,
)
declare(
    "brands.brand_restored",
    label=_("Your brand works again"),
    title=_("%(brand)s works again"),
    body=_("Its published campaigns are shown to creators again. The reason: %(reason)s"),
    url=_settings,
    is_optional=False,
    side=Side.BRAND,
)
declare(
    "brands.member_joined",
    label=_("Somebody joins your brand"),
    title=_("%(who)s joined %(brand)s"),
    body=_("Their role: %(role)s."),
    url=_members,
    present=_with_role,
    side=Side.BRAND,
)
