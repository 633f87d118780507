from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    """Telling people what happened."""

    name = "marketplace.notifications"
    label = "notifications"

    def ready(self) -> None:
        # Each room declares its kinds of notices.
        autodiscover_modules("notices")
