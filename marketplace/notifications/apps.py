from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Telling people what happened."""

    name = "marketplace.notifications"
    verbose_name = _("Notices")
    label = "notifications"

    def ready(self) -> None:
        # Each room declares its kinds of notices.
        autodiscover_modules("notices")
