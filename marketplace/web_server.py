"""How gunicorn serves: `gunicorn --config python:marketplace.web_server marketplace.wsgi`; its command line wins.

The application is loaded once, in the first process, with everything that pages read ahead; the workers are forked from
it. So the first visitor of a worker waits for nothing, and the workers share the memory. New code needs a restart: a
reload (HUP) keeps what was loaded.
"""

import gc
import os
from typing import Any

import structlog

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True

log = structlog.get_logger(__name__)


def when_ready(server: Any) -> None:
    """Called once, after the application is loaded and before the first worker is forked. A database that does not
    answer stops nothing: the workers then read when they are asked."""
    from django.core.cache import caches
    from django.db import connections

    for step in (read_templates, read_addresses, read_words, read_creators):
        try:
            step()
        except Exception:
            log.warning("could not read ahead", step=step.__name__, exc_info=True)
    # A connection belongs to one process.
    connections.close_all()
    caches.close_all()
    # What is there now stays: the collector of a worker neither looks through it nor copies its pages.
    gc.collect()
    gc.freeze()


def read_templates() -> None:
    """Compile every template of ours; the engine keeps them."""
    from django.conf import settings
    from django.template.loader import get_template

    root = settings.BASE_DIR / "templates"
    for path in sorted(root.rglob("*.html")):
        get_template(str(path.relative_to(root)))


def read_addresses() -> None:
    """Import every view; addresses and catalogues are kept for each language."""
    from django.conf import settings
    from django.urls import reverse
    from django.utils.translation import override

    from marketplace.taxonomy.locales import country_choices, currency_choices, language_choices

    for code, _name in settings.LANGUAGES:
        with override(code):
            reverse("pages:home")
            country_choices(), currency_choices(), language_choices()


def read_words() -> None:
    """The labels of niches, styles, kinds and platforms."""
    from marketplace.taxonomy import labels

    labels.load()


def read_creators() -> None:
    """The columns that rules are tried on while a campaign is written, and the compiled loops that go through them."""
    from marketplace.matching.snapshot import current

    current.read_ahead()
