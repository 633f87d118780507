"""The texts of rules as people read them: what is asked, what is accepted instead, and whether it counts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.eligibility import Outcome, RuleSet
from marketplace.eligibility.describe import describe, heading
from marketplace.eligibility.measures import Kind
from marketplace.eligibility.nodes import Condition, Counting, Criterion, Node
from marketplace.eligibility.sentences import STATES
from marketplace.eligibility.values import Values
from marketplace.programmes.models.rule import RuleText


@dataclass(frozen=True)
class Asked:
    """A criterion in a sentence, or the heading of a group with its `members`.

    `instead` says what is accepted where it fails; `counting` is "always", "unless_known" or "never". What is
    `is_particular` is a condition that nothing measures: its sentence does not say which. `staying` says what those who
    qualify already are asked instead, and how long they keep their place.
    """

    sentence: str
    instead: str = ""
    counting: str = str(Counting.ALWAYS)
    members: "tuple[Asked, ...]" = ()
    is_particular: bool = False
    staying: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All of it in one line."""
        return " ".join([self.sentence, *(member.whole for member in self.members), *self.staying])

    def __str__(self) -> str:
        return self.whole


def asked_by(body: dict[str, Any]) -> Asked:
    """A stored node in the reader's words."""
    return in_words(RuleSet.parse({"all": [body]}).root.members[0])


def text_in_words(text: RuleText) -> Asked:
    """A text with what it says of those who qualify already."""
    return replace(asked_by(text.body), staying=tuple(_staying(text)))


def _staying(text: RuleText) -> Iterator[str]:
    if text.leave_body is not None:
        yield _("Who qualifies already stays as long as this holds: %(asked)s") % {"asked": asked_by(text.leave_body)}
    if text.grace_days:
        sentence = ngettext(
            "Who qualifies and then misses it keeps their place for %(days)s day.",
            "Who qualifies and then misses it keeps their place for %(days)s days.",
            text.grace_days,
        )
        yield sentence % {"days": text.grace_days}


def same_text(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Do two stored nodes ask the same, however they are written?"""
    return one == other or canonical(one) == canonical(other)


def canonical(body: dict[str, Any]) -> str:
    """The one form of everything that asks the same."""
    return json.dumps(RuleSet.parse({"all": [body]}).as_json(), sort_keys=True)


def text_form(text: RuleText) -> str:
    """The one form of all texts that ask the same, of newcomers and of those who qualify already."""
    leaving = canonical(text.leave_body) if text.leave_body is not None else ""
    return "\n".join([canonical(text.body), leaving, str(text.grace_days)])


def in_words(node: Node) -> Asked:
    if isinstance(node, Criterion):
        is_particular = node.measure.keyed_by is Values.CONDITION
        return Asked(describe(node), _instead(node), str(node.counting), is_particular=is_particular)
    return Asked(heading(node), members=tuple(map(in_words, node.members)))


def _instead(criterion: Criterion) -> str:
    exemption = criterion.exemption
    if exemption is None:
        return ""
    words = {"condition": _holds(exemption.condition)}
    if exemption.grants is Outcome.REVIEW:
        return _("If not, a person decides where this holds: %(condition)s") % words
    return _("If not, it is accepted where this holds: %(condition)s") % words


def _holds(condition: Condition) -> str:
    """A condition as a statement: "A parent's consent is on record."."""
    if condition.measure.kind is Kind.BOOL:
        return _(STATES[condition.measure.base][0 if condition.value else 1])
    return describe(Criterion("", condition))
