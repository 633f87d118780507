from django.apps import AppConfig


class DealsConfig(AppConfig):
    """Contact between a creator and a campaign."""

    name = "marketplace.deals"
    label = "deals"

    def ready(self) -> None:
        from creators.policies import register_contact
        from marketplace.deals.policies import is_in_contact

        register_contact(is_in_contact)
