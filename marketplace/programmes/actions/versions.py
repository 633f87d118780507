"""Changing the rules of a programme with four eyes: one member of staff proposes, somebody else approves."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.eligibility import RuleError
from marketplace.programmes.actions import succession, wording
from marketplace.programmes.enums import ProposalState
from marketplace.programmes.models import Programme, RuleProposal
from marketplace.programmes.policies import may_decide_on, may_propose_rules
from marketplace.programmes.queries.proposed import as_proposed, earliest_day, is_said, is_waiting
from marketplace.programmes.queries.rule_sets import variants

LONGEST_NOTE = 1_000


class MayNotPropose(Refused):
    """Only staff with this right may propose rules."""


class MayNotDecide(Refused):
    """Somebody else with this right decides on it, not whoever proposed it."""


class AlreadyDecided(DomainError):
    """This proposal was already decided."""


class AlreadyProposed(DomainError):
    """The same text from the same day waits for somebody to decide on it."""


class AlreadySaid(DomainError):
    """On that day the rule says exactly this already."""


@transaction.atomic
def propose(
    *,
    actor: Person,
    programme: Programme,
    rule_code: str,
    valid_from: datetime.date | None,
    body: dict[str, Any] | None,
    reason: str,
    effect: dict[str, Any] | None = None,
    **text: Any,
) -> RuleProposal:
    """A new text of a rule from a day on, of a rule there is or a new one; `body` None ends it on that day.

    `text` are other columns of a version: reading, country, source, url, quote, notes, labels, grace_days. `effect` is
    what the preview counted. Raises MayNotPropose, Invalid (with the place in the body), AlreadyProposed, AlreadySaid
    or succession.NothingToEnd.
    """
    require_may_act(actor)
    if not may_propose_rules(actor):
        raise MayNotPropose(_("Only staff with this right may propose rules."))
    row = _locked(programme)
    proposal = RuleProposal(
        programme=row, rule_code=rule_code.strip(), valid_from=valid_from, body=body, reason=reason,
        proposed_by=actor, effect=effect or {}, **text,
    )  # fmt: skip
    wording.clean(proposal)
    if is_waiting(proposal):
        raise AlreadyProposed(_("The same text from the same day is proposed already, and waits for a decision."))
    _require_possible(proposal)
    proposal.save()
    record("programmes.rules_proposed", actor=actor, subject=row, data=_told(proposal))
    return proposal


@transaction.atomic
def approve(*, actor: Person, proposal: RuleProposal, reason: str = "") -> RuleProposal:
    """Open the proposed version and end the one whose place it takes, at once. Raises MayNotDecide, AlreadyDecided,
    Invalid (the day has come meanwhile), AlreadySaid, succession.NothingToEnd or succession.HasDecided."""
    row = _to_decide(actor, proposal)
    _require_possible(row)
    succession.carry_out(row, approved_by=actor)
    _decide(row, actor, ProposalState.APPROVED, reason)
    record("programmes.rules_changed", actor=actor, subject=row.programme, data=_told(row))
    return row


@transaction.atomic
def refuse(*, actor: Person, proposal: RuleProposal, reason: str) -> RuleProposal:
    """Nothing changes; whoever proposed it reads why. Raises MayNotDecide, AlreadyDecided or Invalid."""
    row = _to_decide(actor, proposal)
    if not reason.strip():
        raise Invalid({"reason": _("Say why: whoever proposed it reads this.")})
    _decide(row, actor, ProposalState.REFUSED, reason)
    record("programmes.proposal_refused", actor=actor, subject=row.programme, data=_told(row))
    return row


@transaction.atomic
def withdraw(*, actor: Person, proposal: RuleProposal) -> RuleProposal:
    """Take one's own proposal back. Raises MayNotDecide or AlreadyDecided."""
    require_may_act(actor)
    row = _waiting(proposal)
    if row.proposed_by_id != actor.pk:
        raise MayNotDecide(_("Only whoever proposed it takes it back."))
    _decide(row, actor, ProposalState.WITHDRAWN, "")
    record("programmes.proposal_withdrawn", actor=actor, subject=row.programme, data=_told(row))
    return row


def _locked(programme: Programme) -> Programme:
    return Programme.objects.select_for_update(of=("self",)).select_related("inherits").get(pk=programme.pk)


def _waiting(proposal: RuleProposal) -> RuleProposal:
    """The proposal under a lock of its programme, so that two decisions are one after the other."""
    _locked(proposal.programme)
    row = RuleProposal.objects.select_for_update(of=("self",)).select_related("programme__inherits").get(pk=proposal.pk)
    if row.state != ProposalState.PROPOSED:
        raise AlreadyDecided(_("This proposal was already decided."))
    return row


def _to_decide(actor: Person, proposal: RuleProposal) -> RuleProposal:
    require_may_act(actor)
    if not may_decide_on(actor, proposal):
        raise MayNotDecide(_("Somebody else with this right decides on it, not whoever proposed it."))
    return _waiting(proposal)


def _decide(row: RuleProposal, actor: Person, state: ProposalState, reason: str) -> None:
    note = reason.strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid({"reason": _("At most %(count)s characters.") % {"count": LONGEST_NOTE}})
    row.state, row.decided_by, row.decided_at, row.decision_note = state, actor, timezone.now(), note
    row.save(update_fields=["state", "decided_by", "decided_at", "decision_note", "updated_at"])


def _require_possible(proposal: RuleProposal) -> None:
    """The day is still to come, there is something to change or end, and the whole can be judged with it."""
    programme = proposal.programme
    earliest = earliest_day(programme)
    if earliest is not None and (proposal.valid_from is None or proposal.valid_from < earliest):
        words = {"day": date_format(earliest, "DATE_FORMAT")}
        raise Invalid(
            {
                "valid_from": _("This programme has decided already: its rules change on %(day)s at the earliest.")
                % words
            }
        )
    if proposal.body is None and not succession.would_end(proposal):
        raise succession.NothingToEnd(_("This rule asks nothing from that day on."))
    if is_said(proposal):
        raise AlreadySaid(_("On that day this rule says exactly this already: there is nothing to change."))
    heirs = Programme.objects.filter(inherits=programme).select_related("inherits")
    after = as_proposed(programme, proposal)
    for one in [programme, *heirs]:
        # An heir is judged by the general rules as they would be.
        whole = after if one.pk == programme.pk else _inheriting(one, after)
        try:
            variants(whole, proposal.valid_from or timezone.now().date())
        except RuleError as error:
            raise Invalid({"body": error.message}) from error


def _inheriting(heir: Programme, general: Programme) -> Programme:
    heir.inherits = general
    return heir


def _told(proposal: RuleProposal) -> dict[str, Any]:
    first = proposal.valid_from.isoformat() if proposal.valid_from else None
    told = {"rule": proposal.rule_code, "country": proposal.country, "from": first, "proposal": proposal.pk}
    return told | ({"reason": proposal.decision_note} if proposal.decision_note else {})
