"""Counting how often each person was shown over the last 28 whole days."""

import datetime

from django.db import connection, transaction

from marketplace.exposure.enums import Looker
from marketplace.exposure.models import Impression, PersonShown

WINDOW = datetime.timedelta(days=28)


@transaction.atomic
def count(until: datetime.date) -> int:
    """Replace the counts by those of the 28 days before `until` (exclusive, UTC); the number of people counted."""
    shown, seen = PersonShown._meta.db_table, Impression._meta.db_table
    end = datetime.datetime.combine(until, datetime.time(), datetime.UTC)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {shown}")  # noqa: S608
        cursor.execute(
            f"INSERT INTO {shown} (person_id, times, until) "  # noqa: S608
            f"SELECT i.person_id, count(*), %s FROM {seen} i JOIN accounts_person p ON p.id = i.person_id "
            "WHERE i.side = %s AND i.at >= %s AND i.at < %s GROUP BY i.person_id",
            [until, Looker.BRAND, end - WINDOW, end],
        )
        return cursor.rowcount
