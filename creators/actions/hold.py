"""How every action on a profile begins (policy, lock) and ends (still fit to be shown)."""

from django.utils.translation import gettext as _

from creators.enums import CreatorState
from creators.models import Channel, Creator
from creators.policies import Actor, require_may_edit
from creators.queries.completeness import completeness_of
from marketplace.core.errors import DomainError


class NotComplete(DomainError):
    """The profile lacks something it must show. `missing` are the codes of the items."""

    def __init__(self, message: str, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(message)


class ChannelRemoved(DomainError):
    """The channel was removed."""


def hold(actor: Actor, creator: Creator) -> Creator:
    """The profile's row, locked until the transaction ends, if the actor may edit it. Raises a Refused."""
    row = Creator.objects.select_for_update(of=("self",)).select_related("person").get(pk=creator.pk)
    require_may_edit(actor, row)
    return row


def hold_channel(actor: Actor, channel: Channel) -> Channel:
    """The channel's row, locked after its profile's. Raises a Refused, or ChannelRemoved."""
    creator = hold(actor, channel.creator)
    row = Channel.objects.select_for_update(of=("self",)).select_related("platform").get(pk=channel.pk)
    if row.removed_at is not None:
        raise ChannelRemoved(_("This channel was removed."))
    row.creator = creator
    return row


def require_still_complete(creator: Creator) -> None:
    """Undo (by raising NotComplete) a change that takes something required from a published profile."""
    if creator.state != CreatorState.PUBLISHED:
        return
    missing = completeness_of(creator).missing
    if missing:
        raise NotComplete(
            _("A published profile needs this: %(what)s. Pause or unpublish it first, or put something in its place.")
            % {"what": " · ".join(item.label for item in missing)},
            [item.code for item in missing],
        )
