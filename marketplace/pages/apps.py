from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages that need both sides."""

    name = "marketplace.pages"
    label = "pages"
