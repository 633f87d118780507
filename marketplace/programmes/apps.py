from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """What platforms and sponsors offer creators under rules, and who may join."""

    name = "marketplace.programmes"
    label = "programmes"
