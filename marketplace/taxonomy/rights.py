"""Rights in content, as the side that sells them and the side that asks for them both say it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: A territory is the ISO code of a country, or this.
WORLD = "world"


class UsageKind(models.TextChoices):
    """What a brand may do with a creator's content beyond the creator's own post."""

    ORGANIC = "organic", _("Repost on the brand's own accounts")
    PAID_SOCIAL = "paid_social", _("Paid social advertising")
    PAID_AMPLIFICATION = "paid_amplification", _("Paid promotion of the creator's own post")
    OTHER = "other", _("Other media (website, print, television…)")


class ExclusivityScope(models.TextChoices):
    """Whom the creator does not work for meanwhile."""

    COMPETITORS = "competitors", _("Named competitors")
    SECTOR = "sector", _("The whole sector")
    ALL = "all", _("Every other brand")
