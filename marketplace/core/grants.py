"""The rights of the runtime role: rows yes, schema no, append-only tables append only.

What little of the schema it must change it asks for by functions of the owner (SECURITY DEFINER), which check first.
"""

from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from marketplace.core.embedded import RUNTIME
from marketplace.core.models import AppendOnly


def append_only_tables() -> list[str]:
    """The tables whose rows the runtime role may add and read only."""
    models = [model for model in apps.get_models() if issubclass(model, AppendOnly) and model._meta.managed]
    return sorted(model._meta.db_table for model in models)


def _functions_of_the_owner(cursor: Any) -> list[str]:
    """The signatures of the functions that act with the rights of whoever is connected now, the owner."""
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace "
        "AND proowner = current_user::regrole ORDER BY 1"
    )
    return [row[0] for row in cursor.fetchall()]


def apply(connection: BaseDatabaseWrapper, role: str = RUNTIME) -> None:
    """Give `role` exactly its rights on every table of the schema; connect as the owner. Safe to repeat."""
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM {name}, PUBLIC")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for function in _functions_of_the_owner(cursor):
            cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {name}")
        for table in append_only_tables():
            cursor.execute(f"REVOKE UPDATE, DELETE ON {connection.ops.quote_name(table)} FROM {name}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {name}")
