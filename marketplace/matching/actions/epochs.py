"""When the tables that scores refer to are frozen anew."""

from django.db import connection, transaction

from marketplace.matching.engine import count, freeze
from marketplace.matching.models import Epoch
from marketplace.matching.snapshot import current

LOCK = 7_021_002


def ensure() -> Epoch:
    """Today's epoch: the newest if it is of today, otherwise a new one."""
    newest = Epoch.objects.first()
    if newest is not None and newest.as_of >= current.today():
        return newest
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        newest = Epoch.objects.first()
        return newest if newest is not None and newest.as_of >= current.today() else begin()


def begin() -> Epoch:
    """Freeze the tables from the creators of this moment; the day is today."""
    columns = current.columns()
    epoch = Epoch.objects.create(
        as_of=current.today(), cohorts=freeze(columns).to_json(), counts=count(columns).to_json()
    )
    transaction.on_commit(lambda: current.begin(epoch))
    return epoch
