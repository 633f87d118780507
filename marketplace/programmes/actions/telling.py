"""Telling a creator what changed: names of programmes and rules, never what was observed."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import override

from marketplace.accounts.models import Person
from marketplace.activity.models import Event
from marketplace.eligibility import Outcome
from marketplace.notifications.actions import notices
from marketplace.programmes import notices as kinds
from marketplace.programmes.enums import Cause
from marketplace.programmes.models import StandingChange
from marketplace.programmes.queries.judging import missed
from marketplace.programmes.queries.observed import facts_from
from marketplace.programmes.queries.texts import Text, texts_in_force
from marketplace.programmes.queries.verdicts import country_in
from marketplace.programmes.queries.words import asked_by

Item = dict[str, Any]


def tell(person: Person, event: Event) -> None:
    """One notice of each kind for the changes of one event, whatever happens twice; a summary for a new profile."""
    rows = StandingChange.objects.filter(pk__in=event.data["changes"]).order_by("pk")
    changes = list(rows.select_related("programme__inherits", "channel"))
    if event.data["first"]:
        _summarise(person, changes)
        return
    items: dict[str, list[Item]] = {}
    for change in changes:
        verb = kind_of(change)
        if verb is not None:
            items.setdefault(verb, []).append(_item(change))
    for verb, told in sorted(items.items()):
        notices.notify(person=person, verb=verb, data={"items": told}, key=f"event:{event.pk}:{verb}")


def kind_of(change: StandingChange) -> str | None:
    """Which kind of notice a change is worth; None for what the creator can read on the page."""
    had = change.from_outcome is not None and Outcome(change.from_outcome).qualifies
    has = Outcome(change.shown_outcome).qualifies
    if had and has:
        return kinds.GRACE if change.grace_until is not None else None
    if had or has:
        return kinds.QUALIFIED if has else kinds.LOST
    return None


def _summarise(person: Person, changes: Sequence[StandingChange]) -> None:
    qualifies = {change.programme_id for change in changes if Outcome(change.shown_outcome).qualifies}
    data = {"programmes": len({change.programme_id for change in changes}), "qualifies": len(qualifies)}
    notices.notify(person=person, verb=kinds.FIRST, data=data, key="programmes:first")


def _item(change: StandingChange) -> Item:
    programme = change.programme
    facts = facts_from(change.observed)
    texts = texts_in_force(programme, change.as_of, country_in(facts))
    has = Outcome(change.shown_outcome).qualifies
    named = [] if has and change.grace_until is None else missed(texts, facts, change.as_of, leaving=True)
    return {
        "slug": programme.slug,
        "en": programme.name_en,
        "fr": programme.name_fr,
        "handle": change.channel.handle if change.channel else "",
        "why": _why(change),
        "rules": [_name_of(text) for text in named],
        "rules_of": _rules_of(change, named or texts),
        "until": change.grace_until.isoformat() if change.grace_until else None,
    }


def _name_of(text: Text) -> dict[str, str]:
    """What the rule is called in each language; one without a name, as brands write them, by what it asks."""
    if text.rule.label_en:
        return {"en": text.rule.label_en, "fr": text.rule.label_fr}
    names = {}
    for lang in ("en", "fr"):
        with override(lang):
            names[lang] = asked_by(text.version.body).whole.removesuffix(".")
    return names


def _why(change: StandingChange) -> str:
    if Outcome(change.shown_outcome).is_dated_out:
        return "closed"
    if change.cause == Cause.RULES:
        return "rules"
    return "unknown" if change.outcome == Outcome.UNKNOWN else ""


def _rules_of(change: StandingChange, texts: Sequence[Text]) -> str | None:
    """The day from which the newest of these texts holds, where the rules are why."""
    days = [text.version.valid_from for text in texts if text.version.valid_from is not None]
    newest: datetime.date | None = max(days, default=None)
    return newest.isoformat() if newest is not None and change.cause == Cause.RULES else None
