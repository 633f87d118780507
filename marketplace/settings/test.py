"""Settings of the test suite: real PostgreSQL and Valkey of its own, fast password hashing, mail kept in memory."""

from marketplace.settings import logs
from marketplace.settings.base import *
from marketplace.settings.base import BASE_DIR, STORAGES_DEVELOPMENT

DEMO = False
DEBUG = False
SECRET_KEY = "test-only-key"  # noqa: S105
ALLOWED_HOSTS = ["*"]
STORAGES = STORAGES_DEVELOPMENT
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = BASE_DIR / ".local" / "test" / "media"
LOGGING = logs.configure(json=False, level="ERROR")
