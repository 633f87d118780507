"""The closed lists of rosters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RosterState(models.TextChoices):
    SOLVING = "solving", _("Being chosen")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Not possible")


class Keep(models.TextChoices):
    """What a brand decides by hand about one creator."""

    PIN = "pin", _("Pin")
    EXCLUDE = "exclude", _("Leave out")
    FREE = "free", _("Let the choice decide")


class LeftOut(models.TextChoices):
    """Why a match was no candidate. Who is bound elsewhere is counted, never named: it is theirs to tell."""

    TO_REVIEW = "to_review", _("still to be reviewed")
    IN_CONTACT = "in_contact", _("in contact already, or said no")
    NOT_CONTACTABLE = "not_contactable", _("cannot be contacted now")
    NO_PRICE = "no_price", _("no price known for everything you ask for")
    BUSY = "busy", _("no time then, or bound by what they agreed elsewhere")
