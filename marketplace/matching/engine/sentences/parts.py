"""The parts of a score in words, naming the evidence."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.sentences.names import Names, day

#: Translated when they are read: a list of matches says them a hundred times.
LABELS = {
    "niche": pgettext_lazy("part of a score", "Niche"),
    "audience": pgettext_lazy("part of a score", "Audience"),
    "performance": pgettext_lazy("part of a score", "Performance"),
    "price": pgettext_lazy("part of a score", "Price"),
    "preferences": pgettext_lazy("part of a score", "Wishes"),
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


def _performance(reading: Reading, names: Names) -> str:
    seen = reading.evidence
    if not reading.is_known:
        if seen["is_measured"]:
            return _("Too few comparable channels to say how this one does: neutral.")
        return _("No engagement or views are known yet, so this part stays neutral.")
    said = [_performance_line(line, seen, names) for line in seen["lines"]]
    return " ".join(said)


def _performance_line(line: Any, seen: Any, names: Names) -> str:
    template = {
        "engagement_rate_bp": _(
            "Engagement of %(value)s, above %(share)s of the %(size)d comparable channels (%(cohort)s)."
        ),
        "view_rate_bp": _(
            "Median views of %(value)s of followers, above %(share)s of the %(size)d comparable channels (%(cohort)s)."
        ),
        "like_rate_bp": _(
            "%(value)s likes a post and follower since the account began, "
            "above %(share)s of the %(size)d comparable channels (%(cohort)s)."
        ),
    }[line["metric"]]
    platform, _bar, tier = line["cohort"].partition("|")
    cohort = names.platform(platform)
    if tier:
        cohort = _("%(platform)s, %(tier)s") % {"platform": cohort, "tier": names.tier(tier)}
    return template % {
        "value": names.percent(line["value"]), "share": names.percent(line["percentile"]), "size": line["size"],
        "cohort": cohort,
    }  # fmt: skip


def _price(reading: Reading, names: Names) -> str:
    seen = reading.evidence
    if seen["is_barter"]:
        return _("Nothing is paid in this campaign, so price plays no part.")
    if seen["cost"] is None:
        if seen["other_currency"]:
            return _("The creator’s prices are in another currency than the campaign’s: not converted, neutral.")
        if not seen["missing"]:
            return _("No deliverable is asked for on this channel, so there is no price to judge: neutral.")
        kinds = names.listed([names.kind(kind) for kind in seen["missing"]])
        return _("No price is known for: %(kinds)s. Neutral.") % {"kinds": kinds}
    cost = names.money(seen["cost"], seen["currency"])
    if seen["ceiling"] is None:
        return _("The work costs %(cost)s; the campaign names no fee, so this part stays neutral.") % {"cost": cost}
    ceiling = names.money(seen["ceiling"], seen["currency"])
    if seen["cost"] <= seen["floor"]:
        return _("The work costs %(cost)s, well within the %(ceiling)s a creator can be paid.") % {
            "cost": cost, "ceiling": ceiling,
        }  # fmt: skip
    if seen["cost"] <= seen["ceiling"]:
        return _("The work costs %(cost)s, within the %(ceiling)s a creator can be paid.") % {
            "cost": cost, "ceiling": ceiling,
        }  # fmt: skip
    return _("The work costs %(cost)s, more than the %(ceiling)s a creator can be paid.") % {
        "cost": cost, "ceiling": ceiling,
    }  # fmt: skip


def _preferences(reading: Reading, names: Names) -> str:
    seen = reading.evidence
    if not seen["is_claimed"]:
        return _("Nobody has claimed this profile, so the creator’s wishes are not known: neutral.")
    return " ".join(_preference_line(line, seen, names) for line in seen["lines"])


def _preference_line(line: Any, seen: Any, names: Names) -> str:
    if line["name"] == "pay":
        return _("The campaign gives products and no money.") if line["fit"] < 10_000 else _("The work is paid.")
    if line["name"] == "availability":
        return {
            "open": _("Open to work."),
            "busy": _("Busy for now."),
            "not_looking": _("Not looking for work."),
        }[line["state"]]
    if line["name"] == "window":
        return _("Available for %(share)s of the content dates.") % {"share": names.percent(line["fit"])}
    return ngettext(
        "They offer %(priced)d of the %(asked)d kind of work asked for.",
        "They offer %(priced)d of the %(asked)d kinds of work asked for.",
        seen["kinds"],
    ) % {"priced": line["priced"], "asked": seen["kinds"]}


def _confidence(reading: Reading, names: Names) -> str:
    seen = reading.evidence
    if seen["measured_on"] is None or not seen["source"]:
        said = [_("No numbers have been given for this channel.")]
    else:
        template = {
            "fetched": _("Numbers fetched from the platform on %(day)s."),
            "proof": _("Numbers of %(day)s with a proof."),
            "declared": _("Numbers of %(day)s, declared by the creator."),
            "imported": _("Numbers of %(day)s, imported from a list."),
        }[seen["source"]]
        said = [template % {"day": day(seen["measured_on"])}]
    said.append(
        {
            "proven": _("The channel is proven to be theirs."),
            "pending": _("The proof that the channel is theirs is being checked."),
        }.get(seen["ownership"], _("It is not proven that the channel is theirs."))
    )
    return " ".join(said)


WRITERS: dict[str, Callable[[Reading, Names], str]] = {
    "niche": _niche,
    "audience": _audience,
    "performance": _performance,
    "price": _price,
    "preferences": _preferences,
    "confidence": _confidence,
}
