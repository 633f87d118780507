"""A verdict as plain data and as a table: for the command line."""

import datetime
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.eligibility import CriterionResult, Outcome, Voice
from marketplace.eligibility.facts import Facts
from marketplace.eligibility.nodes import Counting
from marketplace.programmes.models import Programme
from marketplace.programmes.queries.rule_sets import COUNTRY_RULE
from marketplace.programmes.queries.texts import Text, texts_in_force
from marketplace.programmes.queries.verdicts import country_in, judge

Json = dict[str, Any]


def answer(programme: Programme, facts: Facts, on: datetime.date, lang: str) -> Json:
    """The verdict on these facts, spoken to the person they are about."""
    verdict = judge(programme, facts, on, lang=lang, voice=Voice.CREATOR)
    texts = {text.rule.code: text for text in texts_in_force(programme, on, country_in(facts))}
    with override(lang):
        return {
            "programme": programme.slug,
            "on": on.isoformat(),
            "rule_set": verdict.rule_set_hash,
            "outcome": verdict.outcome.name,
            "criteria": [_criterion(result, texts.get(result.code.split(".")[0])) for result in verdict.criteria],
        }


def label(code: str, text: Text | None) -> str:
    """What the rule of a criterion is called."""
    if text is not None and text.rule.label:
        return text.rule.label
    return _("Country") if code == COUNTRY_RULE else code


def as_table(programme: Programme, answered: Json) -> str:
    """The same for people: the outcome, then one line a criterion."""
    head = f"{programme.name} ({answered['programme']}), {answered['on']}: {answered['outcome']}"
    rows = [(one["code"], one["outcome"], one["message"]) for one in answered["criteria"]]
    return "\n".join([head, *(f"  {line}" for line in aligned(rows)), f"  {answered['rule_set']}"])


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines whose columns begin at the same place."""
    if not rows:
        return []
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell + " " * (widths[i] - _width(cell)) for i, cell in enumerate(row)).rstrip() for row in rows]


def _criterion(result: CriterionResult, text: Text | None) -> Json:
    return {
        "code": result.code,
        "outcome": result.outcome.name,
        "observed": result.observed,
        "needed": result.needed,
        "gap": result.gap,
        "unit": result.unit,
        "source": result.criterion.source,
        "message": _message(result, text),
    }


def _message(result: CriterionResult, text: Text | None) -> str:
    """What was found and what to do; of what does not count, what was found and why it does not."""
    note = text.version.note if text is not None and result.criterion.counting is Counting.NEVER else ""
    if note and result.outcome is Outcome.UNKNOWN:
        return f"{label(result.code, text)}. {note}"
    return " ".join(part for part in (result.message, note or result.fix) if part)


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(one) else 1 for one in text)
