"""Large runs are divided by campaigns, and by buckets of creators only where these are too many for one host."""

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q

BUCKETS = 256


def add_merging(apps, schema_editor):
    """Runs under way were planned as ranges alone: each gets the shard that merges them, and its job if that waits."""
    alias = schema_editor.connection.alias
    runs = apps.get_model("matching", "MatchRun").objects.using(alias)
    shards = apps.get_model("matching", "RunShard").objects.using(alias)
    merges = apps.get_model("core", "Job").objects.using(alias).filter(name="matching.merge").exclude(state="done")
    for run in runs.filter(state="running", generation__isnull=False):
        shard = shards.create(run=run, first=0, stop=BUCKETS, job=merges.filter(payload={"run_id": run.pk}).first())
        merges.filter(pk=shard.job_id).update(payload={"shard_id": shard.pk})


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
        migrations.RunPython(add_merging, forget_shares),
    ]
