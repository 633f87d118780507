"""Who may do what for a brand.

Viewers read. Managers run campaigns. Owners also look after the brand and its members. Staff with the right may
override any of it, and then say why.
"""

from typing import Any

from django.utils.translation import gettext as _

from brands.enums import LOOK_AFTER_BRAND, RUN_CAMPAIGNS, Role
from brands.models import Brand, Member
from marketplace.accounts.policies import Actor, may_act, require_may_act
from marketplace.activity.record import System
from marketplace.core.errors import Invalid, Refused


class NotYours(Refused):
    """Your role in this brand does not allow this."""


class BrandSuspended(Refused):
    """This brand is suspended."""


def role_in(person: Any, brand: Brand) -> str:
    """The role of a person in a brand; empty if they have none."""
    if getattr(person, "pk", None) is None:
        return ""
    return Member.objects.filter(brand=brand, person_id=person.pk).values_list("role", flat=True).first() or ""


def may_run_campaigns(person: Any, brand: Brand) -> bool:
    """Create, change, publish, pause and close campaigns; answer creators."""
    return may_act_as(person, brand, role_in(person, brand), RUN_CAMPAIGNS)


def may_look_after(person: Any, brand: Brand) -> bool:
    """Change the brand itself, and its members."""
    return may_act_as(person, brand, role_in(person, brand), LOOK_AFTER_BRAND)


def may_act_as(person: Any, brand: Brand, role: str, roles: tuple[Role, ...]) -> bool:
    """The same questions for a role that is known already."""
    return role in roles and brand.is_active and may_act(person)


def may_verify(person: Any) -> bool:
    """Staff who check who stands behind a brand."""
    return may_act(person) and (isinstance(person, System) or person.has_perm("brands.verify_brand"))


def may_suspend(person: Any) -> bool:
    """Staff who may stop a brand."""
    return may_act(person) and (isinstance(person, System) or person.has_perm("brands.suspend_brand"))


def may_moderate(person: Any) -> bool:
    """Staff who may change or stop somebody's campaign."""
    return may_act(person) and (isinstance(person, System) or person.has_perm("brands.moderate_campaign"))


def require_campaign_role(actor: Actor, brand: Brand, reason: str = "") -> None:
    """For actions on campaigns. Raises Refused, or Invalid if staff override without a reason."""
    require_may_act(actor)
    if isinstance(actor, System):
        return
    if role_in(actor, brand) in RUN_CAMPAIGNS:
        _require_active(brand)
    elif may_moderate(actor):
        require_reason(reason)
    else:
        raise NotYours(_("Only owners and managers of this brand may do this."))


def require_owner(actor: Actor, brand: Brand) -> None:
    """For actions on the brand and its members. Raises Refused."""
    require_may_act(actor)
    if isinstance(actor, System):
        return
    if role_in(actor, brand) not in LOOK_AFTER_BRAND:
        raise NotYours(_("Only an owner of this brand may do this."))
    _require_active(brand)


def require_reason(reason: str) -> str:
    """The reason, trimmed. Raises Invalid if there is none."""
    text = reason.strip()
    if not text:
        raise Invalid({"reason": [_("Say why: the people concerned will read it.")]})
    return text


def _require_active(brand: Brand) -> None:
    if not brand.is_active:
        raise BrandSuspended(_("This brand is suspended: its campaigns and members cannot be changed."))
