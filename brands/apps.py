from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrandsConfig(AppConfig):
    """The organisations that hire: members and campaigns."""

    name = "brands"
    verbose_name = _("Brands")
    label = "brands"

    def ready(self) -> None:
        from brands.queries import active_seats
        from marketplace.accounts import seats

        seats.register(active_seats)
