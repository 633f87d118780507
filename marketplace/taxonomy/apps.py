from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    """The words both sides share: platforms, niches, sectors, deliverable kinds."""

    name = "marketplace.taxonomy"
    label = "taxonomy"
