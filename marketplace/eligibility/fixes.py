"""What a creator can do about a rule that is not met, or about a fact that is not known."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import quantities as say
from .comparators import Op, bounds
from .measures import Topic
from .outcomes import Outcome
from .values import Kind, Subject, Values

if TYPE_CHECKING:
    from .verdicts import CriterionResult


def fix_for(result: "CriterionResult") -> str:
    if result.outcome is Outcome.UNKNOWN:
        return _to_know(result)
    return _to_meet(result)


def _to_know(result: "CriterionResult") -> str:
    measure = result.measure
    if measure.over_posts:
        return _to_know_posts(result)
    if result.is_stale:
        return _("Add a new measurement of this channel.")
    if measure.code == "age_years":
        return _("Give your birth date in your profile. It stays private: others only see whether a rule is met.")
    if measure.code == "account_age_days":
        return _("Give the day this account was created.")
    if measure.keyed_by is Values.CONDITION:
        return _("Check this with the platform itself: it is not measured here.")
    if measure.topic is Topic.TERMS and measure.keyed_by is Values.RATE:
        return _("Add this price to your rates.")
    if measure.code in _UNKNOWN_TO_US:
        return _UNKNOWN_TO_US[measure.code]()
    if measure.stale_after_days is not None:
        return _("Add a measurement of this channel that includes this figure.")
    if measure.subject is Subject.CHANNEL:
        return _("Complete the page of this channel.")
    return _("Complete your profile.")


def _to_know_posts(result: "CriterionResult") -> str:
    if result.is_stale or result.observed is None:
        return _("Add the latest posts of this channel.")
    return _("Complete what is said of your posts: something that decides is missing.")


def _to_meet_with_posts(result: "CriterionResult") -> str:
    gap = result.gap or 0
    if result.op is Op.CADENCE:
        pace = result.criterion.condition.value[0]
        text = ngettext(
            "Publish at least %(number)s post that counts every week.",
            "Publish at least %(number)s posts that count every week.",
            pace,
        )
        return text % {"number": say.number(pace)}
    if bounds(result.op, result.criterion.condition.value)[0] is None or not gap:
        return ""
    if result.measure.code == "posts_counted":
        text = ngettext("Publish %(number)s more post that counts.", "Publish %(number)s more posts that count.", gap)
        return text % {"number": say.number(gap)}
    return _("Once your posts have the views, add them here.")


def _to_meet(result: "CriterionResult") -> str:
    measure, condition = result.measure, result.criterion.condition
    if measure.over_posts:
        return _to_meet_with_posts(result)
    high = bounds(condition.op, condition.value)[1]
    if measure.code in _ONLY_GROW and high is not None and result.observed is not None and result.observed > high:
        return ""
    if measure.code in _OWN:
        return _OWN[measure.code]()
    if measure.keyed_by is Values.CONDITION:
        return _("Settle this with the platform.")
    if measure.keyed_by is Values.RATE:
        return _("Your prices are yours to set: change this one only if it suits you.")
    if measure.topic is Topic.AUDIENCE:
        return _("An audience moves slowly: look for campaigns that seek the one you have.")
    if measure.kind is Kind.INT and (low := bounds(condition.op, condition.value)[0]) is not None and result.gap:
        return _("Once you reach %(needed)s, add a measurement.") % {"needed": say.quantity(measure, low)}
    if measure.code in _NOT_THEIRS:
        return ""
    if measure.kind is Kind.SET:
        return _("If your profile leaves something out, add it there: only what you really make or speak.")
    if measure.topic is Topic.PLACE:
        return _("If this is out of date, correct it in your profile.")
    return ""


_OWN = {
    "age_years": lambda: _("Time will settle it. From 16, a parent’s consent can be put on record."),
    "is_public": lambda: _("Make the channel public on its platform, then say so on its page here."),
    "is_business": lambda: _("Change the kind of account on its platform, then say so on its page here."),
    "ownership_proven": lambda: _("Prove that the channel is yours: its page shows how."),
    "identity_verified": lambda: _("Ask for your identity to be verified."),
    "parental_consent": lambda: _("Ask a parent to give their consent."),
    "community_standing": lambda: _("Settle this with the platform, then correct it on the channel’s page."),
    "availability": lambda: _("Change your availability in your profile if you can take this on."),
    "account_age_days": lambda: _("Time will settle it."),
    "can_go_live": lambda: _("See in the platform’s app what it asks before you can go live, then say so here."),
    "invited": lambda: _("Only those who are invited can take part."),
    "profile_fields": lambda: _("Fill in what is missing in your profile."),
    "seats_taken": lambda: _("All seats are taken: look again when the next group begins."),
    "platform": lambda: _("If you also have a channel on a platform asked for, add it."),
}

#: Time settles what is too little of these, and never what is too much.
_ONLY_GROW = frozenset({"age_years", "account_age_days"})

#: Nobody can change these to meet a rule.
_NOT_THEIRS = frozenset({"is_political", "memberships"})

_UNKNOWN_TO_US = {
    "is_political": lambda: _("The platform knows this and does not tell: it shows in its own app."),
    "can_go_live": lambda: _("The platform knows this and does not tell: it shows in its own app."),
    "invited": lambda: _("Only those who are invited can take part."),
    "seats_taken": lambda: "",
    "memberships": lambda: "",
}
