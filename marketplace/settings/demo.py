"""The product on one machine with demo data: embedded servers, demo passwords, mail to files."""

import os
from pathlib import Path

from marketplace.settings import logs
from marketplace.settings.base import *
from marketplace.settings.base import BASE_DIR, STORAGES_DEVELOPMENT

DEMO = True
DEBUG = os.environ.get("ENTENTE_DEBUG") == "1"
# Not a secret: the demo holds made-up people and listens on this machine only.
SECRET_KEY = "demo-only-key-with-nothing-to-protect-0000000000000000"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *os.environ.get("ENTENTE_HOSTS", "").split()]
STORAGES = STORAGES_DEVELOPMENT
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
DEFAULT_FROM_EMAIL = "Entente <hello@demo.entente.example>"
# Everything the demo keeps lies beside its database.
LOCAL = Path(os.environ.get("ENTENTE_LOCAL", BASE_DIR / ".local")).resolve()
EMAIL_FILE_PATH = LOCAL / "mail"
MEDIA_ROOT = LOCAL / "media"
MATCHING_SNAPSHOTS = os.environ.get("MATCHING_SNAPSHOTS", str(LOCAL / "snapshots"))
# The demo's staff sign in with a password alone, and passkeys may be tried without TLS.
STAFF_NEED_MFA = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
LOGGING = logs.configure(json=False, level="INFO" if DEBUG else "WARNING")
