"""What of a rule set counts on a day: criteria, and groups that ask for so many of their members."""

from dataclasses import dataclass
from datetime import date

from ..nodes import Counting, Criterion, Node


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least k of the members, 1 ≤ k ≤ their number: all of them, any, or some."""

    k: int
    members: "tuple[Plan, ...]"


Plan = Criterion | AtLeast


def plan(node: Node, as_of: date, skip: str = "") -> Plan | None:
    """The node without what does not count on that day (informational, out of its dates) and without the criterion of
    the code `skip`; None where nothing is left. A group of one is that one."""
    if isinstance(node, Criterion):
        counts = node.counting is not Counting.NEVER and node.dated_out(as_of) is None and node.code != skip
        return node if counts else None
    members = tuple(found for member in node.members if (found := plan(member, as_of, skip)) is not None)
    if len(members) < 2:
        return members[0] if members else None
    return AtLeast(node.required(len(members)), members)
