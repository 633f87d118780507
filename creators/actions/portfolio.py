"""Pieces of work on a profile."""

from django.db import transaction
from django.utils.translation import gettext as _

from creators.actions.hold import hold
from creators.checks import Errors, link_errors
from creators.models import Creator, PortfolioItem
from creators.policies import Actor
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid
from marketplace.core.pictures import Picture, discard
from marketplace.taxonomy.models import Platform

MOST_ITEMS = 30


class TooManyItems(DomainError):
    """A portfolio holds a limited number of pieces."""


@transaction.atomic
def add(
    *,
    actor: Actor,
    creator: Creator,
    title: str,
    link: str = "",
    results: str = "",
    platform: Platform | None = None,
    picture: Picture | None = None,
) -> PortfolioItem:
    """Show a piece of work. Raises TooManyItems, Invalid or a Refused."""
    row = hold(actor, creator)
    if row.portfolio.count() >= MOST_ITEMS:
        raise TooManyItems(_("A portfolio holds at most %(most)d pieces.") % {"most": MOST_ITEMS})
    item = PortfolioItem(creator=row)
    _fill(item, title, link, results, platform, picture)
    _record(actor, row)
    return item


@transaction.atomic
def update(
    *,
    actor: Actor,
    item: PortfolioItem,
    title: str,
    link: str = "",
    results: str = "",
    platform: Platform | None = None,
    picture: Picture | None = None,
) -> PortfolioItem:
    """Say it anew; without a new picture the old one stays. Raises Invalid or a Refused."""
    row = hold(actor, item.creator)
    current = PortfolioItem.objects.select_for_update(of=("self",)).get(pk=item.pk, creator=row)
    _fill(current, title, link, results, platform, picture)
    _record(actor, row)
    return current


@transaction.atomic
def remove(*, actor: Actor, item: PortfolioItem) -> None:
    """Take a piece off the profile, picture included. Raises a Refused."""
    row = hold(actor, item.creator)
    current = PortfolioItem.objects.filter(pk=item.pk, creator=row).first()
    if current is None:
        return
    discard(current.picture.name)
    current.delete()
    _record(actor, row)


def _fill(
    item: PortfolioItem, title: str, link: str, results: str, platform: Platform | None, picture: Picture | None
) -> None:
    errors: Errors = link_errors("link", link)
    if not title.strip() or len(title) > 120:
        errors["title"] = [_("Give a title of at most 120 characters.")]
    if len(results) > 600:
        errors["results"] = [_("Tell the results in at most 600 characters.")]
    if errors:
        raise Invalid(errors)
    item.title, item.link, item.results, item.platform = title.strip(), link, results.strip(), platform
    if picture is not None:
        discard(item.picture.name)
        item.picture = picture.store()["medium"]
        item.picture_width, item.picture_height = picture.width, picture.height
    item.save()


def _record(actor: Actor, creator: Creator) -> None:
    record("creators.profile_changed", actor=actor, subject=creator, data={"fields": ["portfolio"]})
