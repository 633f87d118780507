"""The counts of a result by bucket are kept in pieces: a changed creator reads and writes one of them."""

import zlib

import django.contrib.postgres.fields
import numpy as np
from django.db import migrations, models

BUCKETS, OF_A_PIECE = 256, 16
#: A line counts creators by outcome, then by tier for each criterion.
OUTCOMES, TIERS = 7, 6


def into_pieces(apps, schema_editor):
    """From one compressed table of numbers in four bytes."""
    results = apps.get_model("matching", "CampaignResult").objects
    for result in results.only("tallies").iterator(chunk_size=100):
        if result.tallies:
            table = np.frombuffer(zlib.decompress(bytes(result.tallies)), "<i4").reshape(BUCKETS, -1)
            pieces = [packed(table[first : first + OF_A_PIECE]) for first in range(0, BUCKETS, OF_A_PIECE)]
            ends = [0, *np.cumsum([len(piece) for piece in pieces]).tolist()]
            results.filter(pk=result.pk).update(tallies=b"".join(pieces), tally_ends=ends)


def packed(table):
    """In two bytes where they hold every number, else in four."""
    return zlib.compress(table.astype("<u4" if table.max(initial=0) > 65_535 else "<u2").tobytes(), 1)


def into_one(apps, schema_editor):
    """Back again. Numbers are in two bytes where all of a piece are."""
    results = apps.get_model("matching", "CampaignResult").objects
    for result in results.only("tallies", "tally_ends", "criteria").iterator(chunk_size=100):
        if result.tally_ends:
            width = OUTCOMES + TIERS * len(result.criteria)
            edges = zip(result.tally_ends[:-1], result.tally_ends[1:], strict=True)
            raw = [zlib.decompress(bytes(result.tallies)[begin:end]) for begin, end in edges]
            tables = [np.frombuffer(one, "<u4" if len(one) > 2 * OF_A_PIECE * width else "<u2") for one in raw]
            table = np.concatenate(tables).astype("<i4")
            results.filter(pk=result.pk).update(tallies=zlib.compress(table.tobytes(), 1))


class Migration(migrations.Migration):
    dependencies = [("matching", "0006_shards_of_a_run")]

    operations = [
        migrations.AddField(
            "campaignresult",
            "tally_ends",
            django.contrib.postgres.fields.ArrayField(models.IntegerField(), default=list, size=None),
        ),
        migrations.RunPython(into_pieces, into_one),
        # A piece can be read without the others only where PostgreSQL does not try to compress them once more.
        migrations.RunSQL(
            "ALTER TABLE matching_campaignresult ALTER COLUMN tallies SET STORAGE EXTERNAL",
            "ALTER TABLE matching_campaignresult ALTER COLUMN tallies SET STORAGE EXTENDED",
        ),
    ]
