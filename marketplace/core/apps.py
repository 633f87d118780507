from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Jobs, money, errors, htmx: what every room stands on."""

    name = "marketplace.core"
    verbose_name = _("Background work")
    label = "core"

    def ready(self) -> None:
        # A job gets its body, and an event its reactions, when the modules that hold them are imported.
        autodiscover_modules("tasks", "reactions")
