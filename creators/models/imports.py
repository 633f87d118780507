"""Lists of creators that came in as files: where from, what was read, and what became of each row."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from creators.enums import Outcome, Wish
from creators.models.channel import Channel
from marketplace.core.days import day_in
from marketplace.core.models import Job, TimeStamped


class ImportSource(TimeStamped):
    """A supplier of lists. It remembers which column means what; one that a brand brought belongs to that brand."""

    name = models.CharField(_("name of the source"), max_length=120)
    brand_id = models.BigIntegerField(null=True, blank=True)
    mapping = models.JSONField(default=dict, help_text=_("Field by header, as confirmed last time."))
    platform = models.ForeignKey("taxonomy.Platform", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("import source")
        verbose_name_plural = _("import sources")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "brand_id", name="import_source_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """What others read as the origin of the numbers; the name a brand gave its own list is its own business."""
        return self.name if self.brand_id is None else "brand-list"


class ImportBatch(TimeStamped):
    """One reading of one file: a dry run, or the real one. The file itself never changes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.ForeignKey(ImportSource, on_delete=models.PROTECT, related_name="batches")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    brand_id = models.BigIntegerField(null=True, blank=True)
    checked_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="imports")

    file = models.FileField(_("file"), upload_to="private/imports/", max_length=200)
    file_name = models.CharField(max_length=200)
    encoding = models.CharField(_("encoding"), max_length=30)
    delimiter = models.CharField(_("delimiter"), max_length=1)
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict, help_text=_("Field by position of the column."))
    platform = models.ForeignKey("taxonomy.Platform", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField(_("numbers as of"))

    dry_run = models.BooleanField(_("check only"), default=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    counts = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    problem = models.CharField(_("what stopped it"), max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        indexes = [models.Index(fields=["brand_id", "-id"], name="import_batch_brand")]
        permissions = [("import_creators", "Can import lists of creators")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_confirmed(self) -> bool:
        """The columns were confirmed, so the file has been or is being read."""
        return self.job_id is not None or self.finished_at is not None

    @property
    def today(self) -> datetime.date:
        """The date where whoever brought the file is: theirs decides which numbers come from the future."""
        return day_in(self.uploaded_by.time_zone if self.uploaded_by else "UTC")


class ImportRow(models.Model):
    """What became of one row of a file. Its text is kept only where someone must look at it again."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    errors = models.JSONField(default=list)
    raw = models.JSONField(default=list)
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_rows")

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="import_row_once")]
        indexes = [
            models.Index(fields=["batch", "line"], condition=~Q(errors=[]), name="import_row_told"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line}"


class Objection(models.Model):
    """A channel whose owner had their imported profile removed: no list brings it back. Only a digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")

    def __str__(self) -> str:
        return self.digest[:12]


class ClaimRequest(TimeStamped):
    """Someone says that an unclaimed channel is theirs, and what they want: to claim it, or to have it removed."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="claims")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    wish = models.CharField(_("wish"), max_length=10, choices=Wish)
    code = models.CharField(_("code"), max_length=24)
    placed_at = models.DateTimeField(_("code said to be in place"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_granted = models.BooleanField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("claim of a profile")
        verbose_name_plural = _("claims of profiles")
        ordering = ["placed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "person"], condition=Q(decided_at=None), name="one_open_claim_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel.handle} ← {self.person}"
