"""What a channel published, as far as its owner says: the posts that rules about posts ask for."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creators.models.channel import Channel
from marketplace.core.models import TimeStamped

#: What may be said of a post; NULL is not known.
TRAITS = (
    "has_text",
    "is_sponsored",
    "is_boosted",
    "has_foreign_watermark",
    "has_copyrighted_content",
    "is_duet_or_stitch",
)


def trait(label: Any) -> models.BooleanField:
    """Yes, no, or not known."""
    return models.BooleanField(label, null=True, blank=True)


class Post(TimeStamped):
    """One post of a channel. `counted_on` is the day its views were read."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="posts")
    url = models.URLField(_("link"), max_length=300, blank=True)
    title = models.CharField(_("title"), max_length=160, blank=True)
    published_on = models.DateField(_("published on"))
    counted_on = models.DateField(_("views read on"))
    views = models.BigIntegerField(_("views"), null=True, blank=True)
    duration_s = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)
    has_text = trait(_("has a text"))
    is_sponsored = trait(_("sponsored by a brand"))
    is_boosted = trait(_("views were paid for"))
    has_foreign_watermark = trait(_("carries the watermark of another platform"))
    has_copyrighted_content = trait(_("contains somebody else’s protected content"))
    is_duet_or_stitch = trait(_("a Duet or Stitch"))

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-published_on", "-id"]
        indexes = [models.Index(fields=["channel", "-published_on"], name="post_newest")]
        constraints = [
            models.UniqueConstraint(fields=["channel", "url"], condition=~Q(url=""), name="one_post_a_link"),
            models.CheckConstraint(condition=Q(views=None) | Q(views__gte=0), name="post_views_not_negative"),
            models.CheckConstraint(
                condition=Q(counted_on__gte=models.F("published_on")), name="post_counted_after_it_was_published"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or f"{self.channel_id} {self.published_on}"
