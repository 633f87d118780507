from django.apps import AppConfig


class BrandsConfig(AppConfig):
    """The organisations that hire: members and campaigns."""

    name = "brands"
    label = "brands"
