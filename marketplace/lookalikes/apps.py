from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LookalikesConfig(AppConfig):
    """Creators like these: from the columns that matching holds."""

    name = "marketplace.lookalikes"
    verbose_name = _("Creators alike")
    label = "lookalikes"
