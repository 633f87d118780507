from django.db import migrations, models


class Migration(migrations.Migration):
    # Apart from the change of the rows: a table with pending changes takes no constraint.

    dependencies = [
        ('creators', '0008_rights'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='usagerate',
            constraint=models.CheckConstraint(condition=models.Q(('territory', ''), _negated=True), name='usage_rate_has_a_territory'),
        ),
    ]
