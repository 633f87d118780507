from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Which side of the market a person is looking from."""

    CREATOR = "creator", _("Creator")
    BRAND = "brand", _("Brand")
