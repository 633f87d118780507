"""Forgetting impressions after 13 months.

The role that serves the product may not delete from the log. What it may do is call one function of the database's
owner, which takes no argument and removes nothing younger than `KEPT_MONTHS`.
"""

from django.db import connection


def forget_some() -> int:
    """Remove up to 50,000 impressions that are older than 13 months, the oldest first; how many they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT exposure_forget()")
        return int(cursor.fetchone()[0])
