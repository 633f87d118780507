"""What a brand posts."""

import uuid
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brands.enums import (
    DEFAULT_WEIGHTS,
    WEIGHTS_TOTAL,
    BrandState,
    CampaignState,
    Objective,
    default_rules,
    default_weights,
)
from brands.models.brand import Brand
from marketplace.core.models import TimeStamped
from marketplace.taxonomy.rights import ExclusivityScope

CURRENCY_CODE = r"^[A-Z]{3}$"
#: The weights as the database sees them: a missing part counts nothing, and the sum must still be whole.
WEIGHTS_SUM = reduce(
    add,
    [Coalesce(Cast(KeyTextTransform(part, "weights"), models.IntegerField()), 0) for part in DEFAULT_WEIGHTS],
)
LEAST_WEIGHTS = [
    models.Q(**{f"weights__{part}__gte": 0}) | models.Q(**{f"weights__{part}__isnull": True})
    for part in DEFAULT_WEIGHTS
]
#: What words are taken from.
TEXT = Concat("title", models.Value(" "), "product", models.Value(" "), "brief", output_field=models.TextField())


def campaign_day() -> date:
    """The day that campaigns go by, in UTC: the same for the brand, for creators anywhere, and for a run.

    How old somebody is at a contact is a question of their own day: `creators.queries.today_of`.
    """
    return timezone.now().date()


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, person: Any) -> "CampaignQuerySet":
        """What a person may see: everything of their own brands, and what active brands have published."""
        published = models.Q(state=CampaignState.PUBLISHED, brand__state=BrandState.ACTIVE)
        if not getattr(person, "is_authenticated", False):
            return self.filter(published)
        return self.filter(published | models.Q(brand__in=Brand.objects.visible_to(person).values("pk")))

    def run_by(self, person: Any) -> "CampaignQuerySet":
        """The campaigns, in every state, of the brands a person is a member of."""
        return self.filter(brand__in=Brand.objects.visible_to(person).values("pk"))

    def published(self) -> "CampaignQuerySet":
        """Published by a brand that may act: what is matched and shown to creators."""
        return self.filter(state=CampaignState.PUBLISHED, brand__state=BrandState.ACTIVE)

    def open(self) -> "CampaignQuerySet":
        """Published, and a creator may still apply today."""
        return self.published().filter(models.Q(apply_until=None) | models.Q(apply_until__gte=campaign_day()))


class Campaign(TimeStamped):
    """A campaign. While it is a draft nearly everything may be empty; `actions.campaigns.publish` says what is missing.

    `version` counts the changes that matter to matching; each published one stands in CampaignVersion.
    `rules` is the canonical form of `eligibility`, `weights` the basis points of each part of the score,
    `audience_wanted` the least shares in basis points: {"countries": {"FR": 3000}, "ages": {…}, …}.
    `locked_at`: somebody has agreed; what they agreed to no longer changes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="campaigns")
    state = models.CharField(_("state"), max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    title = models.CharField(_("title"), max_length=140)
    objective = models.CharField(_("objective"), max_length=20, choices=Objective, blank=True)
    product = models.CharField(_("product"), max_length=200, blank=True)
    product_sector = models.ForeignKey(
        "taxonomy.Sector", verbose_name=_("sector"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    brief = models.TextField(_("brief"), blank=True)
    budget_minor = models.BigIntegerField(_("budget"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    fee_min_minor = models.BigIntegerField(_("lowest fee"), null=True, blank=True)
    fee_max_minor = models.BigIntegerField(_("highest fee"), null=True, blank=True)
    is_barter = models.BooleanField(_("barter"), default=False)
    seats = models.PositiveSmallIntegerField(_("creators wanted"), null=True, blank=True)
    apply_until = models.DateField(_("apply until"), null=True, blank=True)
    content_from = models.DateField(_("content from"), null=True, blank=True)
    content_until = models.DateField(_("content until"), null=True, blank=True)
    countries = ArrayField(models.CharField(max_length=2), verbose_name=_("countries"), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=10), verbose_name=_("languages"), default=list, blank=True)
    niches = models.ManyToManyField("taxonomy.Niche", verbose_name=_("niches"), blank=True, related_name="+")
    styles = models.ManyToManyField("taxonomy.ContentStyle", verbose_name=_("styles"), blank=True, related_name="+")
    platforms = models.ManyToManyField("taxonomy.Platform", verbose_name=_("platforms"), blank=True, related_name="+")
    audience_wanted = models.JSONField(_("audience wanted"), default=dict, blank=True)
    usage_rights = models.JSONField(_("usage rights"), default=list, blank=True)
    exclusivity_days = models.PositiveSmallIntegerField(_("days of exclusivity"), default=0)
    exclusivity_scope = models.CharField(_("exclusivity"), max_length=12, choices=ExclusivityScope, blank=True)
    dos = models.TextField(_("please do"), blank=True)
    donts = models.TextField(_("please do not"), blank=True)
    hashtags = ArrayField(models.CharField(max_length=60), verbose_name=_("hashtags"), default=list, blank=True)
    disclosure = models.CharField(_("disclosure"), max_length=120, blank=True)
    rules = models.JSONField(_("rules"), default=default_rules)
    weights = models.JSONField(_("weights"), default=default_weights)
    version = models.PositiveIntegerField(_("version"), default=1)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    paused_at = models.DateTimeField(_("paused"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    #: The words of the title, the product and the brief that can be compared, the first in front.
    words = models.GeneratedField(
        verbose_name=_("words that can be compared"),
        expression=models.Func(TEXT, function="public.entente_words"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )
    duplicated_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-created_at", "-pk"]
        permissions = [("moderate_campaign", _("Can change or stop somebody's campaign"))]
        indexes = [
            models.Index(fields=["brand", "-created_at"], name="campaign_of_brand"),
            models.Index(fields=["apply_until"], condition=models.Q(state="published"), name="campaign_published"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=CampaignState.values), name="campaign_state_known"),
            models.CheckConstraint(condition=~models.Q(title=""), name="campaign_has_a_title"),
            models.CheckConstraint(condition=models.Q(currency__regex=CURRENCY_CODE), name="campaign_currency_a_code"),
            models.CheckConstraint(condition=models.Q(budget_minor__gte=0), name="campaign_budget_not_negative"),
            models.CheckConstraint(condition=models.Q(fee_min_minor__gte=0), name="campaign_fee_not_negative"),
            models.CheckConstraint(
                condition=models.Q(fee_min_minor__lte=models.F("fee_max_minor")), name="campaign_fees_ordered"
            ),
            models.CheckConstraint(
                condition=models.Q(is_barter=False) | models.Q(fee_min_minor=None, fee_max_minor=None),
                name="campaign_barter_has_no_fee",
            ),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="campaign_seats_positive"),
            models.CheckConstraint(
                condition=models.Q(content_from__lte=models.F("content_until")), name="campaign_content_dates_ordered"
            ),
            models.CheckConstraint(
                condition=models.Q(apply_until__lte=models.F("content_until")), name="campaign_apply_before_the_end"
            ),
            models.CheckConstraint(
                condition=models.Q(exclusivity_days=0) | ~models.Q(exclusivity_scope=""),
                name="campaign_exclusivity_has_a_scope",
            ),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="campaign_version_positive"),
            models.CheckConstraint(
                condition=models.Q(state=CampaignState.DRAFT) | models.Q(published_at__isnull=False),
                name="campaign_published_has_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CampaignState.CLOSED) | models.Q(closed_at__isnull=False),
                name="campaign_closed_has_a_time",
            ),
            models.CheckConstraint(condition=Exact(WEIGHTS_SUM, WEIGHTS_TOTAL), name="campaign_weights_sum_whole"),
            models.CheckConstraint(
                condition=reduce(lambda left, right: left & right, LEAST_WEIGHTS), name="campaign_weights_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.state == CampaignState.PUBLISHED

    @property
    def is_draft(self) -> bool:
        return self.state == CampaignState.DRAFT

    @property
    def wanted_platform_ids(self) -> set[int]:
        """Where a creator must have a channel: what the campaign names, and where its deliverables are posted; empty
        for anywhere. Reads `platforms` and `deliverables`, so fetch them along where there are many campaigns."""
        posted_on = {line.platform_id for line in self.deliverables.all() if line.platform_id}
        return posted_on | {platform.pk for platform in self.platforms.all()}

    @property
    def is_locked(self) -> bool:
        """True once a creator has agreed: what they agreed to stays as it was."""
        return self.locked_at is not None
