"""Who acts for a brand, and who was asked to."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brands.enums import Role
from brands.models.brand import Brand
from marketplace.core.models import TimeStamped


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, person: Any) -> "MemberQuerySet":
        """The members of the brands a person is a member of."""
        return self.filter(brand__in=Brand.objects.visible_to(person).values("pk"))

    def owners(self) -> "MemberQuerySet":
        return self.filter(role=Role.OWNER)


class Member(TimeStamped):
    """One person's seat in one brand."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=["brand", "person"], name="one_seat_a_person_and_brand"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="member_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()} · {self.brand}"


class MemberInvitationQuerySet(models.QuerySet["MemberInvitation"]):
    def visible_to(self, person: Any) -> "MemberInvitationQuerySet":
        """The invitations of the brands a person is a member of."""
        return self.filter(brand__in=Brand.objects.visible_to(person).values("pk"))

    def open(self, now: datetime | None = None) -> "MemberInvitationQuerySet":
        """Neither accepted nor revoked nor expired."""
        return self.unanswered().filter(expires_at__gt=now or timezone.now())

    def unanswered(self) -> "MemberInvitationQuerySet":
        return self.filter(accepted_at=None, revoked_at=None)


class MemberInvitation(TimeStamped):
    """An e-mail that offers a seat. The token itself is never stored: only its hash, and the salt it is made with."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=Role)
    salt = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = MemberInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation of a member")
        verbose_name_plural = _("invitations of members")
        constraints = [
            models.UniqueConstraint(
                "brand",
                Lower("email"),
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_an_address",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_role_known"),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(revoked_at=None), name="invitation_has_one_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.brand}"

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and not self.is_expired
