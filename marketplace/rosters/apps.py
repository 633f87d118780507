from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RostersConfig(AppConfig):
    """The set of creators chosen for a campaign under its budget."""

    name = "marketplace.rosters"
    verbose_name = _("Rosters")
    label = "rosters"
