"""The closed lists of the brands' room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BrandState(models.TextChoices):
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")


class Role(models.TextChoices):
    """What a member may do: owners look after the brand and its members, managers run campaigns, viewers read."""

    OWNER = "owner", _("Owner")
    MANAGER = "manager", _("Manager")
    VIEWER = "viewer", _("Viewer")


#: Who creates, changes, publishes, pauses and closes campaigns, and answers creators.
RUN_CAMPAIGNS = (Role.OWNER, Role.MANAGER)
#: Who changes the brand itself, and its members.
LOOK_AFTER_BRAND = (Role.OWNER,)


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


class Objective(models.TextChoices):
    AWARENESS = "awareness", _("Make something known")
    SALES = "sales", _("Sell")
    CONTENT = "content", _("Get content made")
    EVENT = "event", _("Bring people to an event")
    RECRUITMENT = "recruitment", _("Recruit")


#: The parts of a score and their share of it in basis points, until the brand moves the sliders.
DEFAULT_WEIGHTS: dict[str, int] = {
    "niche": 2_500,
    "text": 500,
    "audience": 2_000,
    "performance": 1_500,
    "price": 1_500,
    "reliability": 500,
    "interest": 1_000,
    "confidence": 500,
}
WEIGHTS_TOTAL = 10_000


def default_weights() -> dict[str, int]:
    """A fresh copy of the default weights."""
    return dict(DEFAULT_WEIGHTS)


def default_rules() -> dict[str, list[object]]:
    """No rule: every creator may work on the campaign."""
    return {"all": []}
