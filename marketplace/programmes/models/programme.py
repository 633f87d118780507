"""What is offered, by whom, and where and when it is open."""

import datetime
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import TimeStamped
from marketplace.programmes.enums import Kind, ProgrammeState, Space


def days(first: str, last: str) -> Func:
    """The half-open stretch of days between two columns; NULL is without end."""
    return Func(F(first), F(last), function="daterange", output_field=models.Field())


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def listed(self) -> Self:
        """What people can look up: published, and no mere set of general rules."""
        return self.filter(state=ProgrammeState.PUBLISHED).exclude(kind=Kind.GENERAL)

    def for_market(self) -> Self:
        """Without the pupils' space, which brands and the market do not see."""
        return self.filter(space=Space.MARKET)


class Programme(TimeStamped):
    """What a platform, a sponsor or a brand offers creators under rules.

    `details` holds texts for people, each a list of {"en", "fr", "source", …}: benefits, money, steps, proofs,
    compatible_income, incompatible_income, links.
    """

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=ProgrammeState, default=ProgrammeState.DRAFT)
    space = models.CharField(_("space"), max_length=8, choices=Space, default=Space.MARKET)
    name_en = models.CharField(_("name in English"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120)
    summary_en = models.TextField(_("summary in English"), max_length=1_000, blank=True)
    summary_fr = models.TextField(_("summary in French"), max_length=1_000, blank=True)
    platform = models.ForeignKey(
        "taxonomy.Platform", null=True, blank=True, on_delete=models.PROTECT, related_name="programmes"
    )
    sponsor = models.CharField(_("sponsor"), max_length=120, blank=True)
    brand = models.ForeignKey(
        "brands.Brand", null=True, blank=True, on_delete=models.PROTECT, related_name="programmes"
    )
    inherits = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="heirs")
    details = models.JSONField(_("details"), default=dict, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["slug"]
        permissions = [
            ("propose_rules", _("Can propose versions of rules")),
            ("approve_rules", _("Can approve versions of rules that somebody else proposed")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="programme_kind_known"),
            models.CheckConstraint(condition=Q(state__in=ProgrammeState.values), name="programme_state_known"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.GENERAL) | Q(inherits=None), name="programme_general_inherits_nothing"
            ),
            models.CheckConstraint(
                condition=Q(brand=None) | Q(space=Space.MARKET), name="programme_of_brand_is_for_the_market"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_fr if (get_language() or "en").startswith("fr") else self.name_en

    @property
    def summary(self) -> str:
        return self.summary_fr if (get_language() or "en").startswith("fr") else self.summary_en

    @property
    def is_listed(self) -> bool:
        return self.state == ProgrammeState.PUBLISHED and self.kind != Kind.GENERAL

    def texts(self, part: str) -> list[dict[str, Any]]:
        """The entries of one part of the details, each with `text` in the reader's language."""
        language = "fr" if (get_language() or "en").startswith("fr") else "en"
        return [{**entry, "text": entry.get(language, "")} for entry in self.details.get(part, [])]


class Opening(models.Model):
    """From when to when a programme is open in a country ("" is everywhere). NULL is a day nobody published."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="openings")
    country = models.CharField(_("country"), max_length=2, blank=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("first day closed"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    quote = models.TextField(_("quote"), max_length=1_000, blank=True)

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ["programme", "country", F("opens_on").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gt=F("opens_on")),
                name="opening_dates_in_order",
            ),
            ExclusionConstraint(
                name="openings_never_overlap",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    ("country", RangeOperators.EQUAL),
                    (days("opens_on", "closes_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.country or '*'}"

    def covers(self, day: datetime.date) -> bool:
        begun = self.opens_on is None or self.opens_on <= day
        return begun and (self.closes_on is None or day < self.closes_on)
