"""One text of a rule after another: what is in force ends, what follows opens, on one day."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.core.errors import DomainError
from marketplace.programmes.models import Programme, Rule, RuleProposal, RuleVersion
from marketplace.programmes.queries.proposed import TEXT, begins_after, begins_before, replaced_by


class NothingToEnd(DomainError):
    """This rule asks nothing from that day on."""


class HasDecided(DomainError):
    """What holds on that day has decided something already: choose a later day."""


def carry_out(proposal: RuleProposal, *, approved_by: Person | None) -> RuleVersion | None:
    """End what the text takes the place of, and open it; None where it only ended a rule. Within a transaction.

    A version that begins on the same day and has decided nothing goes; the new one holds until a later one begins.
    An end takes away later versions too. Raises HasDecided, or NothingToEnd where there is no such rule.
    """
    rule = _rule(proposal)
    following = _make_room(rule, proposal)
    if proposal.body is None:
        return None
    values: dict[str, Any] = {name: getattr(proposal, name) for name in TEXT}
    return RuleVersion.objects.create(
        rule=rule,
        **values,
        valid_from=proposal.valid_from,
        valid_to=following,
        author=proposal.proposed_by,
        approved_by=approved_by,
    )


def would_end(proposal: RuleProposal) -> bool:
    """Is there anything to end on that day, or planned for later?"""
    rule = proposal.programme.rules.filter(code=proposal.rule_code).first()
    return rule is not None and any(_reaches(one, proposal.valid_from) for one in
                                    replaced_by(proposal, rule.versions.all()))  # fmt: skip


def _reaches(version: RuleVersion, day: datetime.date | None) -> bool:
    """Does it hold on this day or later?"""
    return version.valid_to is None or day is None or version.valid_to > day


def _rule(proposal: RuleProposal) -> Rule:
    programme: Programme = proposal.programme
    rule = programme.rules.filter(code=proposal.rule_code).first()
    if rule is not None:
        return rule
    if proposal.body is None:
        raise NothingToEnd(_("This rule asks nothing from that day on."))
    names = {"label_en": proposal.label_en, "label_fr": proposal.label_fr}
    return Rule.objects.create(programme=programme, code=proposal.rule_code, position=programme.rules.count(), **names)


def _make_room(rule: Rule, proposal: RuleProposal) -> datetime.date | None:
    """The first day on which a later version begins, if one does."""
    first = proposal.valid_from
    following: datetime.date | None = None
    for one in replaced_by(proposal, rule.versions.select_for_update().order_by("pk")):
        if begins_before(one, first):
            if _reaches(one, first):
                _end(one, first)
        elif proposal.body is not None and begins_after(one, first):
            assert one.valid_from is not None
            following = min(following or one.valid_from, one.valid_from)
        else:
            _drop(one)
    return following


def _end(version: RuleVersion, day: datetime.date | None) -> None:
    if version.decided_on is not None and (day is None or version.decided_on >= day):
        raise HasDecided(_("What holds on that day has decided something already: choose a later day."))
    version.valid_to = day
    version.save(update_fields=["valid_to"])


def _drop(version: RuleVersion) -> None:
    if version.decided_on is not None:
        raise HasDecided(_("What holds on that day has decided something already: choose a later day."))
    version.delete()
