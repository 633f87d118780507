"""What is delivered, and how it is told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.taxonomy.models.base import Labelled


class DeliverableKind(Labelled):
    """A kind of work a brand can order: sponsored video, story, live…"""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    posts_publicly = models.BooleanField(
        _("posted by the creator"), default=True, help_text=_("No for content made for the brand's own channels.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("deliverable kind")
        verbose_name_plural = _("deliverable kinds")


class ContentStyle(Labelled):
    """A way of telling: tutorial, humour, day in the life…"""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("content style")
        verbose_name_plural = _("content styles")
