from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    """The words both sides share: platforms, niches, sectors, deliverable kinds."""

    name = "marketplace.taxonomy"
    verbose_name = _("Words")
    label = "taxonomy"
