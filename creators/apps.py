from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CreatorsConfig(AppConfig):
    """The people for hire: profiles, channels, measurements, rates."""

    name = "creators"
    verbose_name = _("Creators")
    label = "creators"

    def ready(self) -> None:
        from django.db.models import Q

        from marketplace.activity import rights

        # An event about a profile may tell of what only those who check it may see.
        of_consents = Q(verb="creators.profile_changed", data__fields__contains=["parental_consent"])
        rights.register(of_consents | Q(verb__startswith="creators.consent"), "creators.view_consent")
        rights.register(Q(verb__startswith="creators.measurement"), "creators.view_measurement")
