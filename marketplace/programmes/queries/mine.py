"""A creator's standings as they read them: every step with its pace; and what they would be with other figures."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from creators.models import Creator, Measurement
from creators.queries import today_of
from creators.queries.facts import PLAIN
from marketplace.eligibility import Outcome, Verdict, Voice, explain
from marketplace.eligibility.ages import age_on
from marketplace.eligibility.facts import Facts
from marketplace.programmes.enums import ProgrammeState, Space
from marketplace.programmes.models import Programme
from marketplace.programmes.pace import WINDOW_DAYS, Pace, pace_of
from marketplace.programmes.queries.checks import GROUPS
from marketplace.programmes.queries.shown import shown_to
from marketplace.programmes.queries.standings import Answer, best_of, of_creator
from marketplace.programmes.queries.steps import Step, steps_of
from marketplace.programmes.queries.verdicts import country_in

PUPILS_UP_TO = 18
#: The paces of each channel, by the code of a measure.
Paces = Mapping[int, Mapping[str, Pace]]


@dataclass(frozen=True)
class Standpoint:
    """One answer with its steps, what stands in the way first."""

    answer: Answer
    steps: Sequence[Step]

    @property
    def counted(self) -> int:
        """How many rules count."""
        return sum(step.result.counts for step in self.steps)

    @property
    def met(self) -> int:
        """How many of those are met."""
        return self.counted - len(self.in_the_way)

    @property
    def percent_met(self) -> int:
        """Their share, 0 to 100."""
        return self.met * 100 // self.counted if self.counted else 0

    @property
    def not_published(self) -> int:
        """How many conditions are shown and do not count, because nobody here knows them."""
        return sum(step.is_informational and step.result.outcome is Outcome.UNKNOWN for step in self.steps)

    @property
    def in_the_way(self) -> list[Step]:
        return [step for step in self.steps if step.result.counts and not step.is_met]


@dataclass(frozen=True)
class Supposed:
    """An answer as it is, and the verdict on supposed figures."""

    answer: Answer
    verdict: Verdict

    @property
    def opens(self) -> bool:
        """Would it be open, and is not now?"""
        return self.verdict.outcome.qualifies and not self.answer.outcome.qualifies

    @property
    def missing(self) -> list[str]:
        """What would still stand in the way, in sentences."""
        return [one.message for one in self.verdict.criteria if one.counts and not one.outcome.qualifies]


def answers_of(creator: Creator, programmes: Iterable[Programme] | None = None) -> list[Answer]:
    """The best answer of each programme that the creator sees, nearest first. A fixed number of queries."""
    return best_of(every_answer_of(creator, programmes))


def every_answer_of(creator: Creator, programmes: Iterable[Programme] | None = None) -> list[Answer]:
    """One answer a programme and channel, nearest first."""
    return of_creator(creator, programmes_of(creator) if programmes is None else programmes)


def programmes_of(creator: Creator) -> list[Programme]:
    """The published programmes that the creator sees; those for pupils only up to the age of one."""
    found = shown_to(creator.person).filter(state=ProgrammeState.PUBLISHED)
    if creator.birth_date is not None and age_on(creator.birth_date, today_of(creator)) > PUPILS_UP_TO:
        found = found.filter(space=Space.MARKET)
    return list(found)


def standpoints(answers: Sequence[Answer]) -> list[Standpoint]:
    """The answers with their steps; one query for the paces of all."""
    days = [answer.judgement.day for answer in answers]
    paces = paces_of({answer.channel.pk for answer in answers if answer.channel}, max(days)) if days else {}
    return [_standpoint(answer, paces) for answer in answers]


def paces_of(channels: Iterable[int], on: datetime.date) -> Paces:
    """How fast the figures of channels grow, by their shared measurements of the last 30 days."""
    since = on - datetime.timedelta(days=WINDOW_DAYS)
    rows = Measurement.objects.shared().filter(channel__in=list(channels), as_of__gte=since, as_of__lte=on)
    points: dict[int, dict[str, list[tuple[datetime.date, int]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("as_of", "id"):
        for column, code in PLAIN.items():
            if (value := getattr(row, column)) is not None:
                points[row.channel_id][code].append((row.as_of, value))
    return {
        channel: {code: pace for code, listed in measured.items() if (pace := pace_of(listed, on))}
        for channel, measured in points.items()
    }


def grouped(found: Iterable[Standpoint]) -> dict[str, list[Standpoint]]:
    """By what the creator is shown, in the order of GROUPS; nearest first in each."""
    listed = list(found)
    return {name: [one for one in listed if one.answer.outcome in outcomes] for name, outcomes in GROUPS}


def suppose(answers: Iterable[Answer], changed: Facts) -> list[Supposed]:
    """The same rules over the same facts but these. What opens comes first, then what is nearest now."""
    found = [Supposed(answer, _verdict(answer, changed)) for answer in answers]
    return sorted(found, key=lambda one: not one.opens)


def _verdict(answer: Answer, changed: Facts) -> Verdict:
    judged = answer.judgement
    return explain(judged.rules.entering, {**judged.facts, **changed}, judged.day, voice=Voice.CREATOR)


def _standpoint(answer: Answer, paces: Paces) -> Standpoint:
    mine = paces.get(answer.channel.pk, {}) if answer.channel else {}
    country = country_in(answer.judgement.facts)
    return Standpoint(answer, steps_of(answer.programme, answer.verdict, country, mine))
