"""The places where creators publish."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Platform(models.Model):
    """A platform, and what a channel on it can do.

    `capabilities` is a list of words such as "followers", "live", "stories", "shop": measures and deliverables ask it.
    `url_pattern` holds one `{handle}`. The rules of a handle are in `handles.py`; `handle_pattern` is their form as a
    regular expression, kept here for forms and for the reader.
    """

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=40)
    url_pattern = models.CharField(_("address of a channel"), max_length=120)
    handle_pattern = models.CharField(_("form of a handle"), max_length=200)
    capabilities = models.JSONField(_("what it can do"), default=list)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("platform")
        verbose_name_plural = _("platforms")

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Names of platforms are the same in every language, but two."""
        return str(PLATFORM_WORDS.get(self.code, self.name))

    def can(self, capability: str) -> bool:
        """Does a channel here do this?"""
        return capability in self.capabilities

    def url_of(self, handle: str) -> str:
        """The public address of a channel; empty where the platform has none of its own."""
        return self.url_pattern.replace("{handle}", handle) if handle else ""


#: Two platforms are words, not names.
PLATFORM_WORDS = {"podcast": _("Podcast"), "newsletter": _("Newsletter")}
