from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    """How likely a yes is from either side, learnt from what was shown; and how good any ranking is."""

    name = "marketplace.learning"
    verbose_name = _("Learning")
    label = "learning"
