"""Settings of the test suite: real PostgreSQL and Valkey of its own, fast password hashing, mail kept in memory."""

import os
from pathlib import Path

from marketplace.settings import logs
from marketplace.settings.base import *
from marketplace.settings.base import BASE_DIR, STORAGES_DEVELOPMENT

DEMO = False
DEBUG = False
SECRET_KEY = "test-only-key"  # noqa: S105
ALLOWED_HOSTS = ["*"]
STORAGES = STORAGES_DEVELOPMENT
WHITENOISE_USE_FINDERS = True
# Orders that a test compares are not left to chance.
EXPOSURE_FIRST_SWAP_BP = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", BASE_DIR / ".local" / "test" / "media"))
# Read once, before the first test, so that the queries of a page are the same in any order of tests.
TAXONOMY_LABELS_SECONDS = None
# Every test comes from one address; the limits by address are wide, those by person are the product's own.
ACCOUNT_RATE_LIMITS = {
    "login": "10000/m/ip",
    "signup": "10000/m/ip",
    "login_failed": "10000/m/ip,5/300s/key",
    "reset_password": "10000/m/ip,5/m/key",
    "reset_password_from_key": "10000/m/ip",
}
LOGGING = logs.configure(json=False, level="ERROR")
