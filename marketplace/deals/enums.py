"""The closed lists of contact."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactKind(models.TextChoices):
    APPLICATION = "application", _("Application")
    INVITATION = "invitation", _("Invitation")


class ContactState(models.TextChoices):
    """All but the first are final: nothing leads out of them."""

    PENDING = "pending", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Closed without an answer")


#: While a contact is in one of these, the pair has no other.
OPEN_STATES = (ContactState.PENDING, ContactState.ACCEPTED)


class Side(models.TextChoices):
    """Who speaks in a contact."""

    CREATOR = "creator", _("Creator")
    BRAND = "brand", _("Brand")


class Reason(models.TextChoices):
    """Why a contact ended without an agreement."""

    # said by a brand
    OTHER_PROFILE = "other_profile", _("Looking for another profile")
    AUDIENCE = "audience", _("The audience does not fit")
    # said by a creator
    PRODUCT = "product", _("The product does not suit me")
    TERMS = "terms", _("The rights or the exclusivity ask for too much")
    # said by either
    PRICE = "price", _("The price does not fit")
    TIMING = "timing", _("The dates do not fit")
    OTHER = "other", _("Another reason")
    # said by the product when it closes a contact
    NO_ANSWER = "no_answer", _("There was no answer in time")
    SEATS_FILLED = "seats_filled", _("All places were taken")
    CAMPAIGN_CLOSED = "campaign_closed", _("The campaign was closed")


SAID_BY_BRAND = (Reason.OTHER_PROFILE, Reason.AUDIENCE, Reason.PRICE, Reason.TIMING, Reason.OTHER)
SAID_BY_CREATOR = (Reason.PRODUCT, Reason.TERMS, Reason.PRICE, Reason.TIMING, Reason.OTHER)

#: How long the other side has to answer.
TIME_TO_ANSWER = {
    ContactKind.APPLICATION: timedelta(days=7),
    ContactKind.INVITATION: timedelta(hours=72),
}
