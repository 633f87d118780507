"""What a rule asks, in words, before anybody is measured by it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from . import post_sentences
from .comparators import Op, bounds
from .measures import Kind
from .nodes import Criterion, Group
from .sentences import STATES, requirement
from .values import Unit

ASKED: dict[Op, str] = {
    Op.GTE: gettext_noop("%(label)s: at least %(needed)s."),
    Op.GT: gettext_noop("%(label)s: at least %(needed)s."),
    Op.LTE: gettext_noop("%(label)s: at most %(needed)s."),
    Op.LT: gettext_noop("%(label)s: at most %(needed)s."),
    Op.EQ: gettext_noop("%(label)s: %(needed)s."),
    Op.BETWEEN: gettext_noop("%(label)s: from %(low)s to %(high)s."),
    Op.IN: gettext_noop("%(label)s: %(needed)s."),
    Op.NOT_IN: gettext_noop("%(label)s: not %(needed)s."),
    Op.HAS: gettext_noop("%(label)s: all of %(needed)s."),
    Op.HAS_ANY: gettext_noop("%(label)s: at least one of %(needed)s."),
    Op.HAS_NOT: gettext_noop("%(label)s: none of %(needed)s."),
}


def describe(criterion: Criterion) -> str:
    """ "Followers: at least 10,000." in the reader's language."""
    measure, op, value = criterion.measure, criterion.op, criterion.condition.value
    if measure.over_posts:
        return post_sentences.asked(criterion)
    if measure.kind is Kind.BOOL:
        return _(STATES[measure.base][2 if value else 3])
    if measure.unit is Unit.YEARS and bounds(op, value)[1] is None:
        return _("The minimum age is %(needed)s.") % {"needed": bounds(op, value)[0]}
    return _(ASKED[op]) % {"label": measure.label, **requirement(measure, op, criterion.needed)}


def heading(group: Group) -> str:
    """How many members of a group must hold."""
    if group.kind == "atleast":
        sentence = ngettext("At least %(k)s of these rules:", "At least %(k)s of these rules:", group.k)
        return sentence % {"k": group.k}
    return _("At least one of these rules:") if group.kind == "any" else _("All of these rules:")
