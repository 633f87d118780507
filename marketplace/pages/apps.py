from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages that need both sides."""

    name = "marketplace.pages"
    label = "pages"

    def ready(self) -> None:
        from creators.imports import scope
        from marketplace.pages.imports import brands_to_import_for

        scope.register(brands_to_import_for)
