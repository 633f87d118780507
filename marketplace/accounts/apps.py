from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, sign-in, roles."""

    name = "marketplace.accounts"
    verbose_name = _("People")
    label = "accounts"

    def ready(self) -> None:
        from marketplace.accounts.roles import grant

        # Each room adds its part of what a person can export.
        autodiscover_modules("personal_data")
        # … and of what can be reported to staff.
        autodiscover_modules("reportables")
        # Permissions are made after migrations, room by room; the staff groups get theirs right then.
        post_migrate.connect(grant, dispatch_uid="accounts.roles.grant")
