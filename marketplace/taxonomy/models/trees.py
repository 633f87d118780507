"""The two trees: what creators talk about, and what brands sell."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.taxonomy.models.base import Labelled


class Branch(Labelled):
    """A node of a tree. `path` runs from the root's code to this one's, so an ancestor is a membership test."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    depth = models.PositiveSmallIntegerField(_("depth"), default=0, editable=False)
    path = ArrayField(models.CharField(max_length=20), default=list, editable=False)

    class Meta:
        abstract = True


class Niche(Branch):
    """A subject that creators make content about (IAB Content Taxonomy 3.1, with a few of our own, code "EN-…")."""

    slug = models.SlugField(_("slug"), max_length=140, unique=True)
    synonyms = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text=_("Other words for it, in both languages.")
    )
    hashtags = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text=_("In lower case, without the # sign.")
    )
    is_common = models.BooleanField(
        _("common"), default=False, help_text=_("Offered first: creators really use this one.")
    )
    is_sensitive = models.BooleanField(_("sensitive"), default=False, help_text=_("Never offered in a picker."))
    search_text = models.TextField(default="", editable=False)

    class Meta:
        ordering = ["label_en", "code"]
        verbose_name = _("niche")
        verbose_name_plural = _("niches")
        indexes = [GinIndex(fields=["path"], name="niche_path")]


class Sector(Branch):
    """What a brand sells (IAB Ad Product Taxonomy 2.0). A sensitive one (alcohol, gambling…) asks for extra care."""

    is_sensitive = models.BooleanField(_("sensitive"), default=False)

    class Meta:
        ordering = ["label_en", "code"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        indexes = [GinIndex(fields=["path"], name="sector_path")]
