"""Files and batches of this corner."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import Permission

from creators.actions import imports
from creators.models import Channel, Creator, ImportBatch, Measurement
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.taxonomy.models import Platform
from tests.factories.accounts import PersonFactory

HEADER = "username,name,category,followers,following,country,bio\n"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def rosa(db):
    """Staff who may import."""
    person = PersonFactory(staff=True, email="rosa@example.org", uses_creator_side=False)
    person.user_permissions.add(Permission.objects.get(codename="import_creators"))
    return person


def bring(
    text: str, *, actor: Any = SYSTEM, dry_run: bool = False, platform: str = "tiktok", run: bool = True, **options: Any
) -> ImportBatch:
    """Take a file, confirm what was guessed, and read it."""
    options.setdefault("source", "Agency")
    row = Platform.objects.filter(code=platform).first()
    batch = imports.take(actor=actor, file=io.BytesIO(text.encode()), name="list.csv", platform=row, **options)
    mapping = {int(at): code for at, code in batch.mapping.items()}
    batch = imports.confirm(actor=actor, batch=batch, mapping=mapping, platform=row, as_of=batch.as_of, dry_run=dry_run)
    if run:
        jobs.run(batch.job_id)
    batch.refresh_from_db()
    return batch


def tally(batch: ImportBatch) -> tuple[int, ...]:
    """(read, created, updated, unchanged, refused)."""
    return tuple(batch.counts[name] for name in ("read", "created", "updated", "unchanged", "refused"))


def world() -> tuple[int, int, int]:
    """How many creators, channels and measurements there are."""
    return Creator.objects.count(), Channel.objects.count(), Measurement.objects.count()
