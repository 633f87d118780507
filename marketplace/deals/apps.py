from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DealsConfig(AppConfig):
    """Contact between a creator and a campaign."""

    name = "marketplace.deals"
    verbose_name = _("Contacts")
    label = "deals"

    def ready(self) -> None:
        from brands.queries import register_unwanted
        from creators.policies import register_contact
        from marketplace.deals.policies import is_in_contact
        from marketplace.deals.queries import barter_for_the_paid_only

        register_contact(is_in_contact)
        register_unwanted(barter_for_the_paid_only)
