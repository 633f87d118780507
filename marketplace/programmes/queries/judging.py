"""One creator, one programme, one day: the verdict, and what the creator is shown of it.

Whoever qualifies already is asked the milder text of a rule, where it has one, and keeps their place for the days of
grace that every rule they miss allows. Dates know no mercy: a programme that has closed is closed.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from creators.models import Channel
from creators.queries.facts import Facts
from marketplace.eligibility import Outcome, RuleSet, Verdict, Voice, explain
from marketplace.eligibility.facts import Fact
from marketplace.programmes.models import Exemption, Programme, Standing
from marketplace.programmes.queries import observed, turning
from marketplace.programmes.queries.facts import Known
from marketplace.programmes.queries.progress import progress_of
from marketplace.programmes.queries.rule_sets import coded
from marketplace.programmes.queries.rulebook import DayRules, Rulebook, rule_of
from marketplace.programmes.queries.texts import Text
from marketplace.programmes.queries.verdicts import country_in


@dataclass(frozen=True)
class Judgement:
    """What is stored of a verdict, and the verdict itself in the creator's voice."""

    programme: Programme
    channel: Channel | None
    rules: DayRules
    verdict: Verdict
    facts: Facts
    shown: Outcome
    grace_until: datetime.date | None
    changes_on: datetime.date | None

    @property
    def day(self) -> datetime.date:
        return self.rules.day

    @property
    def outcome(self) -> Outcome:
        return self.verdict.outcome

    @property
    def bits(self) -> list[int]:
        """The mask of criteria of each outcome, in the order of `Outcome`."""
        return bits_of(self.verdict)

    @property
    def asked(self) -> set[str]:
        return asked_by(self.rules)

    @property
    def observed(self) -> observed.Observed:
        return observed.observed(self.facts, self.asked)

    @property
    def data_as_of(self) -> datetime.date | None:
        return observed.figures_as_of(self.facts, self.asked)

    @property
    def progress_bp(self) -> int:
        return progress_of(self.rules.entering, self.verdict)


@dataclass(frozen=True)
class Case:
    """What there is to judge: whose channel (or whom), by which rules, on which facts."""

    known: Known
    programme: Programme
    channel: Channel | None
    rules: DayRules
    facts: Facts
    exemptions: tuple[Exemption, ...]

    @property
    def key(self) -> tuple[int, int, int | None]:
        """Creator, programme and channel by their ids."""
        return self.known.creator.pk, self.programme.pk, self.channel.pk if self.channel else None


def case_of(book: Rulebook, known: Known, programme: Programme, channel: Channel | None, facts: Facts) -> Case:
    """The rules of the country the facts name, and the exemptions of that day among the facts."""
    rules = book.rules(programme, known.day, country_in(facts))
    exemptions = tuple(book.exemptions(rules, known.creator))
    return Case(known, programme, channel, rules, facts | _granted(rules, exemptions), exemptions)


def judge(case: Case, before: Standing | None) -> Judgement:
    """The verdict of the day, and what it becomes for somebody who stood as `before`."""
    rules, facts = case.rules, case.facts
    verdict = explain(rules.entering, facts, rules.day, voice=Voice.CREATOR)
    shown, grace_until = _shown(case, verdict, before)
    turns = [*rules.edges, *turning.days_of_exemptions(case.exemptions)]
    for asked in (rules.entering, rules.leaving):
        if asked is not None:
            turns += turning.days_of(asked, facts, case.known.creator, rules.day)
    turns += [grace_until] if grace_until else []
    changes_on = turning.next_after(rules.day, turns)
    return Judgement(case.programme, case.channel, rules, verdict, facts, shown, grace_until, changes_on)


def asked_by(rules: DayRules) -> set[str]:
    """The names of all facts the rules of a day can read."""
    return observed.asked_by(*(one for one in (rules.entering, rules.leaving) if one is not None))


def bits_of(verdict: Verdict) -> list[int]:
    """The mask of criteria of each outcome, in the order of `Outcome`."""
    return [verdict.bits(outcome) for outcome in Outcome]


def missed(texts: Iterable[Text], facts: Facts, day: datetime.date, *, leaving: bool = False) -> list[Text]:
    """The texts that are not met, each judged alone."""
    return [text for text in texts if not _alone(text, facts, day, leaving).outcome.qualifies]


def _alone(text: Text, facts: Facts, day: datetime.date, leaving: bool) -> Verdict:
    body = text.version.leave_body if leaving and text.version.leave_body else text.version.body
    return explain(RuleSet.parse({"all": [coded(body, text.rule.code)]}), facts, day, voice=Voice.CREATOR)


def _shown(case: Case, verdict: Verdict, before: Standing | None) -> tuple[Outcome, datetime.date | None]:
    """What the creator is shown, and until when they have grace (the first day without)."""
    held = Outcome(before.shown_outcome) if before is not None else Outcome.UNKNOWN
    if verdict.outcome.qualifies or verdict.outcome.is_dated_out or not held.qualifies:
        return verdict.outcome, None
    staying = explain(case.rules.leaving, case.facts, case.rules.day) if case.rules.leaving else verdict
    if staying.outcome.qualifies:
        return held, None
    until = before.grace_until if before is not None else None
    until = until or _grace(case, staying)
    return (held, until) if until is not None and case.rules.day < until else (verdict.outcome, None)


def _grace(case: Case, staying: Verdict) -> datetime.date | None:
    """The first day without grace: as many days as the least patient of the missed rules gives."""
    texts = missed(case.rules.texts, case.facts, case.rules.day, leaving=True)
    days = min((text.version.grace_days for text in texts), default=0)
    # The list of open countries is nobody's text, and nobody gives days for it.
    spoken = {text.rule.code for text in case.rules.texts}
    failed = {rule_of(one.code) for one in staying.criteria if one.counts and not one.outcome.qualifies}
    return case.rules.day + turning.DAY * days if days and failed <= spoken else None


def _granted(rules: DayRules, exemptions: Iterable[Exemption]) -> Facts:
    """The exemptions in force that day, under the codes of the criteria they excuse."""
    criteria = [one for asked in (rules.entering, rules.leaving) if asked is not None for one in asked.criteria]
    found: Facts = {}
    for one in exemptions:
        if one.starts_on <= rules.day and (one.ends_on is None or rules.day < one.ends_on):
            for criterion in criteria:
                if criterion.code == one.rule_code or criterion.code.startswith(f"{one.rule_code}."):
                    found[observed.GRANTED + criterion.code] = Fact(True, one.starts_on, "exemption")
    return found
