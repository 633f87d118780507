"""What the rules of a programme say of plain facts on a day."""

import datetime

from marketplace.eligibility import Verdict, Voice, explain
from marketplace.eligibility.facts import Facts
from marketplace.programmes.models import Programme
from marketplace.programmes.queries.rule_sets import rule_set_of


def country_in(facts: Facts) -> str:
    """Where somebody is, as far as their facts say."""
    fact = facts.get("country")
    return str(fact.value) if fact is not None and fact.value else ""


def judge(
    programme: Programme,
    facts: Facts,
    on: datetime.date,
    *,
    lang: str | None = None,
    voice: Voice = Voice.NEUTRAL,
    leaving: bool = False,
) -> Verdict:
    """The verdict of the rules in force that day in the country the facts name."""
    return explain(rule_set_of(programme, on, country_in(facts), leaving=leaving), facts, on, lang, voice)
