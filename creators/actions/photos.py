"""Photos of a creator. The first is the portrait."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from creators.actions.hold import hold, require_still_complete
from creators.models import Creator, Photo
from creators.policies import Actor
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid
from marketplace.core.pictures import Picture, discard

MOST_PHOTOS = 8


class TooManyPhotos(DomainError):
    """A profile shows a limited number of photos."""


@transaction.atomic
def add(*, actor: Actor, creator: Creator, picture: Picture, alt_text: str = "") -> Photo:
    """Put a photo at the end. Raises TooManyPhotos, Invalid or a Refused."""
    row = hold(actor, creator)
    positions = list(row.photos.values_list("position", flat=True))
    if len(positions) >= MOST_PHOTOS:
        raise TooManyPhotos(_("A profile shows at most %(most)d photos. Remove one first.") % {"most": MOST_PHOTOS})
    if len(alt_text) > 160:
        raise Invalid({"alt_text": _("Describe the photo in at most 160 characters.")})
    photo = Photo.objects.create(
        creator=row,
        position=max(positions, default=-1) + 1,
        alt_text=alt_text.strip(),
        width=picture.width,
        height=picture.height,
        **picture.store(),
    )
    _record(actor, row)
    return photo


@transaction.atomic
def remove(*, actor: Actor, photo: Photo) -> None:
    """Delete a photo and its files. Raises NotComplete if it is the last of a published profile, or a Refused."""
    row = hold(actor, photo.creator)
    current = Photo.objects.filter(pk=photo.pk, creator=row).first()
    if current is None:
        return
    names = [current.small.name, current.medium.name, current.large.name]
    current.delete()
    require_still_complete(row)
    discard(*names)
    _record(actor, row)


@transaction.atomic
def reorder(*, actor: Actor, creator: Creator, order: Sequence[uuid.UUID]) -> None:
    """Show the photos in this order (public ids, each exactly once). Raises Invalid or a Refused."""
    row = hold(actor, creator)
    photos = {photo.public_id: photo for photo in row.photos.all()}
    if sorted(order) != sorted(photos):
        raise Invalid({"order": _("The photos have changed meanwhile. Look again and repeat the move.")})
    for position, public_id in enumerate(order):
        photos[public_id].position = position
    Photo.objects.bulk_update(photos.values(), ["position"])
    _record(actor, row)


def _record(actor: Actor, creator: Creator) -> None:
    record("creators.profile_changed", actor=actor, subject=creator, data={"fields": ["photos"]})
