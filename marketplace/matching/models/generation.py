"""Where full runs write: each into a partition of `Match` of its own, which is dropped whole once nobody reads it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Generation(models.Model):
    """A partition that is open: every result names the one that readers find its matches in.

    Generation 0 has no row: it is the partition where matches rest that no run will replace, those of campaigns that
    are not published. The owner's functions (migrations 5 and 6) make and drop the tables; the runtime role cannot.
    """

    #: The partition of matches at rest.
    AT_REST = 0

    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("generation of matches")
        verbose_name_plural = _("generations of matches")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"generation {self.pk}"
