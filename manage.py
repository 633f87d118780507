#!/usr/bin/env python
"""Django's commands, on the configured servers or, where none are, on embedded ones under .local/."""

import contextlib
import os
import sys
from pathlib import Path

from marketplace.core import catalogues, embedded

# These change the schema or load whole tables: they connect as the role that owns it.
OWNER_COMMANDS = {"migrate", "sqlmigrate", "showmigrations", "backup", "restore"}
# These need no server at all.
OFFLINE_COMMANDS = {"help", "makemessages", "compilemessages", "version", "--version", "--help"}


def execute() -> None:
    """Run the command line with the role the command needs."""
    from django.core.management import execute_from_command_line

    # Words are kept as text and read compiled. Where the directory may not be written, the image came with both.
    with contextlib.suppress(OSError):
        catalogues.compile_stale(Path(__file__).resolve().parent / "locale")
    if sys.argv[1:2] and sys.argv[1] in OWNER_COMMANDS and os.environ.get("DATABASE_OWNER_URL"):
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
    execute_from_command_line(sys.argv)


def main() -> None:
    """Start what is missing, then run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.demo")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in OFFLINE_COMMANDS or not embedded.missing():
        execute()
        return
    with embedded.servers(Path(os.environ.get("ENTENTE_LOCAL", ".local"))) as environment:
        os.environ.update(environment)
        execute()


if __name__ == "__main__":
    main()
