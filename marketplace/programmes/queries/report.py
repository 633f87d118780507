"""How all stored creators fare under all programmes: a table of outcomes."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.db.models import Q, QuerySet

from creators.models import Creator
from creators.models.imports import ImportRow
from marketplace.eligibility import Fact, Outcome, RuleSet
from marketplace.eligibility.columns import Outcomes, evaluate
from marketplace.eligibility.measures import find
from marketplace.eligibility.plain import is_fact
from marketplace.programmes.models import Programme
from marketplace.programmes.queries.facts import Known, added_to, known_of
from marketplace.programmes.queries.populations import columns_of
from marketplace.programmes.queries.rule_sets import variants
from marketplace.programmes.queries.texts import with_rules

#: Creators read at a time.
CHUNK = 4_000
#: From the worst to the best; a creator has the outcome of their best channel.
WORST_FIRST = (
    Outcome.CLOSED,
    Outcome.NOT_YET_OPEN,
    Outcome.FAIL,
    Outcome.UNKNOWN,
    Outcome.REVIEW,
    Outcome.EXEMPT,
    Outcome.PASS,
)
_RANK = np.argsort(np.array([int(outcome) for outcome in WORST_FIRST]))


@dataclass
class Line:
    """One programme: how many creators have a channel for it, and how many have each outcome."""

    programme: Programme
    counts: Counter[Outcome] = field(default_factory=Counter)

    @property
    def creators(self) -> int:
        return sum(self.counts.values())


def report(on: datetime.date, source: str = "") -> list[Line]:
    """All stored creators against all listed programmes, by the column evaluator.

    `source` keeps the creators of one import source, by its name. A creator counts once a programme, with the best of
    the channels on its platform; for a programme without a platform their channels are one account.
    """
    listed = with_rules(Programme.objects.listed().select_related("platform", "inherits"))
    lines = [Line(programme) for programme in listed]
    rule_sets = {line.programme.pk: variants(line.programme, on) for line in lines}
    measures = sorted({code for sets in rule_sets.values() for rules in sets.values() for code in _facts_asked(rules)})
    for known in _chunks(creators_of(source), on):
        added = added_to(known, listed)
        for line in lines:
            pairs = [(one.creator.pk, {**facts, **added.get((one.creator.pk, line.programme.pk), {})})
                     for one in known for _channel, facts in one.subjects(line.programme)]  # fmt: skip
            if pairs:
                creators, rows = zip(*pairs, strict=True)
                line.counts.update(_best(_judge(rule_sets[line.programme.pk], rows, measures, on), creators))
    return lines


def creators_of(source: str = "") -> QuerySet[Creator]:
    """Every creator who was not removed, claimed or not; with `source`, those of one import source."""
    creators = Creator.objects.filter(removed_at=None)
    if source:
        rows = ImportRow.objects.filter(batch__source__name__iexact=source).values("channel__creator")
        creators = creators.filter(Q(source__iexact=source) | Q(pk__in=rows))
    return creators.order_by("pk")


def _chunks(creators: QuerySet[Creator], on: datetime.date) -> Iterator[list[Known]]:
    noon = datetime.datetime.combine(on, datetime.time(12), datetime.UTC)
    ids = list(creators.values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield known_of(Creator.objects.filter(pk__in=ids[start : start + CHUNK]), noon)


def _judge(
    rule_sets: Mapping[str, RuleSet], rows: Sequence[Mapping[str, Fact]], measures: Sequence[str], on: datetime.date
) -> Outcomes:
    """Each row by the rules of its country."""
    columns = columns_of(rows, measures)
    countries = np.array([str(facts["country"].value) if "country" in facts else "" for facts in rows])
    outcomes = evaluate(rule_sets[""], columns, on, len(rows)).outcome
    for country, rules in rule_sets.items():
        here = countries == country
        if country and here.any():
            outcomes = np.where(here, evaluate(rules, columns, on, len(rows)).outcome, outcomes)
    return outcomes


def _best(outcomes: Outcomes, creators: Sequence[int]) -> Counter[Outcome]:
    _ids, places = np.unique(np.array(creators), return_inverse=True)
    best = np.zeros(places.max() + 1, np.int64)
    np.maximum.at(best, places, _RANK[outcomes])
    return Counter(WORST_FIRST[rank] for rank in best.tolist())


def _facts_asked(rules: RuleSet) -> set[str]:
    """The measures that are facts by themselves; those about posts are worked out from the posts."""
    return {code for code in rules.measures() if is_fact(find(code))}
