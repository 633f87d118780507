from django.apps import AppConfig


class BrandsConfig(AppConfig):
    """The organisations that hire: members and campaigns."""

    name = "brands"
    label = "brands"

    def ready(self) -> None:
        from brands.queries import active_seats
        from marketplace.accounts import seats

        seats.register(active_seats)
