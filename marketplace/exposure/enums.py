"""The closed lists of exposure."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Looker(models.IntegerChoices):
    """The side that looked."""

    BRAND = 1, _("Brand")
    CREATOR = 2, _("Creator")


class Surface(models.IntegerChoices):
    """Where a pair was shown."""

    PAGE = 1, _("Page")
    API = 2, _("API")
    OVERVIEW = 3, _("Overview")
    ROSTER = 4, _("Roster")
    PLACES = 5, _("Who goes where")


class Order(models.IntegerChoices):
    """How the list was ordered."""

    FAIR = 1, _("Fair order")
    SCORE = 2, _("By score alone")
    OTHER = 3, _("Another order")


class Tier(models.IntegerChoices):
    """Sizes by followers, each beginning where the one before ends; the same places as matching's TIERS."""

    UNKNOWN = 0, _("followers not known")
    NANO = 1, pgettext_lazy("tier", "under 10,000 followers")
    MICRO = 2, pgettext_lazy("tier", "10,000 to 100,000 followers")
    MID = 3, pgettext_lazy("tier", "100,000 to 500,000 followers")
    MACRO = 4, pgettext_lazy("tier", "500,000 to a million followers")
    MEGA = 5, pgettext_lazy("tier", "over a million followers")


#: Fewer than 100,000 followers: who gets at least their share.
SMALL = frozenset({Tier.NANO, Tier.MICRO})


class Cause(models.TextChoices):
    """Why somebody stands elsewhere in the fair order than by score alone."""

    FLOOR = "floor", _("share of small creators")
    LESS_SHOWN = "less_shown", _("shown less than deserved")
    MORE_SHOWN = "more_shown", _("shown more than deserved")
    MADE_WAY = "made_way", _("others moved")
    SWAPPED = "swapped", _("changed places by chance")
