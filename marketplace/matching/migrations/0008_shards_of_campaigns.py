"""Large runs are divided by campaigns, and by buckets of creators only where these are too many for one host."""

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q

BUCKETS = 256


def forget_shares(apps, schema_editor):
    """Only one shard a first bucket can stay. Those of runs that have ended are history; end runs before going back."""
    shards = apps.get_model("matching", "RunShard").objects.using(schema_editor.connection.alias)
    shards.filter(residue__gt=0).delete()
    ranges = shards.filter(run=OuterRef("run"), stop__lt=BUCKETS)
    shards.filter(Exists(ranges), first=0, stop=BUCKETS).delete()


class Migration(migrations.Migration):
    dependencies = [("matching", "0007_tallies_in_pieces")]

    operations = [
        migrations.AddField(
            "runshard", "modulus", models.PositiveSmallIntegerField(default=1, verbose_name="modulus of campaigns")
        ),
        migrations.AddField(
            "runshard", "residue", models.PositiveSmallIntegerField(default=0, verbose_name="residue of campaigns")
        ),
        migrations.AlterModelOptions(
            "runshard",
            {
                "ordering": ["run", "residue", "first", "stop"],
                "verbose_name": "shard of a run",
                "verbose_name_plural": "shards of a run",
            },
        ),
        migrations.RemoveConstraint("runshard", "one_shard_a_bucket"),
        migrations.AddConstraint(
            "runshard",
            models.UniqueConstraint(fields=["run", "residue", "first", "stop"], name="one_shard_of_each"),
        ),
        migrations.AddConstraint(
            "runshard", models.CheckConstraint(condition=Q(residue__lt=F("modulus")), name="shard_has_campaigns")
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_shares),
    ]
