"""Bases of the models of every room."""

from django.db import models


class TimeStamped(models.Model):
    """When a row was made and last changed (UTC)."""

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class AppendOnly(models.Model):
    """A table of facts: rows are added, never changed or removed.

    `core.grants` withholds UPDATE, DELETE and TRUNCATE on it from the runtime role, so the database itself refuses.
    """

    class Meta:
        abstract = True
