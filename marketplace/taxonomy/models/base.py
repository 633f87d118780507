"""What every word of the taxonomy has: a code, a label in each language, and where it came from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Labelled(models.Model):
    """A word in two languages.

    The data files own a row, except the columns named in `curated`: those were changed in the admin and the loader
    leaves them alone. A word that leaves the files is retired, never deleted: old profiles still point at it.
    """

    label_en = models.CharField(_("label in English"), max_length=120)
    label_fr = models.CharField(_("label in French"), max_length=120)
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("No longer offered; rows that use it keep it.")
    )
    curated = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Columns changed by hand; the data files no longer overwrite them."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the language of the reader."""
        return self.label_fr if (get_language() or "en").startswith("fr") else self.label_en
