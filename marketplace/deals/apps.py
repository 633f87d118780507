from django.apps import AppConfig


class DealsConfig(AppConfig):
    """Contact between a creator and a campaign."""

    name = "marketplace.deals"
    label = "deals"
