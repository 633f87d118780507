from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    """Rules as data over plain facts, and their verdicts."""

    name = "marketplace.eligibility"
    label = "eligibility"

    def ready(self) -> None:
        """Sentences name niches, styles, platforms and prices as the taxonomy does."""
        from marketplace.taxonomy import labels

        from . import names
        from .values import Values

        def price(key: str, language: str) -> str:
            kind, _, currency = key.rpartition(":")
            return f"{labels.deliverable_kinds.label(kind, language) or kind}, {currency}"

        names.register(Values.NICHE, labels.niches.label)
        names.register(Values.STYLE, labels.styles.label)
        names.register(Values.PLATFORM, labels.platforms.label)
        names.register(Values.RATE, price)
