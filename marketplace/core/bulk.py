"""Many new rows in one statement: COPY, with ids taken from the sequence first so that children can point at them."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.utils import timezone


def copy_in(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[int]:
    """Insert `rows` (values of `columns`, by attribute name) and return their ids, in order.

    Columns not named get their default, made anew for each row if it is callable. Checks and foreign keys hold as
    always; signals and `save()` do not run.
    """
    listed = list(rows)
    if not listed:
        return []
    rest = [field for field in _stored(model) if field.attname not in columns]
    made = [field for field in rest if _is_made_anew(field)]
    constant = [field for field in rest if field not in made]
    same = [_constant(field) for field in constant]
    ids = _take_ids(model, len(listed))
    names = ["id", *columns, *(field.attname for field in (*made, *constant))]
    adapt = [_adapter(model._meta.get_field(name.removesuffix("_id"))) for name in columns]
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(quote(_column(model, name)) for name in names)})"
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for pk, row in zip(ids, listed, strict=True):
            values = [value if make is None else make(value) for make, value in zip(adapt, row, strict=True)]
            copy.write_row([pk, *values, *(field.get_default() for field in made), *same])
    return ids


def _stored(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]


def _column(model: type[models.Model], name: str) -> str:
    return next(field.column or "" for field in model._meta.concrete_fields if field.attname == name)


def _is_made_anew(field: models.Field) -> bool:
    return field.has_default() and callable(field.default) and field.default not in (list, dict)


def _constant(field: models.Field) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return timezone.now()
    adapt, value = _adapter(field), field.get_default()
    return value if adapt is None else adapt(value)


def _adapter(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else json.dumps(value, ensure_ascii=False)
    return None


def _take_ids(model: type[models.Model], count: int) -> list[int]:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [row[0] for row in cursor.fetchall()]
