"""Noting that creators changed, in an order everybody agrees on."""

from collections.abc import Iterable

from django.db import connection, transaction

from marketplace.matching.models import Change

LOCK = 7_021_001


@transaction.atomic
def note(creators: Iterable[int | None]) -> None:
    """Note that these creators changed (None: many did). Until the caller commits nobody else can note anything, so
    numbers become visible in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    Change.objects.bulk_create([Change(creator_id=creator) for creator in creators])
