"""Telling people, and their having read it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from marketplace.accounts.models import Person
from marketplace.notifications.jobs import SEND_EMAIL
from marketplace.notifications.kinds import kind_of
from marketplace.notifications.models import Notice
from marketplace.notifications.queries import wishes_of


def notify(*, person: Person, verb: str, data: dict[str, Any], key: str) -> Notice:
    """Tell a person once per key, as they wish to be told. Part of the caller's transaction.

    `data` holds JSON facts and codes for the kind's texts. Raises KeyError if no room declared the verb.
    """
    wish = wishes_of(person, kind_of(verb))
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(
            person=person,
            key=key,
            defaults={"verb": verb, "data": data, "in_app": wish.in_app, "by_email": wish.by_email},
        )
        if is_new and wish.by_email:
            SEND_EMAIL.enqueue(key=str(notice.pk), notice_id=notice.pk)
    return notice


def mark_read(*, actor: Person, notice: Notice) -> Notice:
    """Remember that the person has seen it; the first time counts. Raises LookupError if it is somebody else's."""
    if notice.person_id != actor.pk:
        raise LookupError("this notice is not the actor's")
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at", "updated_at"])
    return notice


def mark_all_read(*, actor: Person) -> int:
    """Mark everything in one's list as read; return how many were not."""
    now = timezone.now()
    return Notice.objects.unread().filter(person=actor).update(read_at=now, updated_at=now)
