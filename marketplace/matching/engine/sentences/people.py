"""What people wrote, answered, wish and vouch for, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.sentences.names import Names, day


def text(reading: Reading, names: Names) -> str:
    """Which words meet."""
    seen = reading.evidence
    if not seen["asked"]:
        return _("The brief holds no word that creators use of themselves, so this part stays neutral.")
    if not seen["has_words"]:
        return _("The creator has written nothing about themself yet, so this part stays neutral.")
    if not seen["shared"]:
        return _("None of the words that matter in the brief is among the creator’s own.")
    return ngettext(
        "%(shared)d of the %(asked)d word that matters in the brief is among the creator’s own (%(words)s).",
        "%(shared)d of the %(asked)d words that matter in the brief are among the creator’s own (%(words)s).",
        seen["asked"],
    ) % {"shared": len(seen["shared"]), "asked": seen["asked"], "words": names.listed(_beginnings(seen["shared"]))}


def _beginnings(words: list[str]) -> list[str]:
    """Shortened words as people can read them; of two forms of one word the longer."""
    kept = [word for word in words if not any(other != word and other.startswith(word) for other in words)]
    return [f"{word}…" for word in kept]


def reliability(reading: Reading, names: Names) -> str:
    """How many invitations were answered, and what that is weighed with."""
    seen = reading.evidence
    if not seen["due"]:
        return _("No invitation has called for an answer yet, so this counts as for the average creator of this size.")
    return ngettext(
        "%(kept)d of %(due)d invitation answered in time, weighed with how creators of this size answer.",
        "%(kept)d of %(due)d invitations answered in time, weighed with how creators of this size answer.",
        seen["due"],
    ) % {"kept": seen["kept"], "due": seen["due"]}


def interest(reading: Reading, names: Names) -> str:
    """What the creator wishes, line by line."""
    seen = reading.evidence
    if not seen["is_claimed"]:
        return _("Nobody has claimed this profile, so the creator’s wishes are not known: neutral.")
    return " ".join(_interest_line(line, seen, names) for line in seen["lines"])


def _interest_line(line: Any, seen: Any, names: Names) -> str:
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
    if line["name"] == "learned":
        return _("Going by what they answered before, they would say yes %(share)s of the time.") % {
            "share": names.percent(line["fit"])
        }
    return ngettext(
        "They offer %(priced)d of the %(asked)d kind of work asked for.",
        "They offer %(priced)d of the %(asked)d kinds of work asked for.",
        seen["kinds"],
    ) % {"priced": line["priced"], "asked": seen["kinds"]}


def confidence(reading: Reading, names: Names) -> str:
    """Where the numbers come from, and whose the channel is."""
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
