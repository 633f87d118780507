"""Seats in a brand: offering, taking, changing and giving them up."""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from brands import policies
from brands.actions.brands import use_brand_side
from brands.enums import Role
from brands.jobs import SEND_INVITATION
from brands.models import Brand, Member, MemberInvitation
from marketplace.accounts.models import Person
from marketplace.accounts.policies import Actor, require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid, Refused

VALID_FOR = timedelta(days=7)
MOST_OPEN = 50


class AlreadyMember(DomainError):
    """This person has a seat already."""


class AlreadyInvited(DomainError):
    """This address has an open invitation already."""


class TooManyInvitations(DomainError):
    """So many invitations are open that no more go out."""


class InvitationGone(DomainError):
    """The invitation is unknown, used, revoked or too old."""


class NotForYou(Refused):
    """The invitation was sent to another address."""


class NoMember(DomainError):
    """The seat is gone already."""


class LastOwner(DomainError):
    """A brand keeps at least one owner."""


def token_of(invitation: MemberInvitation) -> str:
    """The secret in an invitation's link: made again from the site's key, so that no table and no job holds it."""
    return salted_hmac("brands.invitation", f"{invitation.brand_id}:{invitation.salt}", algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(*, actor: Person, brand: Brand, email: str, role: str) -> MemberInvitation:
    """Offer a seat by e-mail. Raises Invalid, AlreadyMember, AlreadyInvited, TooManyInvitations."""
    address = _address(email)
    _known(role)
    with transaction.atomic():
        row = Brand.objects.select_for_update().get(pk=brand.pk)
        policies.require_owner(actor, row)
        if row.members.filter(person__email__iexact=address).exists():
            raise AlreadyMember(_("%(email)s is a member already.") % {"email": address})
        unanswered = row.invitations.unanswered()
        # One that ran out makes room for a new one.
        unanswered.filter(expires_at__lte=timezone.now()).update(revoked_at=timezone.now())
        if unanswered.filter(email__iexact=address).exists():
            raise AlreadyInvited(_("%(email)s has an open invitation already.") % {"email": address})
        if unanswered.count() >= MOST_OPEN:
            raise TooManyInvitations(_("%(count)d invitations are open. Revoke some first.") % {"count": MOST_OPEN})
        invitation = MemberInvitation(
            brand=row, email=address, role=role, salt=secrets.token_hex(16), invited_by=actor,
            expires_at=timezone.now() + VALID_FOR,
        )  # fmt: skip
        invitation.token_hash = hash_of(token_of(invitation))
        invitation.save()
        SEND_INVITATION.enqueue(key=str(invitation.pk), invitation_id=invitation.pk)
        record("brands.member_invited", actor=actor, subject=row, data={"invitation": invitation.pk, "role": role})
    return invitation


def accept(*, actor: Person, token: str) -> Member:
    """Take the offered seat. Raises InvitationGone, NotForYou, AlreadyMember."""
    require_may_act(actor)
    with transaction.atomic():
        invitation = MemberInvitation.objects.select_for_update().filter(token_hash=hash_of(token)).first()
        if invitation is None or not invitation.is_open or not invitation.brand.is_active:
            raise InvitationGone(_("This invitation was used, revoked or has expired. Ask for a new one."))
        if invitation.email.casefold() != actor.email.casefold():
            raise NotForYou(_("This invitation was sent to another address. Sign in with that one."))
        person = Person.objects.select_for_update().get(pk=actor.pk)
        member, made = Member.objects.get_or_create(
            brand=invitation.brand, person=person, defaults={"role": invitation.role}
        )
        if not made:
            raise AlreadyMember(_("You are a member of %(brand)s already.") % {"brand": invitation.brand})
        invitation.accepted_at, invitation.accepted_by = timezone.now(), person
        invitation.save(update_fields=["accepted_at", "accepted_by", "updated_at"])
        use_brand_side(person)
        record("brands.member_joined", actor=actor, subject=invitation.brand, data={"role": member.role})
    return member


def revoke(*, actor: Actor, invitation: MemberInvitation) -> MemberInvitation:
    """Take an offer back. Raises InvitationGone if it was answered already."""
    with transaction.atomic():
        row = MemberInvitation.objects.select_for_update(of=("self",)).select_related("brand").get(pk=invitation.pk)
        policies.require_owner(actor, row.brand)
        if row.accepted_at or row.revoked_at:
            raise InvitationGone(_("This invitation was answered or revoked already."))
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at", "updated_at"])
        record("brands.invitation_revoked", actor=actor, subject=row.brand, data={"invitation": row.pk})
    return row


def change_role(*, actor: Actor, member: Member, role: str) -> Member:
    """Give a member another role. Raises Invalid, LastOwner."""
    _known(role)
    with transaction.atomic():
        row = _hold(member)
        policies.require_owner(actor, row.brand)
        if row.role == role:
            return row
        _keep_an_owner(row)
        before, row.role = row.role, role
        row.save(update_fields=["role", "updated_at"])
        data = {"person": row.person_id, "from": before, "to": role}
        record("brands.member_role_changed", actor=actor, subject=row.brand, data=data)
    return row


def remove(*, actor: Person, member: Member) -> None:
    """Take a seat away; anybody may leave. Raises LastOwner."""
    with transaction.atomic():
        row = _hold(member)
        if row.person_id == actor.pk:
            require_may_act(actor)
        else:
            policies.require_owner(actor, row.brand)
        _keep_an_owner(row)
        record("brands.member_removed", actor=actor, subject=row.brand, data={"person": row.person_id})
        row.delete()


def _hold(member: Member) -> Member:
    """The member, with the brand locked: two owners who leave at once meet here."""
    Brand.objects.select_for_update().get(pk=member.brand_id)
    row = Member.objects.select_related("brand").filter(pk=member.pk).first()
    if row is None:
        raise NoMember(_("This person has left the brand already."))
    return row


def _keep_an_owner(member: Member) -> None:
    others = Member.objects.owners().filter(brand=member.brand_id).exclude(pk=member.pk)
    if member.role == Role.OWNER and not others.exists():
        raise LastOwner(_("A brand keeps at least one owner. Make somebody else an owner first."))


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid({"email": error.messages}) from error
    return address


def _known(role: str) -> None:
    if role not in Role.values:
        raise Invalid({"role": [_("Choose owner, manager or viewer.")]})
