"""Large runs are divided by buckets of creators into shards; what they come to waits in a partitioned table."""

import zlib

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

TABLE = """
CREATE SEQUENCE matching_partialresult_number;
CREATE TABLE matching_partialresult (
    id bigint NOT NULL DEFAULT nextval('matching_partialresult_number'),
    generation bigint NOT NULL,
    campaign_id bigint NOT NULL,
    first smallint NOT NULL,
    stop smallint NOT NULL,
    version integer NOT NULL,
    rules varchar(64) NOT NULL,
    seen bigint NOT NULL,
    criteria text[] NOT NULL,
    tally bytea NOT NULL,
    pairs bytea NOT NULL,
    ranked smallint NOT NULL,
    CONSTRAINT one_partial_a_shard PRIMARY KEY (generation, campaign_id, first)
) PARTITION BY LIST (generation);
ALTER SEQUENCE matching_partialresult_number OWNED BY matching_partialresult.id;
-- What is written once and read once is not worth compressing.
ALTER TABLE matching_partialresult ALTER COLUMN tally SET STORAGE EXTERNAL, ALTER COLUMN pairs SET STORAGE EXTERNAL;
"""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION matching_open_generation(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE parent text; name text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['matching_match', 'matching_partialresult'] LOOP
        name := format('%s_g%s', parent, number);
        IF to_regclass(name) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)',
                           name, parent);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%s)', parent, name, number);
        END IF;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION matching_drop_generation(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '3s' AS $$
BEGIN
    IF number = 0 OR EXISTS (SELECT FROM matching_campaignresult WHERE generation = number) THEN
        RAISE EXCEPTION 'generation % is being read', number;
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS %I', format('matching_partialresult_g%s', number));
    EXECUTE format('DROP TABLE IF EXISTS %I', format('matching_match_g%s', number));
END $$;
"""
FUNCTIONS_BEFORE = """
CREATE OR REPLACE FUNCTION matching_open_generation(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text := format('matching_match_g%s', number);
BEGIN
    IF to_regclass(name) IS NULL THEN
        EXECUTE format('CREATE TABLE %I (LIKE matching_match INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
        EXECUTE format('ALTER TABLE matching_match ATTACH PARTITION %I FOR VALUES IN (%s)', name, number);
    END IF;
END $$;

CREATE OR REPLACE FUNCTION matching_drop_generation(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '3s' AS $$
BEGIN
    IF number = 0 OR EXISTS (SELECT FROM matching_campaignresult WHERE generation = number) THEN
        RAISE EXCEPTION 'generation % is being read', number;
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS %I', format('matching_match_g%s', number));
END $$;
"""


def recoded(code):
    """Every stored tally in another form, a few rows at a time."""

    def change(apps, schema_editor):
        results = apps.get_model("matching", "CampaignResult").objects.using(schema_editor.connection.alias)
        for result in results.only("tallies").iterator(chunk_size=100):
            if result.tallies:
                results.filter(pk=result.pk).update(tallies=code(bytes(result.tallies)))

    return change


PARTIAL = migrations.CreateModel(
    name="PartialResult",
    fields=[
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("generation", models.BigIntegerField()),
        ("first", models.PositiveSmallIntegerField()),
        ("stop", models.PositiveSmallIntegerField()),
        ("version", models.PositiveIntegerField()),
        ("rules", models.CharField(max_length=64)),
        ("seen", models.BigIntegerField()),
        ("criteria", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
        ("tally", models.BinaryField()),
        ("pairs", models.BinaryField()),
        ("ranked", models.PositiveSmallIntegerField()),
        (
            "campaign",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="brands.campaign",
            ),
        ),
    ],
    options={
        "constraints": [
            models.UniqueConstraint(fields=("generation", "campaign", "first"), name="one_partial_a_shard"),
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_whole_answers"), ("matching", "0005_matches_by_generation")]

    operations = [
        migrations.AddField("matchrun", "generation", models.BigIntegerField(null=True, verbose_name="generation")),
        migrations.CreateModel(
            name="RunShard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.PositiveSmallIntegerField(verbose_name="first bucket")),
                ("stop", models.PositiveSmallIntegerField(verbose_name="end of buckets")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished at")),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="core.job"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shards", to="matching.matchrun"
                    ),
                ),
            ],
            options={
                "verbose_name": "shard of a run",
                "verbose_name_plural": "shards of a run",
                "ordering": ["run", "first"],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "first"), name="one_shard_a_bucket"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("stop")), ("stop__lte", 256)),
                        name="shard_has_buckets",
                    ),
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(TABLE, "DROP TABLE matching_partialresult")], [PARTIAL]
        ),
        migrations.RunSQL(FUNCTIONS, FUNCTIONS_BEFORE),
        migrations.RunPython(recoded(lambda raw: zlib.compress(raw, 1)), recoded(zlib.decompress)),
    ]
