"""What is measured and what it costs, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.sentences.names import Names
from marketplace.matching.engine.spec import VIEWS


def performance(reading: Reading, names: Names) -> str:
    """Where each rate stands among comparable channels."""
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
    said = template % {
        "value": names.percent(line["value"]), "share": names.percent(line["percentile"]), "size": line["size"],
        "cohort": _cohort(line["cohort"], names),
    }  # fmt: skip
    return f"{said} {_drawn(line, names)}".rstrip()


def _drawn(line: Any, names: Names) -> str:
    """That a rate counts as another one, for it rests on few posts; nothing where it rests on as many as can be."""
    if line["is_full"] or line["drawn"] == line["value"]:
        return ""
    drawn = names.percent(line["drawn"])
    if line["posts"] is None:
        return _("How many posts it rests on is not known, so it counts as %(drawn)s.") % {"drawn": drawn}
    return ngettext(
        "It rests on %(posts)d post, so it counts as %(drawn)s.",
        "It rests on %(posts)d posts, so it counts as %(drawn)s.",
        line["posts"],
    ) % {"posts": line["posts"], "drawn": drawn}


def _cohort(code: str, names: Names) -> str:
    platform, tier, language = (*code.split("|"), "")[:3]
    said = [names.platform(platform)]
    said += [names.tier(tier)] if tier else []
    said += [names.language(language)] if language else []
    return ", ".join(said)


def price(reading: Reading, names: Names) -> str:
    """What the work costs, and what a result would."""
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
    said = [_cost(seen, names)]
    if seen["result"] is not None:
        said.append(_per_result(seen["result"], seen["currency"], names))
    return " ".join(said)


def _cost(seen: Any, names: Names) -> str:
    cost = names.money(seen["cost"], seen["currency"])
    if seen["ceiling"] is None:
        return _("The work costs %(cost)s; the campaign names no fee to measure that by.") % {"cost": cost}
    told = {"cost": cost, "ceiling": names.money(seen["ceiling"], seen["currency"])}
    if seen["cost"] <= seen["floor"]:
        return _("The work costs %(cost)s, well within the %(ceiling)s a creator can be paid.") % told
    if seen["cost"] <= seen["ceiling"]:
        return _("The work costs %(cost)s, within the %(ceiling)s a creator can be paid.") % told
    return _("The work costs %(cost)s, more than the %(ceiling)s a creator can be paid.") % told


def _per_result(result: Any, currency: str, names: Names) -> str:
    told = {"low": names.money(result["low"], currency), "high": names.money(result["high"], currency)}
    if result["kind"] == VIEWS:
        said = _("Expected: %(low)s to %(high)s per 1,000 views.") % told
    else:
        said = _("Expected: %(low)s to %(high)s per 1,000 likes, comments and shares.") % told
    if result["middle"] is None:
        return said
    return (
        said
        + " "
        + _("Half of comparable posts ask less than %(middle)s.") % {"middle": names.money(result["middle"], currency)}
    )
