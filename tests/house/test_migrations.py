"""Models and migrations agree, and every migration can be undone or says why not."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader

OURS = {
    config.label for config in apps.get_app_configs() if config.name.startswith(("marketplace", "creators", "brands"))
}


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_data_and_sql_steps_can_be_reversed():
    loader = MigrationLoader(connection)
    ours = {key: migration for key, migration in loader.disk_migrations.items() if key[0] in OURS}
    assert len(ours) > 5
    stuck = [
        f"{app}.{name}: {operation}"
        for (app, name), migration in ours.items()
        for operation in migration.operations
        if isinstance(operation, migrations.RunPython | migrations.RunSQL) and not operation.reversible
    ]
    assert stuck == []


def test_append_only_tables_are_what_we_think():
    grants = import_module("marketplace.core.grants")
    assert "activity_event" in grants.append_only_tables()
