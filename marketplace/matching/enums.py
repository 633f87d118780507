"""The closed lists of the matching room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """How much a run covers."""

    CAMPAIGN = "campaign", _("One campaign")
    FULL = "full", _("Every published campaign")


class RunState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")


class Reason(models.TextChoices):
    """Why a run was started."""

    PUBLISHED = "published", _("The campaign was published")
    CHANGED = "changed", _("The campaign was changed")
    IMPORTED = "imported", _("Creators were imported")
    NIGHTLY = "nightly", _("The night's new reference tables")
    ASKED = "asked", _("Somebody asked for it")
