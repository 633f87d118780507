import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AddField("idempotencykey", "headers", models.JSONField(default=dict)),
        migrations.AlterField("idempotencykey", "status", models.PositiveSmallIntegerField()),
        migrations.AlterField(
            "idempotencykey",
            "created_at",
            models.DateTimeField(db_index=True, default=django.utils.timezone.now),
        ),
    ]
