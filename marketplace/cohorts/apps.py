from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CohortsConfig(AppConfig):
    """Seats in programmes: who applies, who is chosen and how, and what members then do together."""

    name = "marketplace.cohorts"
    verbose_name = _("Cohorts")
    label = "cohorts"

    def ready(self) -> None:
        """Standings learn of invitations, memberships and taken seats."""
        from marketplace.cohorts.queries.facts import facts_of_cohorts
        from marketplace.programmes.queries.facts import adds_facts

        adds_facts(facts_of_cohorts)
