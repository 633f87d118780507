"""The days on which time alone can turn a verdict: nobody adds a figure, no rule is changed, and yet it differs.

Every function yields days; those that are over are left out at the end. A day too many costs one look, a day too few
would leave a verdict that is no longer true.
"""

import datetime
from collections.abc import Iterable, Iterator

from creators.models import Consent, Creator
from creators.queries.facts import Facts
from marketplace.eligibility import RuleSet
from marketplace.eligibility.facts import fact_for
from marketplace.eligibility.nodes import Condition
from marketplace.programmes.models import Exemption
from marketplace.programmes.queries.windows import edges_of_posts

DAY = datetime.timedelta(days=1)
FULL_AGE = 18
#: Past these nobody lives, and no account was opened.
MOST_YEARS, MOST_DAYS = 150, 100_000
#: Counted from a day in the past: what they are on another day follows.
ACCOUNT_AGE, AGE, CONSENT, AVAILABILITY = "account_age_days", "age_years", "parental_consent", "availability"


def days_of(rules: RuleSet, facts: Facts, creator: Creator, day: datetime.date) -> Iterator[datetime.date]:
    """Every day on which a condition of these rules can turn for this creator."""
    for criterion in rules.criteria:
        yield from (date for date in (criterion.valid_from, criterion.valid_to) if date is not None)
        conditions = [criterion.condition] + ([criterion.exemption.condition] if criterion.exemption else [])
        for condition in conditions:
            yield from _of_condition(condition, facts, creator, day)
    yield from (date for date in (rules.valid_from, rules.valid_to) if date is not None)


def days_of_exemptions(exemptions: Iterable[Exemption]) -> Iterator[datetime.date]:
    """The days on which an exemption begins or ends."""
    for one in exemptions:
        yield one.starts_on
        if one.ends_on is not None:
            yield one.ends_on


def next_after(day: datetime.date, days: Iterable[datetime.date]) -> datetime.date | None:
    """The first that is still to come."""
    return min((one for one in days if one > day), default=None)


def birthday(born: datetime.date, years: int) -> datetime.date:
    """The day on which somebody completes that many years; 1 March for a 29 February that does not come."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return datetime.date(born.year + years, 3, 1)


def _of_condition(condition: Condition, facts: Facts, creator: Creator, day: datetime.date) -> Iterator[datetime.date]:
    code = condition.measure.code
    fact = fact_for(condition.measure, facts, day)
    if fact is not None and fact.as_of is not None and condition.measure.stale_after_days is not None:
        yield fact.as_of + DAY * (condition.measure.stale_after_days + 1)
    if condition.posts is not None:
        yield from edges_of_posts(condition, fact.value if fact is not None else (), day)
    if code == AGE and creator.birth_date is not None:
        yield from (birthday(creator.birth_date, years) for years in _thresholds(condition, MOST_YEARS))
    elif code == ACCOUNT_AGE and fact is not None:
        opened = day - DAY * fact.value
        yield from (opened + DAY * age for age in _thresholds(condition, MOST_DAYS))
    elif code == CONSENT and creator.birth_date is not None:
        yield birthday(creator.birth_date, FULL_AGE)
        consents: list[Consent] = creator.confirmed_consents  # type: ignore[attr-defined]
        for consent in consents:
            if consent.withdrawn_at is None:
                yield from (consent.starts_on, consent.ends_on + DAY)
    elif code == AVAILABILITY:
        yield from (creator.available_from or day, (creator.available_until or day) + DAY)


def _thresholds(condition: Condition, most: int) -> Iterator[int]:
    """The numbers at which the answer turns on the way up: a threshold, or the first number past it."""
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    for number in (number for value in values for number in (value, value + 1)):
        if 0 <= number <= most and condition.test(number) != condition.test(number - 1):
            yield number
