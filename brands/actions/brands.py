"""Making a brand, changing it, and finding out who stands behind it."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from brands import policies
from brands.enums import BrandState, Role
from brands.models import Brand, Member
from marketplace.accounts.models import Person
from marketplace.accounts.policies import Actor, require_may_act
from marketplace.activity.record import record
from marketplace.core import pictures
from marketplace.core.errors import DomainError, Invalid, Refused

FIELDS = ("name", "legal_name", "country", "company_number", "website", "sector", "logo")
#: What staff check; changing one of these after the check makes it void.
IDENTITY = ("legal_name", "country", "company_number")
NEEDED_TO_VERIFY = ("legal_name", "country", "company_number", "website")
MOST_BRANDS_A_PERSON = 20


class TooManyBrands(DomainError):
    """A person can own so many brands and no more."""


class AlreadyVerified(DomainError):
    """This brand is verified already."""


class AlreadyAsked(DomainError):
    """This brand already waits to be verified."""


class NotSuspended(DomainError):
    """This brand is not suspended."""


class AlreadySuspended(DomainError):
    """This brand is suspended already."""


def create(*, actor: Person, name: str, **fields: Any) -> Brand:
    """A new brand with `actor` as its owner; a `logo` is a decoded picture. Raises Invalid, TooManyBrands."""
    require_may_act(actor)
    values = _clean({"name": name, **fields})
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=actor.pk)
        if Member.objects.owners().filter(person=person).count() >= MOST_BRANDS_A_PERSON:
            raise TooManyBrands(
                _("You own %(count)d brands already; no more can be added.") % {"count": MOST_BRANDS_A_PERSON}
            )
        brand = Brand(**_with_file(values))
        brand.slug = _slug(brand)
        brand.save()
        Member.objects.create(brand=brand, person=person, role=Role.OWNER)
        use_brand_side(person)
        record("brands.brand_created", actor=actor, subject=brand)
    return brand


def update(*, actor: Actor, brand: Brand, **changes: Any) -> Brand:
    """Change what a brand says of itself. A changed identity has to be verified again. Raises Invalid, Refused."""
    with transaction.atomic():
        row = Brand.objects.select_for_update().get(pk=brand.pk)
        policies.require_owner(actor, row)
        values, former = _with_file(_clean(changes)), row.logo.name
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, values[name])
        if not changed:
            return row
        if row.is_verified and set(changed) & set(IDENTITY):
            row.verified_at = row.verified_by = row.verification_requested_at = None
        row.save()
        if "logo" in changed:
            pictures.discard(former)
        record("brands.brand_changed", actor=actor, subject=row, data={"changed": changed})
    return row


def request_verification(*, actor: Actor, brand: Brand) -> Brand:
    """Ask staff to check the brand. Raises Invalid with what is missing, AlreadyVerified, AlreadyAsked."""
    with transaction.atomic():
        row = Brand.objects.select_for_update().get(pk=brand.pk)
        policies.require_owner(actor, row)
        if row.is_verified:
            raise AlreadyVerified(_("This brand is verified already."))
        if row.verification_requested_at:
            raise AlreadyAsked(_("You have asked already; our staff are looking into it."))
        missing = {
            name: [_("We check this: please fill it in first.")] for name in NEEDED_TO_VERIFY if not getattr(row, name)
        }
        if missing:
            raise Invalid(missing)
        row.verification_requested_at = timezone.now()
        row.save(update_fields=["verification_requested_at", "updated_at"])
        record("brands.verification_requested", actor=actor, subject=row)
    return row


def verify(*, actor: Person, brand: Brand, reason: str) -> Brand:
    """Staff: the brand is who it says; `reason` is what was checked. Raises Refused, Invalid, AlreadyVerified."""
    text = _staff_reason(policies.may_verify(actor), reason)
    with transaction.atomic():
        row = Brand.objects.select_for_update().get(pk=brand.pk)
        if row.is_verified:
            raise AlreadyVerified(_("This brand is verified already."))
        row.verified_at, row.verified_by = timezone.now(), actor
        row.save(update_fields=["verified_at", "verified_by", "updated_at"])
        record("brands.brand_verified", actor=actor, subject=row, data={"reason": text})
    return row


def refuse_verification(*, actor: Person, brand: Brand, reason: str) -> Brand:
    """Staff: not as it stands, or no longer; the brand reads `reason` and may ask again. Raises Refused, Invalid."""
    text = _staff_reason(policies.may_verify(actor), reason)
    with transaction.atomic():
        row = Brand.objects.select_for_update().get(pk=brand.pk)
        row.verified_at = row.verified_by = row.verification_requested_at = None
        row.save(update_fields=["verified_at", "verified_by", "verification_requested_at", "updated_at"])
        record("brands.verification_refused", actor=actor, subject=row, data={"reason": text})
    return row


def suspend(*, actor: Person, brand: Brand, reason: str) -> Brand:
    """Staff: stop a brand; its campaigns leave the market. Raises Refused, Invalid, AlreadySuspended."""
    text = _staff_reason(policies.may_suspend(actor), reason)
    with transaction.atomic():
        row = Brand.objects.select_for_update().get(pk=brand.pk)
        if not row.is_active:
            raise AlreadySuspended(_("This brand is suspended already."))
        row.state, row.suspended_reason = BrandState.SUSPENDED, text
        row.save(update_fields=["state", "suspended_reason", "updated_at"])
        record("brands.brand_suspended", actor=actor, subject=row, data={"reason": text})
    return row


def restore(*, actor: Person, brand: Brand, reason: str) -> Brand:
    """Staff: let a suspended brand act again. Raises Refused, Invalid, NotSuspended."""
    text = _staff_reason(policies.may_suspend(actor), reason)
    with transaction.atomic():
        row = Brand.objects.select_for_update().get(pk=brand.pk)
        if row.is_active:
            raise NotSuspended(_("This brand is not suspended."))
        row.state, row.suspended_reason = BrandState.ACTIVE, ""
        row.save(update_fields=["state", "suspended_reason", "updated_at"])
        record("brands.brand_restored", actor=actor, subject=row, data={"reason": text})
    return row


def use_brand_side(person: Person) -> None:
    """A person who has a seat looks from the brands' side too."""
    person.uses_brand_side = True
    person.active_side = person.active_side or "brand"
    person.save(update_fields=["uses_brand_side", "active_side", "updated_at"])


def _staff_reason(allowed: bool, reason: str) -> str:
    if not allowed:
        raise Refused(_("Only staff with the right may do this."))
    return policies.require_reason(reason)


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"a brand has no {', '.join(sorted(unknown))} to set")
    clean = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    if "name" in clean and not clean["name"]:
        raise Invalid({"name": [_("A brand needs a name.")]})
    return clean


def _with_file(values: dict[str, Any]) -> dict[str, Any]:
    """With the logo's file, written now that nothing else refuses it."""
    logo = values.get("logo")
    return {**values, "logo": logo.store()["medium"]} if isinstance(logo, pictures.Picture) else values


def _slug(brand: Brand) -> str:
    base = slugify(brand.name)[:120] or "brand"
    return base if not Brand.objects.filter(slug=base).exists() else f"{base}-{brand.public_id.hex[:8]}"
