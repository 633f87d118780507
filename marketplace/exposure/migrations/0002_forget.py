"""The one way in which the log shrinks: a function of the owner that removes nothing younger than 13 months."""

from django.db import migrations

FORGET = """
CREATE FUNCTION exposure_forget() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM exposure_impression WHERE id IN (
            SELECT id FROM exposure_impression WHERE at < now() - interval '13 months' LIMIT 50000
        ) RETURNING 1
    )
    SELECT count(*) FROM gone
$$
"""


class Migration(migrations.Migration):
    dependencies = [("exposure", "0001_initial")]

    operations = [migrations.RunSQL(FORGET, "DROP FUNCTION exposure_forget()")]
