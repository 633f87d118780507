"""What a result says, in whole sentences, in the reader's language: to the creator as "you", to others neutrally."""

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, override

from . import counted, fixes, post_sentences
from . import quantities as say
from .comparators import Op, bounds
from .measures import Kind, Measure
from .outcomes import Outcome
from .values import Unit

if TYPE_CHECKING:
    from .verdicts import CriterionResult

#: Sentences for everything else, by comparator.
PLAIN: dict[Op, str] = {
    Op.GTE: gettext_noop("%(label)s: %(observed)s; at least %(needed)s needed."),
    Op.LTE: gettext_noop("%(label)s: %(observed)s; at most %(needed)s accepted."),
    Op.EQ: gettext_noop("%(label)s: %(observed)s; %(needed)s needed."),
    Op.BETWEEN: gettext_noop("%(label)s: %(observed)s; from %(low)s to %(high)s needed."),
    Op.IN: gettext_noop("%(label)s: %(observed)s; needed: %(needed)s."),
    Op.NOT_IN: gettext_noop("%(label)s: %(observed)s; not accepted: %(needed)s."),
    Op.HAS: gettext_noop("%(label)s: %(observed)s; all of these needed: %(needed)s."),
    Op.HAS_ANY: gettext_noop("%(label)s: %(observed)s; at least one of these needed: %(needed)s."),
    Op.HAS_NOT: gettext_noop("%(label)s: %(observed)s; none of these accepted: %(needed)s."),
}
PLAIN_AS_NEEDED = gettext_noop("%(label)s: %(observed)s, as needed.")
PLAIN_SHORT = gettext_noop("%(label)s: %(observed)s; at least %(needed)s needed: %(gap)s missing.")
PLAIN_OVER = gettext_noop("%(label)s: %(observed)s; at most %(needed)s accepted: %(gap)s too much.")

#: How a yes/no measure is said: when it is so, when it is not, and what was needed.
STATES: dict[str, tuple[str, str, str, str]] = {
    "is_public": (
        gettext_noop("The channel is public."),
        gettext_noop("The channel is private."),
        gettext_noop("A public channel is needed."),
        gettext_noop("A private channel is needed."),
    ),
    "is_business": (
        gettext_noop("It is a business account."),
        gettext_noop("It is a personal account."),
        gettext_noop("A business account is needed."),
        gettext_noop("A personal account is needed."),
    ),
    "ownership_proven": (
        gettext_noop("Ownership of the channel is proven."),
        gettext_noop("Ownership of the channel is not proven."),
        gettext_noop("Proven ownership is needed."),
        gettext_noop("A channel whose ownership is not proven is needed."),
    ),
    "identity_verified": (
        gettext_noop("The identity is verified."),
        gettext_noop("The identity is not verified."),
        gettext_noop("A verified identity is needed."),
        gettext_noop("An identity that is not verified is needed."),
    ),
    "parental_consent": (
        gettext_noop("A parent’s consent is on record."),
        gettext_noop("No parent’s consent is on record."),
        gettext_noop("A parent’s consent is needed."),
        gettext_noop("A record without a parent’s consent is needed."),
    ),
    "is_political": (
        gettext_noop("It is an account of a government, a party or a politician."),
        gettext_noop("It is not an account of a government, a party or a politician."),
        gettext_noop("An account of a government, a party or a politician is needed."),
        gettext_noop("Accounts of governments, parties and politicians are not accepted."),
    ),
    "can_go_live": (
        gettext_noop("The channel can go live."),
        gettext_noop("The channel cannot go live."),
        gettext_noop("A channel that can go live is needed."),
        gettext_noop("A channel that cannot go live is needed."),
    ),
    "condition": (
        gettext_noop("This condition is met."),
        gettext_noop("This condition is not met."),
        gettext_noop("This condition must be met."),
        gettext_noop("This condition must not be met."),
    ),
    "invited": (
        gettext_noop("An invitation was received."),
        gettext_noop("No invitation was received."),
        gettext_noop("An invitation is needed."),
        gettext_noop("This is for those who were not invited."),
    ),
}


def message(result: "CriterionResult") -> str:
    with _in_language(result.lang):
        return " ".join(filter(None, [_finding(result), _consequence(result)]))


def fix(result: "CriterionResult") -> str:
    """What the creator can do about it; "" where nothing needs doing, or where it is not the reader's to do."""
    if result.voice != "creator" or result.outcome not in (Outcome.FAIL, Outcome.UNKNOWN):
        return ""
    with _in_language(result.lang):
        return fixes.fix_for(result)


def figures(result: "CriterionResult") -> dict[str, str]:
    """What was observed, what is needed and the gap, as short texts; empty where no number can be shown."""
    if result.gap is None or result.observed is None or result.outcome not in (Outcome.PASS, Outcome.FAIL):
        return {}
    with _in_language(result.lang):
        return {
            "observed": say.quantity(result.measure, result.observed),
            "needed": _threshold(result),
            "gap": say.distance(result.measure, result.gap) if result.gap else "",
        }


def _threshold(result: "CriterionResult") -> str:
    low, high = (
        "" if bound is None else say.quantity(result.measure, bound)
        for bound in bounds(result.op, result.criterion.condition.value)
    )
    if low and high:
        return low if low == high else f"{low} – {high}"
    return f"≥ {low}" if low else f"≤ {high}"


def requirement(measure: Measure, op: Op, needed: Any) -> dict[str, str]:
    """The threshold as the words that fill a sentence."""
    if op is Op.CADENCE:
        return {"needed": say.number(needed if isinstance(needed, int) else needed[1])}
    if op is Op.BETWEEN:
        return {"low": say.value(measure, needed[0]), "high": say.value(measure, needed[1])}
    if isinstance(needed, list):
        return {"needed": say.listed(measure, needed, "or" if op in (Op.IN, Op.HAS_ANY) else "standard")}
    low, high = bounds(op, needed) if measure.kind is Kind.INT else (None, None)
    bound = low if low is not None else high
    return {"needed": say.value(measure, needed if bound is None else bound)}


def _in_language(lang: str | None) -> Any:
    return override(lang) if lang else nullcontext()


def _consequence(result: "CriterionResult") -> str:
    criterion = result.criterion
    label = criterion.exemption and criterion.exemption.condition.measure.label
    match result.outcome:
        case Outcome.EXEMPT if result.granted or not criterion.exemption:
            return _("An exemption was granted.")
        case Outcome.EXEMPT:
            return _("An exemption applies: %(label)s.") % {"label": label}
        case Outcome.REVIEW:
            return _("A person must decide: %(label)s.") % {"label": label}
        case Outcome.NOT_YET_OPEN if criterion.valid_from:
            return _("This rule applies from %(day)s.") % {"day": say.day(criterion.valid_from)}
        case Outcome.CLOSED if criterion.valid_to:
            return _("This rule no longer applies since %(day)s.") % {"day": say.day(criterion.valid_to)}
    return ""


def _finding(result: "CriterionResult") -> str:
    measure = result.measure
    if result.is_stale and result.as_of is not None:
        return _stale(result)
    if measure.over_posts and result.observed is None:
        return _("The posts are not known.") + " " + post_sentences.asked(result.criterion)
    if measure.unit is Unit.YEARS and bounds(result.op, result.criterion.condition.value)[1] is None:
        return _age(result)
    if measure.kind is Kind.BOOL:
        return _state(result)
    if measure.code == "seats_taken" and result.op is Op.LT and result.observed is not None:
        return counted.seats(result)
    if post_sentences.can_say(result):
        return post_sentences.sentence(result)
    if counted.can_say(result):
        return counted.sentence(result)
    return _plain(result)


def _stale(result: "CriterionResult") -> str:
    days = result.measure.stale_after_days or 0
    sentence = ngettext(
        "%(label)s: last measured on %(day)s; a figure counts for %(days)s day.",
        "%(label)s: last measured on %(day)s; a figure counts for %(days)s days.",
        days,
    )
    return sentence % {"label": result.measure.label, "day": say.day(result.as_of), "days": days}  # type: ignore[arg-type]


def _age(result: "CriterionResult") -> str:
    needed = bounds(result.op, result.criterion.condition.value)[0] or 0
    if result.observed is not None:
        sentence = ngettext(
            "You are %(age)s year old; the minimum age is %(needed)s.",
            "You are %(age)s years old; the minimum age is %(needed)s.",
            result.observed,
        )
        return sentence % {"age": result.observed, "needed": needed}
    if result.outcome is Outcome.UNKNOWN:
        return _("The age is not known; the minimum age is %(needed)s.") % {"needed": needed}
    if result.granted:
        return _("The minimum age is %(needed)s.") % {"needed": needed}
    if result.outcome is Outcome.PASS:
        return _("The minimum age of %(needed)s is reached.") % {"needed": needed}
    return _("The minimum age of %(needed)s is not reached.") % {"needed": needed}


def _state(result: "CriterionResult") -> str:
    yes, no, yes_needed, no_needed = STATES[result.measure.base]
    wanted = bool(result.criterion.condition.value)
    demand = _(yes_needed if wanted else no_needed)
    if result.granted and result.observed is None:
        return demand
    if result.outcome is Outcome.UNKNOWN or result.outcome.is_dated_out:
        return _("%(label)s: not known.") % {"label": result.measure.label} + " " + demand
    holds = wanted if result.outcome is Outcome.PASS else not wanted
    return _(yes if holds else no) if holds is wanted else f"{_(yes if holds else no)} {demand}"


def _plain(result: "CriterionResult") -> str:
    measure, op = result.measure, result.op
    words = {
        "label": measure.label,
        "observed": say.value(measure, result.observed),
        "gap": say.distance(measure, result.gap or 0),
        **requirement(measure, op, result.needed),
    }
    side = {Op.GT: Op.GTE, Op.LT: Op.LTE, Op.CADENCE: Op.GTE}.get(op, op)
    if result.gap and side is Op.GTE:
        return _(PLAIN_SHORT) % words
    if result.gap and side is Op.LTE:
        return _(PLAIN_OVER) % words
    if op is Op.EQ and result.outcome is Outcome.PASS:
        return _(PLAIN_AS_NEEDED) % words
    return _(PLAIN[side]) % words
