"""The closed lists of learning."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PolicyState(models.TextChoices):
    """What a training, or a person, decided. Rows are only added, so the newest that is not `kept` is in force."""

    PUBLISHED = "published", _("Published")
    KEPT = "kept", _("Not promoted")
    WITHDRAWN = "withdrawn", _("Back to the hand-set weights")
