"""What a person is told, and what they want to be told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import TimeStamped
from marketplace.notifications.kinds import Kind, known_kind


class NoticeQuerySet(models.QuerySet["Notice"]):
    def shown(self) -> "NoticeQuerySet":
        """Those in the list of notices; the others went by e-mail only."""
        return self.filter(in_app=True)

    def unread(self) -> "NoticeQuerySet":
        return self.shown().filter(read_at=None)


class Notice(TimeStamped):
    """One thing told to one person. `key` makes it unique: telling twice tells once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    verb = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    key = models.CharField(max_length=200)
    in_app = models.BooleanField(default=True)
    by_email = models.BooleanField(default=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    emailed_at = models.DateTimeField(_("e-mailed"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_notice_a_key")]
        indexes = [
            models.Index(fields=["person", "-id"], condition=models.Q(in_app=True), name="notice_list"),
            models.Index(fields=["person"], condition=models.Q(in_app=True, read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} → {self.person_id}"

    @property
    def kind(self) -> Kind:
        """How it reads."""
        return known_kind(self.verb)

    @property
    def title(self) -> str:
        """One line, in the active language."""
        return self.kind.title_of(self.data)

    @property
    def body(self) -> str:
        """A sentence or two, in the active language."""
        return self.kind.body_of(self.data)

    @property
    def url(self) -> str:
        """The page it is about."""
        return self.kind.url(self.data)


class Preference(TimeStamped):
    """How a person wants one kind of notice. Without a row: in the list and by e-mail."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(max_length=80)
    in_app = models.BooleanField(default=True)
    by_email = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("preference about notices")
        verbose_name_plural = _("preferences about notices")
        constraints = [models.UniqueConstraint(fields=["person", "verb"], name="one_preference_a_verb")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.verb}"
