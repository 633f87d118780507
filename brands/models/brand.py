"""The organisation that hires."""

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from brands.enums import RUN_CAMPAIGNS, BrandState, Role
from marketplace.core.models import TimeStamped


class BrandQuerySet(models.QuerySet["Brand"]):
    def visible_to(self, person: Any) -> "BrandQuerySet":
        """The brands whose inside a person may see: those they are a member of."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        return self.filter(members__person=person)

    def led_by(self, person: Any) -> "BrandQuerySet":
        """The brands whose campaigns a person may change."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        return self.filter(members__person=person, members__role__in=RUN_CAMPAIGNS)

    def active(self) -> "BrandQuerySet":
        return self.filter(state=BrandState.ACTIVE)

    def awaiting_verification(self) -> "BrandQuerySet":
        """Brands that asked to be verified and were not yet, the oldest first."""
        waiting = self.active().filter(verification_requested_at__isnull=False, verified_at=None)
        return waiting.order_by("verification_requested_at")


class Brand(TimeStamped):
    """A brand; its members act for it. `legal_name` and `company_number` are what staff verify it by."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    country = CountryField(_("country"), blank=True)
    company_number = models.CharField(_("company number"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    sector = models.ForeignKey(
        "taxonomy.Sector", verbose_name=_("sector"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    logo = models.FileField(_("logo"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=BrandState, default=BrandState.ACTIVE)
    suspended_reason = models.TextField(_("reason of the suspension"), blank=True)
    verification_requested_at = models.DateTimeField(_("asked to be verified"), null=True, blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    #: The reader's own role, where `queries.brands_of` read it along.
    my_role: str = ""

    objects = BrandQuerySet.as_manager()

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        ordering = ["name"]
        permissions = [
            ("verify_brand", _("Can check who stands behind a brand")),
            ("suspend_brand", _("Can suspend and restore brands")),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=BrandState.values), name="brand_state_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="brand_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(verified_at=None, verified_by=None)
                | models.Q(verified_at__isnull=False, verified_by__isnull=False),
                name="brand_verified_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["verification_requested_at"], condition=models.Q(verified_at=None), name="brand_to_verify"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_my_role_display(self) -> str:
        return str(Role(self.my_role).label)

    @property
    def logo_url(self) -> str:
        """Where the logo is served; empty without one."""
        return reverse("core:picture", args=[Path(self.logo.name).name]) if self.logo.name else ""

    @property
    def is_verified(self) -> bool:
        """True once staff have checked who stands behind it."""
        return self.verified_at is not None

    @property
    def is_active(self) -> bool:
        return self.state == BrandState.ACTIVE
