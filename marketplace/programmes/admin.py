"""Programmes with their dated rules and readings, what is proposed, where they are open, and who is exempted."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.accounts.models import Person
from marketplace.activity.models import Event
from marketplace.core.desk import Decision, Desk, InQueue, Work, WorkingDesk, queue
from marketplace.programmes.actions import exemptions, openings, programmes, versions
from marketplace.programmes.enums import ProgrammeState, ProposalState
from marketplace.programmes.forms import desk as forms
from marketplace.programmes.models import Exemption, Programme, RuleProposal
from marketplace.programmes.policies import may_propose_rules
from marketplace.programmes.queries.texts import rules_of, versions_of, with_rules
from marketplace.programmes.queries.words import text_in_words

KEEP, APPROVE, EXEMPT = (
    "programmes.change_programme",
    "programmes.approve_rules",
    "programmes.grant_exemption",
)
MOST_EVENTS = 50

queue(
    "proposals",
    label=_("Rules to approve"),
    icon="rule",
    right=APPROVE,
    model="programmes.ruleproposal",
    rows=lambda: RuleProposal.objects.filter(state=ProposalState.PROPOSED).order_by("pk"),
)


def publish(*, actor: Person, row: Programme, reason: str) -> None:
    programmes.publish(actor=actor, programme=row, reason=reason)


def retire(*, actor: Person, row: Programme, reason: str) -> None:
    programmes.retire(actor=actor, programme=row, reason=reason)


def approve(*, actor: Person, row: RuleProposal, reason: str) -> None:
    versions.approve(actor=actor, proposal=row, reason=reason)


def refuse(*, actor: Person, row: RuleProposal, reason: str) -> None:
    versions.refuse(actor=actor, proposal=row, reason=reason)


def withdraw(*, actor: Person, row: RuleProposal, reason: str) -> None:
    versions.withdraw(actor=actor, proposal=row)


def revoke(*, actor: Person, row: Exemption, reason: str) -> None:
    exemptions.revoke(actor=actor, exemption=row)


def _create(actor: Person, row: None, data: dict[str, Any]) -> Programme:
    return programmes.create(actor=actor, **data)


def _open(actor: Person, row: Programme, data: dict[str, Any]) -> Programme:
    return openings.add(actor=actor, programme=row, **data).programme


def _close(actor: Person, row: Programme, data: dict[str, Any]) -> Programme:
    return openings.close(actor=actor, **data).programme


def _exempt(actor: Person, row: Programme, data: dict[str, Any]) -> Programme:
    return exemptions.grant(actor=actor, programme=row, **data).programme


@admin.register(Programme)
class ProgrammeAdmin(WorkingDesk):
    list_display = ("slug", "name_en", "kind", "state", "platform", "sponsor")
    list_filter = ("state", "kind", "platform", "space")
    list_select_related = ("platform",)
    search_fields = ("slug", "name_en", "name_fr", "sponsor")
    fields = (
        "slug", "kind", "state", "space", "name_en", "name_fr", "summary_en", "summary_fr", "platform", "sponsor",
        "brand", "inherits", "rules_read", "openings_read", "proposals_read", "audit",
    )  # fmt: skip
    readonly_fields = ("rules_read", "openings_read", "proposals_read", "audit")
    beginning = Work("new", _("Add a programme"), lambda *given, row: forms.ProgrammeForm(*given), _create, KEEP)
    works = (
        Work("open", _("Open it somewhere"), lambda *given, row: forms.OpeningForm(*given), _open, KEEP),
        Work("close", _("Set the end of an opening"), lambda *given, row: forms.ClosingForm(*given, programme=row),
             _close, KEEP, fits=lambda row: row.openings.exists()),
        Work("exempt", _("Grant an exemption"), lambda *given, row: forms.ExemptionForm(*given), _exempt, EXEMPT),
    )  # fmt: skip
    decisions = (
        Decision(
            "publish", _("Publish"), publish, KEEP, fits=lambda row: row.state != ProgrammeState.PUBLISHED,
            help=_("It is listed, and every creator learns where they stand."),
        ),
        Decision(
            "retire", _("Retire"), retire, KEEP, fits=lambda row: row.state == ProgrammeState.PUBLISHED,
            help=_("It stays to be read, and is open to nobody."), is_grave=True,
        ),
    )  # fmt: skip

    def change_view(self, request: HttpRequest, object_id: str, *given: Any, **more: Any) -> Any:
        self.proposes = may_propose_rules(request.user)
        return super().change_view(request, object_id, *given, **more)

    @admin.display(description=_("rules"))
    def rules_read(self, programme: Programme) -> str:
        rules = rules_of(with_rules([programme])[0])
        told = [{"rule": rule, "versions": [{"version": one, "asked": text_in_words(one)} for one in versions_of(rule)]}
                for rule in rules]  # fmt: skip
        return _block("rules", programme=programme, rules=told)

    @admin.display(description=_("openings"))
    def openings_read(self, programme: Programme) -> str:
        return _block("openings", openings=programme.openings.all())

    @admin.display(description=_("proposed versions"))
    def proposals_read(self, programme: Programme) -> str:
        return _block("proposals", proposals=programme.proposals.select_related("proposed_by")[:MOST_EVENTS])

    @admin.display(description=pgettext_lazy("programme", "what happened"))
    def audit(self, programme: Programme) -> str:
        events = Event.objects.filter(subject_type="programmes.programme", subject_id=programme.pk)
        return _block("audit", events=events.order_by("-pk").select_related("actor")[:MOST_EVENTS])


@admin.register(RuleProposal)
class ProposalAdmin(Desk):
    list_display = ("rule_code", "programme", "valid_from", "country", "state", "proposed_by", "created_at")
    list_filter = (InQueue, "state", "programme")
    list_select_related = ("programme", "proposed_by")
    search_fields = ("rule_code", "programme__slug")
    fields = (
        "programme", "rule_code", "label_en", "label_fr", "asked", "asked_now", "valid_from", "country", "reading",
        "is_deciding", "source", "url", "quote", "note_en", "note_fr", "reason", "gains", "state", "proposed_by",
        "created_at", "decided_by", "decided_at", "decision_note",
    )  # fmt: skip
    readonly_fields = ("asked", "asked_now", "gains")
    decisions = (
        Decision(
            "approve", pgettext_lazy("proposal", "Approve"), approve, APPROVE, needs_reason=False,
            fits=lambda row: row.state == ProposalState.PROPOSED,
            help=_("Read the source yourself. The version in force ends and this one begins on its day."),
        ),
        Decision("refuse", pgettext_lazy("proposal", "Refuse"), refuse, APPROVE, is_grave=True,
                 fits=lambda row: row.state == ProposalState.PROPOSED),
        Decision("withdraw", _("Take it back"), withdraw, "programmes.propose_rules", needs_reason=False,
                 fits=lambda row: row.state == ProposalState.PROPOSED),
    )  # fmt: skip

    def open_decisions(self, request: HttpRequest, row: Any) -> list[Decision]:
        """Nobody decides on their own proposal, and nobody else takes it back."""
        mine = row.proposed_by_id == request.user.pk
        return [one for one in super().open_decisions(request, row) if (one.name == "withdraw") == mine]

    @admin.display(description=_("what it asks"))
    def asked(self, row: RuleProposal) -> str:
        return _block("asked", asked=text_in_words(row) if row.body else None)

    @admin.display(description=_("what is asked until then"))
    def asked_now(self, row: RuleProposal) -> str:
        rule = row.programme.rules.filter(code=row.rule_code).first()
        held = [one for one in (rule.versions.deciding() if rule else []) if one.country == row.country]
        before = [
            one for one in held if row.valid_from is None or (one.valid_from is None or one.valid_from < row.valid_from)
        ]
        last = max(before, key=lambda one: str(one.valid_from or ""), default=None)
        return _block("asked", asked=text_in_words(last) if last else None)

    @admin.display(description=_("who gains and loses"))
    def gains(self, row: RuleProposal) -> str:
        return _block("effect", effect=row.effect)


@admin.register(Exemption)
class ExemptionAdmin(Desk):
    list_display = ("programme", "rule_code", "creator", "country", "starts_on", "ends_on", "revoked_at")
    list_filter = ("programme", ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("programme", "creator")
    search_fields = ("rule_code", "programme__slug")
    fields = (
        "programme", "rule_code", "creator", "country", "starts_on", "ends_on", "reason", "granted_by", "created_at",
        "revoked_at", "revoked_by",
    )  # fmt: skip
    decisions = (
        Decision("revoke", _("Revoke"), revoke, EXEMPT, fits=lambda row: row.revoked_at is None, needs_reason=False),
    )


def _block(name: str, **context: Any) -> str:
    return mark_safe(render_to_string(f"admin/programmes/{name}.html", context))
