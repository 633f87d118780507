"""Settings shared by every mode. What differs stands in demo.py, test.py and production.py."""

import os
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from psycopg.conninfo import conninfo_to_dict

from marketplace.settings.api import *
from marketplace.settings.desk import *
from marketplace.settings.sign_in import *
from marketplace.settings.sign_in import SIGN_IN_APPS, SOCIAL_FORM_TARGETS

BASE_DIR = Path(__file__).resolve().parents[2]


def database(url: str) -> dict[str, Any]:
    """Django's form of a libpq address (unix sockets and TLS options included)."""
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
REDIS_URL = os.environ.get("REDIS_URL", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # core first: its migrate command wraps Django's
    "marketplace.core",
    # the admin's look must come before the admin
    "unfold.apps.BasicAppConfig",
    "marketplace.core.desk_config.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "django_countries",
    "django_htmx",
    "heroicons",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    *SIGN_IN_APPS,
    # the house, ground floor first
    "marketplace.taxonomy",
    "marketplace.activity",
    "marketplace.accounts",
    "marketplace.notifications",
    "marketplace.eligibility",
    "creators",
    "brands",
    "marketplace.programmes",
    "marketplace.cohorts",
    "marketplace.deals",
    "marketplace.exposure",
    "marketplace.learning",
    "marketplace.matching",
    "marketplace.rosters",
    "marketplace.lookalikes",
    "marketplace.pages",
    "marketplace.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "marketplace.core.middleware.RequestId",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "marketplace.accounts.middleware.PersonLocale",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "marketplace.accounts.middleware.StaffSecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "marketplace.core.middleware.DomainErrors",
    "marketplace.core.after.AfterAnswer",
]

ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "marketplace.pages.navigation.navigation",
                "marketplace.notifications.context.bell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "marketplace.core.templatetags.ui",
                "marketplace.core.templatetags.formats",
                "marketplace.core.templatetags.charts",
                "marketplace.core.templatetags.answers",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "accounts.Person"

LANGUAGE_CODE = "en"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
# How long a process trusts the labels it has read of niches, styles and platforms (None: for good).
TAXONOMY_LABELS_SECONDS: int | None = 300
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
# Django's English is American; `core/days.py` says why ours writes the day first.
FORMAT_MODULE_PATH = "marketplace.core.formats"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_URL = "media/"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", BASE_DIR / "media"))
#: Where the columns that matching reads are kept as files, for all processes of a host; empty: in no file.
MATCHING_SNAPSHOTS = os.environ.get("MATCHING_SNAPSHOTS", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# No inline script or style, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *SOCIAL_FORM_TARGETS],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    },
}

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL},
}

#: How match runs are cut: what one step decides and stores at most; into how many shards of the campaigns (jobs that
#: several workers share) a run of more than MATCHING_SHARD_PAIRS pairs is divided, and these into how many ranges of
#: creators (docs/decisions/0036).
MATCHING_CAMPAIGNS_A_STEP = int(os.environ.get("MATCHING_CAMPAIGNS_A_STEP", "200"))
MATCHING_PAIRS_A_STEP = int(os.environ.get("MATCHING_PAIRS_A_STEP", "200000000"))
MATCHING_SHARDS = int(os.environ.get("MATCHING_SHARDS", "4"))
MATCHING_RANGES = int(os.environ.get("MATCHING_RANGES", "1"))
MATCHING_SHARD_PAIRS = int(os.environ.get("MATCHING_SHARD_PAIRS", "50000000"))

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "nudge jobs that stand still": {"task": "core.nudge_standing_jobs", "schedule": 5.0},
    "forget old answers": {"task": "core.enqueue_job", "schedule": 3600.0, "args": ["core.forget_kept_answers"]},
    # Compares what was kept up to date with a full computation, then begins the day's epoch.
    "compare and renew the matches": {
        "task": "core.enqueue_job",
        "schedule": crontab(hour=0, minute=10),
        "args": ["matching.compare"],
    },
    "count who was shown": {
        "task": "core.enqueue_job",
        "schedule": crontab(hour=0, minute=40),
        "args": ["exposure.count"],
    },
    # A day begins somewhere every quarter of an hour: birthdays, dates of rules, figures that grow old.
    "look at standings that are due": {
        "task": "core.enqueue_job",
        "schedule": crontab(minute="*/15"),
        "args": ["programmes.due"],
    },
    "compare the standings": {
        "task": "core.enqueue_job",
        "schedule": crontab(hour=1, minute=40),
        "args": ["programmes.compare"],
    },
}
CELERY_TIMEZONE = "UTC"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "marketplace.core.staticfiles.JoinedStaticFilesStorage"},
}
STORAGES_DEVELOPMENT = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DEMO = False
# Before staff set the fairness parameters: how many of 10,000 places the declared chance swaps.
EXPOSURE_FIRST_SWAP_BP = 300
# Who runs this installation, for the privacy and legal pages: OPERATOR_NAME, OPERATOR_ADDRESS and so on.
OPERATOR = {
    key: os.environ[f"OPERATOR_{key.upper()}"]
    for key in ("name", "address", "registration", "email", "host")
    if os.environ.get(f"OPERATOR_{key.upper()}")
}
# The role that serves requests and runs jobs; migrations run as the owner and grant it its rights.
RUNTIME_ROLE = os.environ.get("DATABASE_RUNTIME_ROLE", "entente_app")
