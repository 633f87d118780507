"""A personal key of the API."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.enums import KeyScope
from marketplace.core.models import TimeStamped


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def usable(self, at: datetime | None = None) -> "ApiKeyQuerySet":
        """Keys that are neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())


class ApiKey(TimeStamped):
    """Shown once when made: `ent_<prefix>_<secret>`. We keep the prefix, to find it, and a hash of the secret."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(_("prefix"), max_length=12, unique=True)
    secret_hash = models.CharField(max_length=64, editable=False)
    scopes = ArrayField(models.CharField(max_length=10, choices=KeyScope), verbose_name=_("scopes"))
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name} (ent_{self.prefix}…)"

    @property
    def is_usable(self) -> bool:
        """True while the key opens the API."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def may_write(self) -> bool:
        """True if its bearer may change things."""
        return KeyScope.WRITE in self.scopes
