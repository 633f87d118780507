"""What the creator is shown beside the verdict, and the nightly comparisons."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("programmes", "0002_keep_what_decided")]

    operations = [
        migrations.CreateModel(
            name="StandingComparison",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("creators", models.PositiveIntegerField()),
                ("standings", models.PositiveBigIntegerField()),
                ("differences", models.JSONField(default=list)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "comparison of standings",
                "verbose_name_plural": "comparisons of standings",
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="standingchange",
            name="grace_until",
            field=models.DateField(blank=True, null=True, verbose_name="grace until"),
        ),
        # Nothing was shown before: the default fills no row.
        migrations.AddField(
            model_name="standingchange",
            name="shown_outcome",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="outcome shown"),
            preserve_default=False,
        ),
    ]
