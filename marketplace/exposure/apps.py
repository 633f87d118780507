from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExposureConfig(AppConfig):
    """Who was shown to whom, and what is done so that it stays fair."""

    name = "marketplace.exposure"
    verbose_name = _("Fairness")
    label = "exposure"
