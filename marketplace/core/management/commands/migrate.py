"""migrate, followed by the rights of the runtime role."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

from marketplace.core import grants


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        connection = connections[options["database"]]
        if not options.get("plan") and not options.get("check_unapplied"):
            grants.apply(connection, settings.RUNTIME_ROLE)
