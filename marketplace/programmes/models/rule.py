"""The rules of a programme, and what each said from when to when."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import TimeStamped
from marketplace.programmes.enums import ProposalState
from marketplace.programmes.models.programme import Programme, days


class Rule(models.Model):
    """One rule of a programme. Its code names it for good; what it asks is in its versions."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="rules")
    code = models.SlugField(_("code"), max_length=32)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label_en = models.CharField(_("label in English"), max_length=160, blank=True)
    label_fr = models.CharField(_("label in French"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["programme", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="rule_code_once")]

    def __str__(self) -> str:
        return self.label or self.code

    @property
    def label(self) -> str:
        return self.label_fr if (get_language() or "en").startswith("fr") else self.label_en


class RuleVersionQuerySet(models.QuerySet["RuleVersion"]):
    def in_force(self, on: datetime.date) -> Self:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gt=on))

    def deciding(self) -> Self:
        """The readings that decide; the others are kept and shown."""
        return self.filter(is_deciding=True)


class RuleText(models.Model):
    """What a rule asks during a stretch of days, and where that is written.

    `body` is one node of a rule set without a code: a criterion or a group (docs/eligibility.md). `leave_body`, where
    it is given, is asked of those who qualify already, so that nobody falls in and out at a threshold.
    `country` "" is everywhere; a country's own text takes the place of the general one there.
    """

    reading = models.SlugField(_("reading"), max_length=40, blank=True)
    is_deciding = models.BooleanField(_("this reading decides"), default=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("first day no longer in force"), null=True, blank=True)
    body = models.JSONField(_("what it asks"))
    leave_body = models.JSONField(_("what it asks of those who already qualify"), null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField(_("days of grace"), default=0)
    source = models.CharField(_("source"), max_length=300, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    quote = models.TextField(_("quote"), max_length=1_000, blank=True)
    note_en = models.TextField(_("note in English"), max_length=1_000, blank=True)
    note_fr = models.TextField(_("note in French"), max_length=1_000, blank=True)

    class Meta:
        abstract = True

    @property
    def note(self) -> str:
        return self.note_fr if (get_language() or "en").startswith("fr") else self.note_en

    def is_in_force(self, day: datetime.date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


class RuleVersion(RuleText):
    """One text of a rule. Once it has decided something (`decided_on`: the latest such day) the database lets nothing
    but its end be moved, and only to a later day than that."""

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="versions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    decided_on = models.DateField(_("last decided something on"), null=True, blank=True, editable=False)

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a rule")
        verbose_name_plural = _("versions of rules")
        ordering = ["rule", "country", "reading", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="rule_version_dates_in_order",
            ),
            ExclusionConstraint(
                name="rule_versions_never_overlap",
                expressions=[
                    ("rule", RangeOperators.EQUAL),
                    ("reading", RangeOperators.EQUAL),
                    ("country", RangeOperators.EQUAL),
                    (days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="one_reading_decides",
                expressions=[
                    ("rule", RangeOperators.EQUAL),
                    ("country", RangeOperators.EQUAL),
                    (days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_deciding=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.valid_from or '…'} – {self.valid_to or '…'}"


class RuleProposal(TimeStamped, RuleText):
    """A version somebody wrote; it becomes one when somebody else approves it. A null body ends the rule."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="proposals")
    rule_code = models.SlugField(_("code of the rule"), max_length=32)
    label_en = models.CharField(_("label in English"), max_length=160, blank=True)
    label_fr = models.CharField(_("label in French"), max_length=160, blank=True)
    body = models.JSONField(_("what it asks"), null=True, blank=True)
    reason = models.TextField(_("why"), max_length=1_000)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(_("reason of the decision"), max_length=1_000, blank=True)
    effect = models.JSONField(_("who gains and loses"), default=dict, blank=True)

    class Meta:
        verbose_name = _("proposed version")
        verbose_name_plural = _("proposed versions")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ProposalState.APPROVED) | ~Q(decided_by=F("proposed_by")),
                name="proposal_needs_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="proposal_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.slug} {self.rule_code} {self.valid_from}"
