"""Minimum fees become round amounts: each one the next that is at least as large, so that nobody is offered less."""

from django.db import migrations

ROUND, SMALLEST = (10, 15, 20, 30, 50, 70, 100), 100


def at_least(minor):
    if minor <= SMALLEST:
        return SMALLEST
    power = 10 ** (len(str(minor)) - 2)
    return min(step * power for step in ROUND if step * power >= minor)


def round_up(apps, schema_editor):
    creators = apps.get_model("creators", "Creator").objects.using(schema_editor.connection.alias)
    named = creators.filter(minimum_fee_minor__isnull=False)
    for minor in named.order_by().values_list("minimum_fee_minor", flat=True).distinct():
        if at_least(minor) != minor:
            named.filter(minimum_fee_minor=minor).update(minimum_fee_minor=at_least(minor))


class Migration(migrations.Migration):
    dependencies = [("creators", "0005_posts")]

    operations = [migrations.RunPython(round_up, migrations.RunPython.noop)]
