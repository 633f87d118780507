from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivityConfig(AppConfig):
    """What happened: the one record from which people are told and reactions run."""

    name = "marketplace.activity"
    verbose_name = _("What happened")
    label = "activity"
