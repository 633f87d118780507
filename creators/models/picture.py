"""Photos of the creator, and work they have done."""

import uuid
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

from creators.models.creator import Creator
from marketplace.core import pictures
from marketplace.core.models import TimeStamped


class Photo(TimeStamped):
    """One photo in three sizes, re-encoded by us; the uploaded file is not kept. Position 0 is the portrait."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=0)
    alt_text = models.CharField(_("what it shows"), max_length=160, blank=True)
    small = models.FileField(max_length=120)
    medium = models.FileField(max_length=120)
    large = models.FileField(max_length=120)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["creator", "position"], deferrable=models.Deferrable.DEFERRED, name="photo_position"
            ),
        ]

    def __str__(self) -> str:
        return self.alt_text or str(self.public_id)

    @property
    def small_url(self) -> str:
        return pictures.address(self.small.name)

    @property
    def medium_url(self) -> str:
        return pictures.address(self.medium.name)

    @property
    def large_url(self) -> str:
        return pictures.address(self.large.name)


class PortfolioItem(TimeStamped):
    """A piece of work shown on the profile, with what came of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="portfolio")
    title = models.CharField(_("title"), max_length=120)
    link = models.URLField(_("link"), max_length=400, blank=True)
    platform = models.ForeignKey("taxonomy.Platform", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    results = models.TextField(_("results"), max_length=600, blank=True)
    picture = models.FileField(_("picture"), max_length=120, blank=True)
    picture_width = models.PositiveIntegerField(null=True, blank=True)
    picture_height = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("portfolio item")
        verbose_name_plural = _("portfolio items")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def site(self) -> str:
        """The host of the link, as a reader recognises it."""
        return urlsplit(self.link).netloc.removeprefix("www.")

    @property
    def picture_url(self) -> str:
        return pictures.address(self.picture.name)
