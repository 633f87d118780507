from django.apps import AppConfig


class ActivityConfig(AppConfig):
    """What happened: the one record from which people are told and reactions run."""

    name = "marketplace.activity"
    label = "activity"
