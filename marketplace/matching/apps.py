from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    """Who suits whom, and why."""

    name = "marketplace.matching"
    verbose_name = _("Matches")
    label = "matching"

    def ready(self) -> None:
        from marketplace.exposure.providers import register_market
        from marketplace.matching.queries.market import market

        register_market(market)
