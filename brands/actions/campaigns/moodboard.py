"""Pictures that show what a brand has in mind."""

from django.db import transaction
from django.utils.translation import gettext as _

from brands import policies
from brands.actions.campaigns.states import WrongState, hold
from brands.enums import CampaignState
from brands.models import Campaign, MoodboardPicture
from marketplace.accounts.policies import Actor
from marketplace.activity.record import record
from marketplace.core import pictures
from marketplace.core.errors import DomainError

MOST_PICTURES = 12


class TooManyPictures(DomainError):
    """The moodboard is full."""


def add_picture(*, actor: Actor, campaign: Campaign, picture: pictures.Picture, caption: str = "") -> MoodboardPicture:
    """Pin a decoded picture. Raises Refused, WrongState, TooManyPictures."""
    with transaction.atomic():
        row = _open(actor, campaign)
        if row.moodboard.count() >= MOST_PICTURES:
            raise TooManyPictures(
                _("A moodboard holds %(count)d pictures. Remove one first.") % {"count": MOST_PICTURES}, field="picture"
            )
        name = picture.store()["medium"]
        pinned = MoodboardPicture.objects.create(campaign=row, picture=name, caption=caption.strip()[:160])
        record("brands.moodboard_changed", actor=actor, subject=row, data={"added": pinned.pk})
    return pinned


def remove_picture(*, actor: Actor, picture: MoodboardPicture) -> None:
    """Take a picture down; its file goes too unless a duplicated campaign shows it. Raises Refused, WrongState."""
    with transaction.atomic():
        row = _open(actor, picture.campaign)
        name = str(picture.picture)
        row.moodboard.filter(pk=picture.pk).delete()
        if not MoodboardPicture.objects.filter(picture=name).exists():
            pictures.discard(name)
        record("brands.moodboard_changed", actor=actor, subject=row, data={"removed": picture.pk})


def _open(actor: Actor, campaign: Campaign) -> Campaign:
    row = hold(campaign)
    policies.require_campaign_role(actor, row.brand)
    if row.state == CampaignState.CLOSED:
        raise WrongState(_("This campaign is closed; duplicate it to start again."))
    return row
