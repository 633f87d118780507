"""What a creator's own word rules out, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.engine.refusals import Refusal
from marketplace.matching.engine.sentences.names import Names, day


def refusal_label(code: str) -> str:
    """What a refusal is called."""
    return {
        "platform": _("A channel where the campaign runs"),
        "sector": _("Sectors they work for"),
        "kind": _("Kinds of work they do"),
        "paid_only": _("Paid or for products"),
        "minimum_fee": _("Their minimum fee"),
        "not_looking": _("Looking for work"),
        "window": _("Available on the content dates"),
        "own_word": _("What they accept"),
    }[code]


def refusal_sentence(refusal: Refusal, names: Names) -> str:
    """Why it fits, does not, or must be agreed on."""
    if refusal.code == "own_word" and refusal.outcome != Outcome.PASS:
        return _own_word(refusal)
    writers = FITS if refusal.outcome == Outcome.PASS else STANDS_AGAINST
    return writers[refusal.code](refusal.evidence, names)


def _no_channel(seen: Mapping[str, Any], names: Names) -> str:
    wanted = names.listed([names.platform(code) for code in seen["wanted"]])
    return _("The campaign runs on %(wanted)s; this channel is on %(platform)s.") % {
        "wanted": wanted, "platform": names.platform(seen["platform"]),
    }  # fmt: skip


def _has_channel(seen: Mapping[str, Any], names: Names) -> str:
    if not seen.get("wanted"):
        return _("The campaign runs on any platform.")
    return _("The channel is on %(platform)s, as wanted.") % {"platform": names.platform(seen["platform"])}


def _sector(seen: Mapping[str, Any], names: Names) -> str:
    sectors = names.listed([names.sector(code) for code in seen["sectors"]])
    return _("The creator does not work for: %(sectors)s.") % {"sectors": sectors}


def _kind(seen: Mapping[str, Any], names: Names) -> str:
    kinds = names.listed([names.kind(code) for code in seen["kinds"]])
    return _("The creator does not do: %(kinds)s.") % {"kinds": kinds}


def _minimum_fee(seen: Mapping[str, Any], names: Names) -> str:
    minimum = names.money(seen["minimum"], seen["currency"])
    if seen["ceiling"] is None:
        return _("The creator asks for at least %(minimum)s; the campaign names no fee: to be agreed.") % {
            "minimum": minimum
        }
    return _("The creator asks for at least %(minimum)s, which the campaign’s fee does not reach as it stands.") % {
        "minimum": minimum
    }


def _away(seen: Mapping[str, Any], names: Names) -> str:
    if seen["until"] is not None:
        return _("The creator is available until %(day)s, which is outside the content dates.") % {
            "day": day(seen["until"])
        }
    return _("The creator is available from %(day)s, which is outside the content dates.") % {"day": day(seen["from"])}


def _own_word(refusal: Refusal) -> str:
    if refusal.outcome == Outcome.FAIL:
        return _("The campaign asks for something that the creator does not accept. What it is stays with them.")
    return _("A condition of the creator has to be agreed on with them.")


Writer = Callable[[Mapping[str, Any], Names], str]
STANDS_AGAINST: dict[str, Writer] = {
    "platform": _no_channel,
    "sector": _sector,
    "kind": _kind,
    "paid_only": lambda seen, names: _("The creator works for pay only, and this campaign gives products."),
    "minimum_fee": _minimum_fee,
    "not_looking": lambda seen, names: _("The creator is not looking for work."),
    "window": _away,
}
FITS: dict[str, Writer] = {
    "platform": _has_channel,
    "sector": lambda seen, names: _("The creator has not refused this sector."),
    "kind": lambda seen, names: _("The creator has not refused this kind of work."),
    "paid_only": lambda seen, names: _("The way of paying does not stand against it."),
    "minimum_fee": lambda seen, names: _("No minimum fee stands against it."),
    "not_looking": lambda seen, names: _("The creator has not said that they look for no work."),
    "window": lambda seen, names: _("Nothing says they are away on the content dates."),
    "own_word": lambda seen, names: _("Nothing that the creator has said stands against it."),
}
