"""Production: everything from the environment; a missing secret stops the start with its name."""

import os

from django.core.exceptions import ImproperlyConfigured

from marketplace.settings import logs
from marketplace.settings.base import *


def required(name: str) -> str:
    """The value of an environment variable that must be there."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} must be set in the environment.")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
DATABASES = {"default": database(required("DATABASE_URL"))}
CELERY_BROKER_URL = REDIS_URL = required("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
ALLOWED_HOSTS = required("ALLOWED_HOSTS").split()
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith(".")]

SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

DEFAULT_FROM_EMAIL = SERVER_EMAIL = required("DEFAULT_FROM_EMAIL")
EMAIL_HOST = required("EMAIL_HOST")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"

SITE_URL = os.environ.get("SITE_URL", f"https://{ALLOWED_HOSTS[0].lstrip('.')}")
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
if os.environ.get("BREACHED_PASSWORD_CHECK", "1") == "1":
    AUTH_PASSWORD_VALIDATORS = [*AUTH_PASSWORD_VALIDATORS, BREACHED_PASSWORD_VALIDATOR]
LOGGING = logs.configure(json=True, level=os.environ.get("LOG_LEVEL", "INFO"))
