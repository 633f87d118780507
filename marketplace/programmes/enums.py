"""What a programme can be, and where its parts can stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """GENERAL is no programme of its own: it holds what a platform asks of everybody, inherited by its programmes."""

    FUND = "fund", _("Fund")
    GIFTS = "gifts", _("Gifts")
    BONUS = "bonus", _("Bonus")
    AFFILIATE = "affiliate", _("Affiliate programme")
    MARKETPLACE = "marketplace", _("Marketplace of a platform")
    ACCELERATOR = "accelerator", _("Accelerator")
    MENTORING = "mentoring", _("Mentoring")
    CONTEST = "contest", _("Contest")
    GENERAL = "general", _("General rules of a platform")


class ProgrammeState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("programme", "Draft")
    PUBLISHED = "published", pgettext_lazy("programme", "Published")
    RETIRED = "retired", pgettext_lazy("programme", "Retired")


class Space(models.TextChoices):
    """PUPILS is apart: brands see nothing of it, and it has nothing of the market's contact."""

    MARKET = "market", _("For everybody")
    PUPILS = "pupils", _("For pupils")


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("Waiting for a second person")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", pgettext_lazy("proposal", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "Withdrawn")


class Cause(models.TextChoices):
    """Why a verdict is no longer what it was."""

    FIRST = "first", _("Seen for the first time")
    FACTS = "facts", _("Your figures or profile changed")
    RULES = "rules", _("The rules changed")
    TIME = "time", _("Time passed")
    EXEMPTION = "exemption", _("An exemption was granted or ended")
    COMPARISON = "comparison", _("A full check put it right")
