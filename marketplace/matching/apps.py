from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Who suits whom, and why."""

    name = "marketplace.matching"
    label = "matching"
