from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    """Who suits whom, and why."""

    name = "marketplace.matching"
    verbose_name = _("Matches")
    label = "matching"
