from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Which side of the market a person is looking from."""

    CREATOR = "creator", _("Creator")
    BRAND = "brand", _("Brand")


class SignupSide(models.TextChoices):
    """The answer at sign-up; either side can be taken up later."""

    CREATOR = "creator", _("I am a creator")
    BRAND = "brand", _("I am looking for creators")
    BOTH = "both", _("Both")

    @property
    def first_side(self) -> Side:
        """The side that the site opens on."""
        return Side.BRAND if self is SignupSide.BRAND else Side.CREATOR


class AbuseKind(models.TextChoices):
    """What a report is about."""

    FAKE = "fake", _("Fake numbers, or not who they say they are")
    UNPAID = "unpaid", _("Work that was not paid, or pay that was not worked for")
    HARASSMENT = "harassment", _("Harassment, insults or threats")
    ILLEGAL = "illegal", _("Something illegal or dangerous")
    SPAM = "spam", _("Spam or fraud")
    OTHER = "other", _("Something else")


class ReportState(models.TextChoices):
    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")


class KeyScope(models.TextChoices):
    """What the bearer of an API key may do."""

    READ = "read", _("read only")
    WRITE = "write", _("read and write")
