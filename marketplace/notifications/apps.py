from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Telling people what happened."""

    name = "marketplace.notifications"
    label = "notifications"
