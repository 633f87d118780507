"""The parts of a score in words, naming the evidence."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.sentences import numbers, people
from marketplace.matching.engine.sentences.names import Names

#: Translated when they are read: a list of matches says them a hundred times.
LABELS = {
    "niche": pgettext_lazy("part of a score", "Niche"),
    "text": pgettext_lazy("part of a score", "Words in common"),
    "audience": pgettext_lazy("part of a score", "Audience"),
    "performance": pgettext_lazy("part of a score", "Performance"),
    "price": pgettext_lazy("part of a score", "Price"),
    "reliability": pgettext_lazy("part of a score", "Reliability"),
    "interest": pgettext_lazy("part of a score", "Mutual interest"),
    "confidence": pgettext_lazy("part of a score", "Trust in the numbers"),
}


def label(part: str) -> str:
    """What a part is called."""
    return str(LABELS[part])


def sentence(reading: Reading, names: Names) -> str:
    """What decided the part, in one or a few short sentences."""
    if reading.evidence.get("nothing_asked"):
        return _("The campaign asks for nothing here, so nothing is missing.")
    return WRITERS[reading.part](reading, names)


def _niche(reading: Reading, names: Names) -> str:
    seen = reading.evidence
    said = []
    if seen["niches_asked"] and not seen["has_niches"]:
        said.append(_("The creator’s niches are not known, so this part stays neutral."))
    elif seen["niches_asked"]:
        said.append(_nearest(seen, names))
    if seen["styles_asked"]:
        shared = len(seen["styles_shared"])
        said.append(
            ngettext("%(shared)d of the %(asked)d wanted style is theirs.",
                     "%(shared)d of the %(asked)d wanted styles are theirs.", seen["styles_asked"])
            % {"shared": shared, "asked": seen["styles_asked"]}
        )  # fmt: skip
    return " ".join(said)


def _nearest(seen: Any, names: Names) -> str:
    if not seen["offered"]:
        return _("None of the creator’s niches is near what the campaign is about.")
    wanted, offered = names.niche(seen["wanted"]), names.niche(seen["offered"])
    if seen["wanted"] == seen["offered"]:
        return _("“%(niche)s” is wanted, and it is what they make.") % {"niche": wanted}
    if seen["ancestor"] == seen["wanted"]:
        return _("“%(wanted)s” is wanted; “%(offered)s” is part of it.") % {"wanted": wanted, "offered": offered}
    return _("“%(wanted)s” is wanted; the nearest of theirs is “%(offered)s”, both under “%(ancestor)s”.") % {
        "wanted": wanted, "offered": offered, "ancestor": names.niche(seen["ancestor"]),
    }  # fmt: skip


def _audience(reading: Reading, names: Names) -> str:
    return " ".join(_audience_line(line, names) for line in reading.evidence["lines"])


def _audience_line(line: Any, names: Names) -> str:
    if not line["is_known"]:
        return {
            "countries": _("Where the audience lives is not known: neutral."),
            "ages": _("The ages of the audience are not known: neutral."),
            "genders": _("The genders of the audience are not known: neutral."),
            "languages": _("The languages of the audience are not known: neutral."),
            "place": _("The creator’s country is not known: neutral."),
            "tongue": _("The creator’s languages are not known: neutral."),
        }[line["name"]]
    if line["name"] == "place":
        country = names.country(line["what"])
        if line["inside"]:
            return _("They are where the campaign runs (%(country)s).") % {"country": country}
        return _("They are in a country the campaign does not name (%(country)s).") % {"country": country}
    if line["name"] == "tongue":
        spoken = names.listed([names.language(code) for code in line["what"]])
        if line["inside"]:
            return _("They work in a wanted language (%(languages)s).") % {"languages": spoken}
        return _("They work in none of the wanted languages.")
    shares = [
        _("%(who)s %(actual)s (%(wanted)s wanted)")
        % {
            "who": _who(line["name"], code, names),
            "actual": names.percent(line["actual"][code]),
            "wanted": names.percent(wanted),
        }
        for code, wanted in line["wanted"].items()
    ]
    return _("Audience: %(shares)s.") % {"shares": names.listed(shares)}


def _who(dimension: str, code: str, names: Names) -> str:
    if dimension == "countries":
        return names.country(code)
    if dimension == "languages":
        return names.language(code)
    if dimension == "ages":
        return _("aged %(band)s") % {"band": code}
    return {
        "female": pgettext("audience", "women"),
        "male": pgettext("audience", "men"),
        "other": pgettext("audience", "other genders"),
    }.get(code, code)


WRITERS: dict[str, Callable[[Reading, Names], str]] = {
    "niche": _niche,
    "text": people.text,
    "audience": _audience,
    "performance": numbers.performance,
    "price": numbers.price,
    "reliability": people.reliability,
    "interest": people.interest,
    "confidence": people.confidence,
}
