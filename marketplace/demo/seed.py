"""The demo's data: made-up creators, brands and campaigns, and people one can sign in as."""

import os
import shutil

import psycopg
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

from marketplace.accounts.models import Person
from marketplace.activity.record import SYSTEM
from marketplace.core.embedded import RUNTIME
from marketplace.demo import brands, cohorts, contacts, creators, people, rosters
from marketplace.matching.actions import runs

PASSWORD = people.PASSWORD
OWNER = "owner@demo.entente.example"
SIGN_INS = {
    "alma@demo.entente.example": "creator, with a published profile",
    "noam@demo.entente.example": "creator, at the start",
    OWNER: "owner of the brand Maison Lavande",
    "viewer@demo.entente.example": "viewer of the same brand",
    "staff@demo.entente.example": "staff, with every right in the admin",
    "approver@demo.entente.example": "a second person of staff, who approves what the first proposes",
}


class NotOurs(RuntimeError):
    """The database holds people, and they are not the demo's."""


def is_needed() -> bool:
    """True until the demo's data are there. Raises NotOurs where other people are."""
    if Person.objects.filter(email__in=SIGN_INS).exists():
        return False
    if Person.objects.exists():
        raise NotOurs("This database holds people who are not the demo's: it is left alone. Choose an empty one.")
    return True


@transaction.atomic
def run(*, scale: int) -> None:
    """Make everything up, `scale` creators among it; the same numbers every time."""
    cast = people.make(SIGN_INS)
    brands.make(owner=cast["owner"], viewer=cast["viewer"], staff=cast["staff"])
    creators.make(count=scale, published=cast["alma"])
    contacts.make(owner=cast["owner"], invited=cast["alma"])
    cohorts.make(owner=cast["owner"], member=cast["alma"], juror=cast["noam"])


def match() -> None:
    """Match one campaign, for the roster that is built from it, and ask for the first run over all; the workers do that
    and choose the roster as soon as they are up."""
    rosters.make(owner=Person.objects.get(email=OWNER))
    runs.start(actor=SYSTEM)


def throw_away() -> None:
    """Empty the demo's own database, broker and files. Raises NotOurs for any other."""
    if not settings.DEMO:
        raise NotOurs("Only the demo's data may be thrown away.")
    if Person._meta.db_table in connection.introspection.table_names():
        is_needed()
    connection.close()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("DROP SCHEMA public CASCADE")
        owner.execute("CREATE SCHEMA public")
        owner.execute(f"GRANT USAGE ON SCHEMA public TO {RUNTIME}")
    cache.clear()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
