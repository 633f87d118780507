"""The Celery application: queues and beat come from settings, bodies from each room's tasks.py."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.demo")

app = Celery("entente")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Celery must not replace the logging that settings set up."""


@worker_init.connect
def read_ahead(**_: Any) -> None:
    """Read creators and campaigns, and compile, before processes are forked: they share it, and no job waits for it. A
    database that does not answer stops nothing: jobs then read when they are run."""
    import structlog
    from django.core.cache import caches
    from django.db import connections

    from marketplace.matching.snapshot import books, current

    try:
        current.read_ahead()
        books.read_ahead()
    except Exception:
        structlog.get_logger(__name__).warning("could not read ahead", step="worker", exc_info=True)
    # A connection belongs to one process.
    connections.close_all()
    caches.close_all()
