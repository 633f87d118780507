"""The profile of one person for hire."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Cast, Mod
from django.utils.translation import gettext_lazy as _

from creators.enums import Availability, CreatorState
from marketplace.core.models import TimeStamped

#: A profile names at most this many niches, the main one first.
MOST_NICHES = 5
#: Rows are spread over this many buckets, so that a long job can take them bucket by bucket.
BUCKETS = 256
#: States only a person can bring a profile into.
CLAIMED_STATES = [CreatorState.PUBLISHED, CreatorState.PAUSED, CreatorState.HIDDEN, CreatorState.UNPUBLISHED]


class CreatorQuerySet(models.QuerySet["Creator"]):
    def published(self) -> Self:
        """Profiles their owner shows now; those of suspended people are not among them."""
        return self.filter(_is_published())

    def unclaimed(self) -> Self:
        """Imported profiles nobody has claimed or asked to have removed."""
        return self.filter(person=None, state=CreatorState.DRAFT)

    def discoverable(self) -> Self:
        """Every profile that brands can find and that is matched: the published and the unclaimed."""
        return self.filter(_is_published() | Q(person=None, state=CreatorState.DRAFT))


def _is_published() -> Q:
    # No join: over everybody, profiles without a person would all meet in one place of PostgreSQL's hash table, which
    # then takes gigabytes in dividing it in vain.
    suspended = get_user_model()._default_manager.filter(pk=OuterRef("person"), suspended_at__isnull=False)
    return Q(~Exists(suspended), state=CreatorState.PUBLISHED)


class Creator(TimeStamped):
    """One person for hire. Without a person the profile is unclaimed: imported, and nobody's yet."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="creator"
    )
    state = models.CharField(_("state"), max_length=12, choices=CreatorState, default=CreatorState.DRAFT)

    display_name = models.CharField(_("display name"), max_length=80, blank=True)
    slug = models.SlugField(max_length=90, blank=True, allow_unicode=False)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    bio = models.TextField(_("bio"), max_length=1_500, blank=True)
    niches: models.ManyToManyField = models.ManyToManyField(
        "taxonomy.Niche", through="creators.CreatorNiche", related_name="creators", blank=True
    )
    styles: models.ManyToManyField = models.ManyToManyField(
        "taxonomy.ContentStyle", related_name="creators", blank=True
    )
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True, verbose_name=_("languages"))
    home_country = models.CharField(_("home country"), max_length=2, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)

    availability = models.CharField(_("availability"), max_length=12, choices=Availability, default=Availability.OPEN)
    available_from = models.DateField(_("available from"), null=True, blank=True)
    available_until = models.DateField(_("available until"), null=True, blank=True)
    weekly_capacity = models.PositiveSmallIntegerField(_("deliverables a week"), null=True, blank=True)

    refuses_sectors: models.ManyToManyField = models.ManyToManyField(
        "taxonomy.Sector", related_name="refused_by", blank=True
    )
    refuses_kinds: models.ManyToManyField = models.ManyToManyField(
        "taxonomy.DeliverableKind", related_name="refused_by", blank=True
    )
    refusals_note = models.TextField(_("why (for yourself)"), max_length=1_000, blank=True)
    minimum_fee_minor = models.BigIntegerField(_("minimum fee"), null=True, blank=True)
    minimum_fee_currency = models.CharField(max_length=3, blank=True)
    paid_only = models.BooleanField(_("paid work only"), default=False)

    identity_verified_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True)
    bucket = models.GeneratedField(
        expression=Cast(Mod(F("id"), BUCKETS), models.SmallIntegerField()),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    #: The words of the bio that can be compared, the first in front.
    words = models.GeneratedField(
        verbose_name=_("words that can be compared"),
        expression=Func("bio", function="public.entente_words"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )

    objects = CreatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("creator")
        verbose_name_plural = _("creators")
        permissions = [
            ("view_private_creator", _("Can see birth dates, proofs and private measurements")),
            ("review_creator", _("Can review profiles and take them down")),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="creator_state"),
            models.Index(fields=["bucket", "id"], name="creator_bucket"),
            models.Index(fields=["home_country"], name="creator_country"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CreatorState.values), name="creator_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=CLAIMED_STATES) | Q(person__isnull=False), name="creator_unclaimed_is_draft"
            ),
            models.CheckConstraint(
                condition=~Q(state=CreatorState.PUBLISHED) | (Q(published_at__isnull=False) & ~Q(display_name="")),
                name="creator_published_has_name_and_date",
            ),
            models.CheckConstraint(
                condition=Q(available_from=None)
                | Q(available_until=None)
                | Q(available_until__gte=F("available_from")),
                name="creator_available_in_order",
            ),
            models.CheckConstraint(
                condition=Q(minimum_fee_minor=None, minimum_fee_currency="")
                | (Q(minimum_fee_minor__gt=0) & ~Q(minimum_fee_currency="")),
                name="creator_minimum_fee_has_currency",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or f"#{self.pk}"

    @property
    def is_unclaimed(self) -> bool:
        """Nobody owns this profile yet: it can be matched but not contacted."""
        return self.person_id is None

    @property
    def is_published(self) -> bool:
        return self.state == CreatorState.PUBLISHED


class CreatorNiche(models.Model):
    """One of a profile's niches; position 0 is the main one."""

    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="creator_niches")
    niche = models.ForeignKey("taxonomy.Niche", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["creator", "niche"], name="creator_niche_once"),
            models.UniqueConstraint(fields=["creator", "position"], name="creator_niche_position"),
            models.CheckConstraint(condition=Q(position__lt=MOST_NICHES), name="creator_niches_at_most_five"),
        ]

    def __str__(self) -> str:
        return f"{self.creator_id} {self.position}: {self.niche_id}"
