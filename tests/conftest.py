"""The database, the role it is used with, and the small named cast."""

import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.signals import connection_created
from django.test import TransactionTestCase

#: Tables that a migration or the loaders fill once: a test that commits does not lose them.
REFERENCE_PREFIXES = (
    "taxonomy_",
    "django_content_type",
    "django_migrations",
    "auth_permission",
    "auth_group",
)


#: A busy machine is no finding: examples take the time they take.
hypothesis.settings.register_profile("entente", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("entente")


def pytest_configure(config: pytest.Config) -> None:
    use_own_broker(getattr(config, "workerinput", {}).get("workerid", "gw0"))
    # The owner makes the test database; `act_as_runtime` then steps down for everything else.
    owner = os.environ.get("DATABASE_OWNER_URL")
    if owner and hasattr(settings, "DATABASES"):
        from marketplace.settings.base import database

        settings.DATABASES["default"].update({"USER": database(owner)["USER"], "PASSWORD": database(owner)["PASSWORD"]})


def use_own_broker(worker: str) -> None:
    """Each of several test processes has a numbered database of the broker for itself."""
    if url := os.environ.get("REDIS_URL"):
        url = f"{url.rsplit('/', 1)[0]}/{int(worker.removeprefix('gw')) % 16}"
        os.environ["REDIS_URL"] = settings.REDIS_URL = settings.CELERY_BROKER_URL = url
        settings.CACHES["default"]["LOCATION"] = url


def act_as_runtime(sender: Any, connection: Any, **_: Any) -> None:
    """Every connection of the tests has the rights of the product's own role, so a forbidden write fails here too."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.RUNTIME_ROLE}")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    from django.test.utils import setup_databases, teardown_databases

    from marketplace.core import grants

    suffix = getattr(request.config, "workerinput", {}).get("workerid", "")
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_entente_{suffix or 'main'}"
    connections["default"].settings_dict["TEST"]["NAME"] = f"test_entente_{suffix or 'main'}"
    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False, keepdb=request.config.getvalue("reuse_db"))
        grants.apply(connection)
        load_reference_data()
        connection.close()
        connection_created.connect(act_as_runtime)
    yield
    with django_db_blocker.unblock():
        connection_created.disconnect(act_as_runtime)
        connection.close()
        if not request.config.getvalue("reuse_db"):
            teardown_databases(databases, verbosity=0)


def load_reference_data() -> None:
    """What every installation has from its first start."""
    from django.core.management import get_commands

    if "load_taxonomy" in get_commands():
        call_command("load_taxonomy", verbosity=0)

    from marketplace.taxonomy import labels

    labels.load()


def empty_tables(self: TransactionTestCase) -> None:
    """Empty what a committing test wrote: as the owner (the runtime role may not truncate), keeping reference data."""
    connection.close()
    params = {**connection.get_connection_params()}
    names = {"dbname", "user", "password", "host", "port"}
    with psycopg.connect(**{key: value for key, value in params.items() if key in names}) as owner:
        tables = [row[0] for row in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        written = [f'"{table}"' for table in tables if not table.startswith(REFERENCE_PREFIXES)]
        owner.execute(f"TRUNCATE {', '.join(written)} RESTART IDENTITY CASCADE")


TransactionTestCase._fixture_teardown = empty_tables  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _columns_of_this_test() -> Iterator[None]:
    """Matching keeps what it read in the process; each test has a database of its own."""
    from marketplace.matching.snapshot import current

    current.forget()
    yield
    current.forget()
