"""Imported profiles and their owners: claiming one, or having it removed.

The owner shows that the account is theirs by a code in its bio. Once staff have seen the code, the wish is carried out
at once: nothing more has to be asked for.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from creators.actions import removal
from creators.actions.channels import MOST_CHANNELS, TooManyChannels, WrongOwnership, new_code
from creators.enums import CreatorState, Ownership, Wish
from creators.models import Channel, ClaimRequest, Creator
from creators.policies import Actor, may_prove_ownership, require_creator_side, require_staff
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import SYSTEM, record
from marketplace.core.errors import DomainError, Invalid


class NotUnclaimed(DomainError):
    """This profile is nobody's to claim: somebody looks after it, or it was removed."""


@transaction.atomic
def ask(*, actor: Person, channel: Channel, wish: str) -> ClaimRequest:
    """Say that an imported channel is one's own, and what one wants; the answer holds the code for its bio.

    Asking again changes the wish. Raises NotUnclaimed, Invalid or a Refused.
    """
    require_may_act(actor)
    if wish not in Wish.values:
        raise Invalid({"wish": _("Choose to claim the profile or to have it removed.")})
    if wish == Wish.CLAIM:
        require_creator_side(actor)
    row = _unclaimed(channel)
    claim = ClaimRequest.objects.filter(channel=row, person=actor, decided_at=None).first()
    claim = claim or ClaimRequest(channel=row, person=actor, code=new_code())
    claim.wish = wish
    claim.save()
    record("creators.claim_asked", actor=actor, subject=row.creator, data={"channel_id": row.pk, "wish": wish})
    return claim


@transaction.atomic
def place(*, actor: Person, claim: ClaimRequest) -> ClaimRequest:
    """Say that the code now stands in the bio; staff will look. Raises WrongOwnership or a Refused."""
    require_may_act(actor)
    row = ClaimRequest.objects.select_for_update().get(pk=claim.pk, person=actor)
    if row.decided_at is not None or row.placed_at is not None:
        raise WrongOwnership(_("This proof is already being checked, or done."))
    row.placed_at = timezone.now()
    row.save(update_fields=["placed_at", "updated_at"])
    return row


@transaction.atomic
def grant(*, actor: Actor, claim: ClaimRequest) -> ClaimRequest:
    """Staff: the code was seen. The wish is carried out. Raises WrongOwnership, NotUnclaimed or StaffOnly."""
    row = _waiting(actor, claim)
    channel = _unclaimed(row.channel)
    _decide(actor, row, granted=True)
    _turn_others_away(actor, channel)
    if row.wish == Wish.REMOVE:
        removal.remove(actor=SYSTEM, creator=channel.creator)
    else:
        _hand_over(actor, row, channel)
    return row


@transaction.atomic
def refuse(*, actor: Actor, claim: ClaimRequest, reason: str) -> ClaimRequest:
    """Staff: the code was not there. The person reads the reason. Raises WrongOwnership, Invalid or StaffOnly."""
    row = _waiting(actor, claim)
    if not reason.strip():
        raise Invalid({"reason": _("Say why, so that the creator can put it right.")})
    return _decide(actor, row, granted=False, reason=reason.strip()[:300])


def _unclaimed(channel: Channel) -> Channel:
    """The channel, locked, if its profile is still nobody's."""
    creator = Creator.objects.select_for_update(of=("self",)).get(pk=channel.creator_id)
    row = Channel.objects.select_for_update(of=("self",)).select_related("platform").get(pk=channel.pk)
    if creator.person_id is not None or creator.state != CreatorState.DRAFT or row.removed_at is not None:
        raise NotUnclaimed(_("This profile is not one that can be claimed."))
    row.creator = creator
    return row


def _waiting(actor: Actor, claim: ClaimRequest) -> ClaimRequest:
    require_staff(may_prove_ownership(actor))
    row = ClaimRequest.objects.select_for_update(of=("self",)).select_related("channel", "person").get(pk=claim.pk)
    if row.decided_at is not None or row.placed_at is None:
        raise WrongOwnership(_("No proof is waiting to be checked for this channel."))
    return row


def _turn_others_away(actor: Actor, channel: Channel) -> None:
    """Nobody else can own it now; each reads so in their own language."""
    others = ClaimRequest.objects.select_for_update(of=("self",)).select_related("channel__creator", "person")
    for other in others.filter(channel=channel, decided_at=None):
        with translation.override(other.person.language or settings.LANGUAGE_CODE):
            reason = _("Somebody else has shown that it is theirs.")
        _decide(actor, other, granted=False, reason=reason, is_taken=True)


def _decide(
    actor: Actor, row: ClaimRequest, *, granted: bool, reason: str = "", is_taken: bool = False
) -> ClaimRequest:
    row.decided_at, row.decided_by_id, row.is_granted, row.reason = timezone.now(), actor.pk, granted, reason
    row.save(update_fields=["decided_at", "decided_by", "is_granted", "reason", "updated_at"])
    ids = {"claim_id": row.pk, "channel_id": row.channel_id, "person_id": row.person_id}
    data = {**ids, "wish": row.wish, "granted": granted, "taken": is_taken}
    record("creators.claim_decided", actor=actor, subject=row.channel.creator, data=data)
    return row


def _hand_over(actor: Actor, claim: ClaimRequest, channel: Channel) -> None:
    """The imported profile becomes the person's; if they have one already, the channel moves to it."""
    imported = channel.creator
    own = Creator.objects.select_for_update(of=("self",)).filter(person=claim.person).first()
    if own is None:
        imported.person = claim.person
        imported.save(update_fields=["person", "updated_at"])
        own = imported
    elif own.channels.live().count() >= MOST_CHANNELS:
        raise TooManyChannels(_("A profile lists at most %(most)d channels.") % {"most": MOST_CHANNELS})
    channel.creator, channel.ownership, channel.proven_at = own, Ownership.PROVEN, timezone.now()
    channel.proven_by_id, channel.ownership_code = actor.pk, claim.code
    channel.save()
    record("creators.channel_changed", actor=actor, subject=own, data={"channel_id": channel.pk, "change": "claimed"})
    if own == imported:
        return
    if imported.channels.live().exists():
        data = {"channel_id": channel.pk, "change": "removed"}
        record("creators.channel_changed", actor=actor, subject=imported, data=data)
    else:
        removal.remove(actor=SYSTEM, creator=imported)
