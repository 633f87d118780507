"""The posts of a channel: said one by one, or read from a file, row by row."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from creators.actions.hold import hold_channel
from creators.models import TRAITS, Channel, Post
from creators.policies import Actor
from creators.queries.profiles import today_of
from marketplace.activity.record import record
from marketplace.core.errors import Invalid

#: A channel keeps at most this many posts here.
MOST_POSTS = 2_000
MOST_VIEWS = 100_000_000_000
FIELDS = ("published_on", "views", "url", "title", "duration_s", *TRAITS)


@dataclass
class Report:
    """What became of a file: how many posts are new or brought up to date, and why rows were refused (by line)."""

    created: int = 0
    updated: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def save(*, actor: Actor, channel: Channel, post: Post | None = None, **values: Any) -> Post:
    """Add a post, or say something else of one. Fields are those of FIELDS. Raises Invalid or a Refused.

    A post with a link that is known already is brought up to date.
    """
    row = hold_channel(actor, channel)
    saved, _is_new = _write(row, post, values)
    _told(actor, row)
    return saved


@transaction.atomic
def remove(*, actor: Actor, post: Post) -> None:
    """Forget a post. Raises a Refused."""
    row = hold_channel(actor, post.channel)
    Post.objects.filter(pk=post.pk, channel=row).delete()
    _told(actor, row)


@transaction.atomic
def take_rows(*, actor: Actor, channel: Channel, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> Report:
    """Take the posts of a file, (line, fields) each; what cannot be is refused with its reason, the others stay."""
    row, report = hold_channel(actor, channel), Report()
    for line, values in rows:
        try:
            with transaction.atomic():
                is_new = _write(row, None, values)[1]
        except Invalid as error:
            report.refused.append((line, " ".join(message for found in error.errors.values() for message in found)))
            continue
        report.created, report.updated = report.created + is_new, report.updated + (not is_new)
    if report.created or report.updated:
        _told(actor, row)
    return report


def _write(channel: Channel, post: Post | None, values: Mapping[str, Any]) -> tuple[Post, bool]:
    today = today_of(channel.creator)
    errors = _errors(values, today)
    if errors:
        raise Invalid(errors)
    known = post or (Post.objects.filter(channel=channel, url=values["url"]).first() if values.get("url") else None)
    if known is None and channel.posts.count() >= MOST_POSTS:
        raise Invalid({"published_on": [_("A channel keeps at most %(count)s posts here.") % {"count": MOST_POSTS}]})
    given = {name: values[name] for name in FIELDS if name in values}
    saved = known or Post(channel=channel)
    for name, value in {**given, "counted_on": today}.items():
        setattr(saved, name, value)
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        raise Invalid({"url": [_("Another post of this channel has this link.")]}) from error
    return saved, known is None


def _errors(values: Mapping[str, Any], today: datetime.date) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    published = values.get("published_on")
    if not isinstance(published, datetime.date):
        errors["published_on"] = [_("Give the day it was published.")]
    elif published > today:
        errors["published_on"] = [_("This day is still to come.")]
    views = values.get("views")
    if views is not None and not 0 <= views <= MOST_VIEWS:
        errors["views"] = [_("This cannot be: give a number between 0 and %(largest)s.") % {"largest": MOST_VIEWS}]
    return errors


def _told(actor: Actor, channel: Channel) -> None:
    record("creators.posts_changed", actor=actor, subject=channel.creator, data={"channel_id": channel.pk})
