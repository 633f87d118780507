"""The rules of programmes on a day, and the exemptions in force, read once for many creators."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from creators.models import Creator
from marketplace.eligibility import RuleSet
from marketplace.programmes.models import Exemption, Programme
from marketplace.programmes.queries.rule_sets import rule_set_of
from marketplace.programmes.queries.texts import Text, openings_of, rules_of, texts_in_force, versions_of, with_rules


@dataclass(frozen=True)
class DayRules:
    """What a programme asks on one day in one country. `leaving` is None where nothing milder is asked of those who
    qualify already. `edges` are the later days on which a text or an opening begins or ends."""

    programme: Programme
    day: datetime.date
    country: str
    texts: tuple[Text, ...]
    entering: RuleSet
    leaving: RuleSet | None
    edges: tuple[datetime.date, ...]

    def inherits(self, code: str) -> bool:
        """Whether the rule of this code comes from the general rules of the platform."""
        return any(text.is_inherited and text.rule.code == code for text in self.texts)


class Rulebook:
    """Programmes with all their rules: how many creators are judged by it does not change how often it is read."""

    def __init__(self, programmes: Sequence[Programme], creators: Sequence[Creator] = ()) -> None:
        self.programmes = with_rules(programmes)
        self._days: dict[tuple[int, datetime.date, str], DayRules] = {}
        owners = {one.pk for one in self.programmes} | {one.inherits_id for one in self.programmes}
        mine = Q(creator__in=creators) | ~Q(country="")
        self._exemptions = list(
            Exemption.objects.filter(mine, programme__in=owners - {None}, revoked_at=None).order_by("pk")
        )

    def rules(self, programme: Programme, day: datetime.date, country: str) -> DayRules:
        """The rules of one of its programmes on a day in a country ("" is not known)."""
        key = (programme.pk, day, country)
        if key not in self._days:
            self._days[key] = _rules(programme, day, country)
        return self._days[key]

    def exemptions(self, rules: DayRules, creator: Creator) -> Iterator[Exemption]:
        """The exemptions that speak of this creator or country and of a rule of the programme; whatever their days.

        One granted on the general rules of a platform holds wherever the rule is inherited.
        """
        for one in self._exemptions:
            if one.creator_id != creator.pk and (not rules.country or one.country != rules.country):
                continue
            inherited = one.programme_id == rules.programme.inherits_id and rules.inherits(rule_of(one.rule_code))
            if inherited or one.programme_id == rules.programme.pk:
                yield one


def rule_of(code: str) -> str:
    """The rule that a criterion belongs to: members of a group are CODE.1, CODE.2 …"""
    return code.partition(".")[0]


def _rules(programme: Programme, day: datetime.date, country: str) -> DayRules:
    texts = tuple(texts_in_force(programme, day, country))
    milder = any(text.version.leave_body for text in texts)
    return DayRules(
        programme,
        day,
        country,
        texts,
        rule_set_of(programme, day, country),
        rule_set_of(programme, day, country, leaving=True) if milder else None,
        tuple(sorted(_edges(programme, day, country))),
    )


def _edges(programme: Programme, day: datetime.date, country: str) -> set[datetime.date]:
    owners = [programme, programme.inherits] if programme.inherits else [programme]
    versions = (
        version
        for owner in owners
        for rule in rules_of(owner)
        for version in versions_of(rule)
        if version.is_deciding and version.country in ("", country)
    )
    dates = {date for version in versions for date in (version.valid_from, version.valid_to)}
    dates |= {date for opening in openings_of(programme) for date in (opening.opens_on, opening.closes_on)}
    return {date for date in dates if date is not None and date > day}
