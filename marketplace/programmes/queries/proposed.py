"""A programme as it would be with a proposed text: a copy in memory, nothing of it is saved."""

import copy
import datetime
from collections.abc import Iterable

from django.db.models import Max, Q
from django.utils import timezone

from marketplace.programmes.enums import ProposalState
from marketplace.programmes.models import Programme, Rule, RuleProposal, RuleVersion, Standing
from marketplace.programmes.models.rule import RuleText
from marketplace.programmes.queries.texts import rules_of, versions_of, with_rules

Day = datetime.date
DAY = datetime.timedelta(days=1)
#: What a text says, where and how; when it holds is worked out.
TEXT = tuple(field.name for field in RuleText._meta.fields if field.name not in ("valid_from", "valid_to"))


def earliest_day(programme: Programme) -> Day | None:
    """The first day from which its rules may be different: the day after the last one it decided, and tomorrow at the
    earliest. None is any day, for it has decided nothing yet."""
    concerned = Q(programme=programme) | Q(programme__inherits=programme)
    days = [
        Standing.objects.filter(concerned).aggregate(day=Max("as_of"))["day"],
        RuleVersion.objects.filter(rule__programme=programme).aggregate(day=Max("decided_on"))["day"],
    ]
    decided = [day for day in days if day is not None]
    return max(timezone.now().date(), *decided) + DAY if decided else None


def replaced_by(proposal: RuleProposal, versions: Iterable[RuleVersion]) -> list[RuleVersion]:
    """The versions whose place the text would take, whenever they hold: those of its country and reading, and, where
    it decides, every other reading that decides there."""
    return [
        one
        for one in versions
        if one.country == proposal.country
        and (one.reading == proposal.reading or (one.is_deciding and proposal.is_deciding))
    ]


def is_said(proposal: RuleProposal) -> bool:
    """Does the rule say exactly this on that day already? The same rule from another source is another text."""
    if proposal.body is None:
        return False
    rows = RuleVersion.objects.filter(rule__programme=proposal.programme, rule__code=proposal.rule_code)
    return any(_same(one, proposal) for one in rows if _holds(one, proposal.valid_from))


def is_waiting(proposal: RuleProposal) -> bool:
    """Is exactly this, from the same day, proposed already and not decided?"""
    rows = RuleProposal.objects.filter(
        programme=proposal.programme, rule_code=proposal.rule_code, valid_from=proposal.valid_from,
        state=ProposalState.PROPOSED,
    )  # fmt: skip
    return any(_same(one, proposal) for one in rows)


def _same(one: RuleText, other: RuleText) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in TEXT)


def _holds(version: RuleVersion, day: Day | None) -> bool:
    """On this day; None is the beginning of time."""
    return version.valid_from is None if day is None else version.is_in_force(day)


def as_proposed(programme: Programme, proposal: RuleProposal) -> Programme:
    """The programme after the approval of this proposal, which need not be stored."""
    found = with_rules([copy.copy(programme)])[0]
    rules = [_with_versions(rule) for rule in rules_of(found)]
    mine = next((rule for rule in rules if rule.code == proposal.rule_code), None)
    if mine is None:
        mine = Rule(programme=found, code=proposal.rule_code, position=len(rules))
        mine.all_versions = []  # type: ignore[attr-defined]
        rules.append(mine)
    mine.all_versions = _after(mine, proposal)  # type: ignore[attr-defined]
    found.all_rules = rules  # type: ignore[attr-defined]
    return found


def _with_versions(rule: Rule) -> Rule:
    found = copy.copy(rule)
    found.all_versions = [copy.copy(one) for one in versions_of(rule)]  # type: ignore[attr-defined]
    return found


def _after(rule: Rule, proposal: RuleProposal) -> list[RuleVersion]:
    first = proposal.valid_from
    kept: list[RuleVersion] = []
    following: Day | None = None
    affected = {id(one) for one in replaced_by(proposal, versions_of(rule))}
    for one in versions_of(rule):
        if id(one) not in affected:
            kept.append(one)
        elif begins_before(one, first):
            one.valid_to = first if one.valid_to is None else min(one.valid_to, first or one.valid_to)
            kept.append(one)
        elif proposal.body is not None and begins_after(one, first):
            assert one.valid_from is not None
            following = min(following or one.valid_from, one.valid_from)
            kept.append(one)
    if proposal.body is not None:
        values = {name: getattr(proposal, name) for name in TEXT}
        kept.append(RuleVersion(rule=rule, **values, valid_from=first, valid_to=following))
    return kept


def begins_before(version: RuleVersion, day: Day | None) -> bool:
    """None is the beginning of time."""
    return day is not None and (version.valid_from is None or version.valid_from < day)


def begins_after(version: RuleVersion, day: Day | None) -> bool:
    return version.valid_from is not None and (day is None or version.valid_from > day)
