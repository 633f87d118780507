"""A roster in words, made on reading from the integers that are stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from marketplace.core.money import format_money
from marketplace.core.templatetags.formats import number, percent_of_100
from marketplace.matching import words
from marketplace.rosters.enums import LeftOut
from marketplace.rosters.models import Roster, RosterMiss, RosterPick


def points(value: int) -> str:
    """Points out of 100, as scores are shown: 7140 → 71.4."""
    return number(value / 100, 1)


def _less(whole: int, left: int) -> str:
    """The difference of two figures as they are shown, so that a reader who subtracts finds the same."""
    return points(round(whole, -1) - round(left, -1))


def why_in(pick: RosterPick) -> str:
    """What somebody adds to the others."""
    told = {"score": points(pick.score), "adds": points(pick.marginal), "shared": _less(pick.score, pick.marginal)}
    if pick.is_pinned:
        return _("Pinned by you. Adds %(adds)s points: %(score)s less %(shared)s for shared audience.") % told
    if pick.shared <= 0:
        return _("Adds the whole %(score)s points: nobody else reaches this audience.") % told
    return _("Adds %(adds)s points: %(score)s less %(shared)s for audience that others reach too.") % told


def why_out(miss: RosterMiss, names: Mapping[int, str], currency: str) -> str:
    """What stands against somebody, what insisting costs, and what would let them in."""
    told = [_limit_kept(kind, name) for kind, name in miss.keeps_out]
    told = told or [_("They would add less than anybody chosen.")]
    instead = [names[creator] for creator in miss.instead_of if creator in names]
    if instead:
        told.append(_("They would take the place of %(names)s.") % {"names": words.listed(instead)})
    told.append(
        _("With them the whole is worth %(loss)s points less.") % {"loss": points(miss.loss)}
        if miss.loss
        else _("With them the whole is worth the same.")
    )
    if miss.enough_cost is not None and miss.loss:
        price = format_money(miss.enough_cost, currency)
        told.append(_("At %(price)s or less they would be in.") % {"price": price})
    return " ".join(told)


def _limit_kept(kind: str, name: str) -> str:
    return {
        "budget": _("The budget does not reach for them as well."),
        "most": _("All seats are taken."),
    }.get(kind) or _("There are enough of their sort already.")


def relaxation(row: Mapping[str, Any], currency: str) -> str:
    """What would make a choice possible."""
    (kind, name), enough, now = row["limit"], int(row["enough"]), int(row["now"])
    if kind == "budget":
        return _("a budget of %(amount)s") % {"amount": format_money(enough, currency)}
    if kind == "fewest":
        return _("at least %(n)d instead of %(now)d creators") % {"n": enough, "now": now}
    if kind == "most":
        return ngettext("a place for %(n)d creator", "places for %(n)d creators", enough) % {"n": enough}
    if kind in ("least", "at_most"):
        told = {"n": enough, "now": now, "group": group(name)}
        text = _("%(group)s: at least %(n)d instead of %(now)d")
        return (text if kind == "least" else _("%(group)s: at most %(n)d instead of %(now)d")) % told
    if kind == "pinned":
        return ngettext("only %(n)d of those you pinned", "only %(n)d of those you pinned", enough) % {"n": enough}
    return ngettext("%(n)d of those you left out", "%(n)d of those you left out", enough) % {"n": enough}


def group(name: str) -> str:
    """What a minimum or a maximum is about."""
    kind, _colon, code = name.partition(":")
    if kind == "deliverables":
        return _("deliverables on %(platform)s") % {"platform": words.platform(code)}
    named = {"platform": words.platform, "country": words.country, "tier": words.tier}
    return named[kind](code) if kind in named else pgettext("creators", "under 100,000 followers")


def left_out(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The reasons, the commonest first."""
    return [
        (str(LeftOut(code).label), count) for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def worth(scores: int, roster: Roster) -> str:
    """Of what the worth of a roster is made; `scores` are those of its picks together."""
    if scores <= roster.value:
        return _("The scores of all, whole: they reach different audiences.")
    told = {"scores": points(scores), "shared": _less(scores, roster.value)}
    return _("Scores of %(scores)s, less %(shared)s for audience that several reach.") % told


def budget_label(row: Mapping[str, Any], currency: str) -> str:
    """The other budget, and by how much it differs: €2,880 (−20%)."""
    change = int(row["percent"])
    sign = "+" if change > 0 else "\N{MINUS SIGN}"
    return f"{format_money(row['budget'], currency)} ({sign}{percent_of_100(abs(change))})"


def other_budget(row: Mapping[str, Any], roster: Roster, names: Mapping[int, str]) -> str:
    """What another budget would buy."""
    if not row["is_possible"]:
        return _("No choice would be possible.")
    gained = int(row["value"]) - roster.value
    if not (gained or row["in"] or row["out"]):
        return _("The same choice.")
    creators = int(row["creators"])
    told = ngettext("%(n)d creator", "%(n)d creators", creators) % {"n": creators}
    change = _("%(points)s points more") if gained >= 0 else _("%(points)s points less")
    parts = [told, change % {"points": points(abs(gained))}]
    for key, text in (("in", _("also %(names)s")), ("out", _("without %(names)s"))):
        known = [names[creator] for creator in row[key] if creator in names]
        if known:
            parts.append(text % {"names": words.listed(known)})
    return ", ".join(parts)


def proof(roster: Roster) -> str:
    """How good it is, and how sure that is."""
    if roster.is_exact:
        return _("Proved: no other choice is worth more.")
    return _("No other choice can be worth more than %(percent)s %% more.") % {
        "percent": number(roster.regret_bp / 100, 2)
    }


def refusal(code: str) -> str:
    """Why an invitation could not be sent, in words."""
    told: Sequence[tuple[str, str]] = (
        ("already-in-contact", _("You are in contact about this campaign already.")),
        ("already-answered", _("They said no to this campaign before.")),
        ("not-contactable", _("This creator cannot be contacted now.")),
        ("creator-refuses", _("The campaign asks for something that the creator does not accept.")),
        ("seats-taken", _("All places of this campaign are taken.")),
        ("not-open", _("This campaign is not open now.")),
    )
    return dict(told).get(code, _("The invitation could not be sent."))


def names_of(rows: Sequence[RosterPick | RosterMiss]) -> dict[int, str]:
    """The names that sentences may mention, by creator."""
    return {row.creator_id: row.creator.display_name or row.channel.handle for row in rows}
