from django.db import models
from django.utils.translation import gettext_lazy as _


class CreatorState(models.TextChoices):
    """Who sees a profile. An unclaimed profile (imported, no person yet) is a draft without a person."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")
    HIDDEN = "hidden", _("Hidden")
    UNPUBLISHED = "unpublished", _("Unpublished")
    REMOVED = "removed", _("Removed")


class Availability(models.TextChoices):
    OPEN = "open", _("Open to work")
    BUSY = "busy", _("Busy for now")
    NOT_LOOKING = "not_looking", _("Not looking")


class Standing(models.TextChoices):
    """Where an account stands with the rules of its platform's community."""

    GOOD = "good", _("In good standing")
    RESTRICTED = "restricted", _("Restricted")
    BANNED = "banned", _("Banned")
    UNKNOWN = "unknown", _("Not known")


class Ownership(models.TextChoices):
    UNPROVEN = "unproven", _("Not proven")
    PENDING = "pending", _("Proof being checked")
    PROVEN = "proven", _("Proven")
    REFUSED = "refused", _("Proof refused")


class MeasurementSource(models.TextChoices):
    """Where numbers come from, the weakest first."""

    IMPORTED = "imported", _("Imported")
    DECLARED = "declared", _("Declared by the creator")
    PROOF = "proof", _("Declared with a proof")
    FETCHED = "fetched", _("Fetched from the platform")


class Outcome(models.TextChoices):
    """What became of one row of an imported file."""

    CREATED = "created", _("Created")
    UPDATED = "updated", _("Updated")
    UNCHANGED = "unchanged", _("Unchanged")
    REFUSED = "refused", _("Refused")


class Wish(models.TextChoices):
    """What the owner of an imported channel wants."""

    CLAIM = "claim", _("Claim this profile")
    REMOVE = "remove", _("Remove this profile")
