from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    """Rules as data over plain facts, and their verdicts."""

    name = "marketplace.eligibility"
    label = "eligibility"
