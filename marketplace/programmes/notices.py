"""What creators are told about programmes.

The data of a notice names programmes and rules in both languages, as they were called then, and holds no figure.
"""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from marketplace.accounts.enums import Side
from marketplace.notifications.kinds import Data, declare

FIRST, QUALIFIED = "programmes.first_seen", "programmes.qualified"
LOST, GRACE = "programmes.lost", "programmes.grace"
Item = dict[str, Any]


def url_of(data: Data) -> str:
    """Their page of the programme; the list of all where there are several."""
    slugs = {item["slug"] for item in data.get("items", [])}
    return reverse("programmes:my_programme", args=[*slugs]) if len(slugs) == 1 else reverse("programmes:mine")


def first_in_words(data: Data) -> Data:
    """Both counts in a sentence each."""
    compared, qualifies = data["programmes"], data["qualifies"]
    title = ngettext("You qualify for %(count)s programme", "You qualify for %(count)s programmes", qualifies)
    title = title if qualifies else _("You can see which programmes are near")
    body = ngettext(
        "We compared your profile with the rules of %(count)s programme. See what is missing and how far it is.",
        "We compared your profile with the rules of %(count)s programmes. See what is missing and how far it is.",
        compared,
    )
    return {"title": title % {"count": qualifies}, "body": body % {"count": compared}}


def qualified_in_words(data: Data) -> Data:
    """Since today: which programmes, through which channel."""
    items = data["items"]
    many = ngettext(
        "Since today you qualify for %(count)s programme",
        "Since today you qualify for %(count)s programmes",
        len(items),
    )
    return _words(_("Since today you qualify for %(name)s") if len(items) == 1 else many, items, _gained)


def lost_in_words(data: Data) -> Data:
    """Which programmes, and why."""
    items = data["items"]
    many = ngettext(
        "You no longer qualify for %(count)s programme",
        "You no longer qualify for %(count)s programmes",
        len(items),
    )
    return _words(_lost_title(items[0]) if len(items) == 1 else many, items, _lost)


def grace_in_words(data: Data) -> Data:
    """Which programmes, what is missed, and until when the place is kept."""
    items = data["items"]
    one = _("You no longer meet the rules of %(name)s; your place is kept for now")
    many = ngettext(
        "Your place in %(count)s programme is kept for now",
        "Your place in %(count)s programmes is kept for now",
        len(items),
    )
    return _words(one if len(items) == 1 else many, items, _kept)


def _words(title: str, items: list[Item], sentence: Any) -> Data:
    values = {"name": name_of(items[0]), "count": len(items)}
    sentences = [sentence(item) for item in items]
    if len(items) > 1:
        sentences = [
            _("%(name)s: %(sentence)s") % {"name": name_of(item), "sentence": text}
            for item, text in zip(items, sentences, strict=True)
        ]
    return {"title": title % values, "body": " ".join(sentences)}


def name_of(item: Item) -> str:
    """The programme, with the channel where it has one."""
    name = _in_language(item)
    return (
        _("%(programme)s with %(handle)s") % {"programme": name, "handle": item["handle"]} if item["handle"] else name
    )


def _gained(item: Item) -> str:
    if item["rules_of"]:
        return _("The rules changed on %(day)s, and you meet them.") % {"day": _day(item["rules_of"])}
    return _("You meet all of its rules. Its page says how to join.")


def _lost_title(item: Item) -> str:
    return {
        "closed": _("%(name)s has closed"),
        "rules": _("The rules of %(name)s changed, and you no longer meet them"),
    }.get(item["why"], _("You no longer meet the rules of %(name)s"))


def _lost(item: Item) -> str:
    rules = _rules(item)
    if item["why"] == "closed":
        return _("It is over where you are.")
    if item["rules_of"]:
        return _("The rules changed on %(day)s: %(rules)s.") % {"day": _day(item["rules_of"]), "rules": rules}
    if item["why"] == "unknown":
        return _("Your figures are missing or too old: %(rules)s. Add a measurement.") % {"rules": rules}
    return _("Not met any more: %(rules)s.") % {"rules": rules}


def _kept(item: Item) -> str:
    values = {"rules": _rules(item), "day": _day(item["until"])}
    return _("Not met any more: %(rules)s. Meet it again before %(day)s and nothing changes.") % values


def _rules(item: Item) -> str:
    return " · ".join(_in_language(rule) for rule in item["rules"]) or _("see its page")


def _in_language(names: dict[str, Any]) -> str:
    return str(names["fr"] or names["en"]) if (get_language() or "en").startswith("fr") else str(names["en"])


def _day(iso: str) -> str:
    return date_format(datetime.date.fromisoformat(iso), "DATE_FORMAT")


TITLE, BODY = "%(title)s", "%(body)s"
declare(
    FIRST, label=gettext_lazy("Your profile is compared with the programmes"),
    side=Side.CREATOR, title=TITLE, body=BODY, url=url_of, present=first_in_words,
)  # fmt: skip
declare(
    QUALIFIED, label=gettext_lazy("You qualify for a programme"),
    side=Side.CREATOR, title=TITLE, body=BODY, url=url_of, present=qualified_in_words,
)  # fmt: skip
declare(
    LOST, label=gettext_lazy("You no longer qualify for a programme"),
    side=Side.CREATOR, title=TITLE, body=BODY, url=url_of, present=lost_in_words,
)  # fmt: skip
declare(
    GRACE, label=gettext_lazy("You no longer meet a programme’s rules and keep your place for some days"),
    side=Side.CREATOR, title=TITLE, body=BODY, url=url_of, present=grace_in_words,
)  # fmt: skip
