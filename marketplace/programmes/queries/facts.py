"""What is known of creators, as programmes read it.

A programme of a platform asks about one channel of that platform. One without a platform asks about the person, and
their channels are merged into one account of them (see `merged`). What other rooms of this app know, an invitation or
a seat, they add through `adds_facts`.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from creators.enums import CreatorState
from creators.models import Channel, Creator
from creators.models.creator import CreatorQuerySet
from creators.queries.facts import PROFILE, Facts, facts_of_many, facts_of_people
from creators.queries.posts import posts_of
from marketplace.core.days import day_in
from marketplace.eligibility.facts import POSTS, Fact, is_stale
from marketplace.eligibility.measures import MEASURES, Kind
from marketplace.programmes.models import Programme

#: From the best standing to the worst: of several channels the worst counts.
STANDINGS = ("good", "restricted", "banned")


@dataclass(frozen=True)
class Known:
    """One creator on the day it is where they are: the facts of each live channel, and of the person."""

    creator: Creator
    day: datetime.date
    channels: tuple[tuple[Channel, Facts], ...]
    person: Facts

    def subjects(self, programme: Programme) -> list[tuple[Channel | None, Facts]]:
        """Whom a programme judges: each channel of its platform, or the person as one."""
        if programme.platform_id is None:
            return [(None, self.person)]
        return [(one, facts) for one, facts in self.channels if one.platform_id == programme.platform_id]


#: Facts of a creator that depend on the programme: (creator id, programme id) → facts.
Adder = Callable[[Sequence[Known], Sequence[Programme]], Mapping[tuple[int, int], Facts]]
_adders: list[Adder] = []


def adds_facts(adder: Adder) -> Adder:
    """Register facts that another part of this room holds (invited, memberships, seats_taken …).

    Called once for many creators and programmes: it must take a fixed number of queries.
    """
    _adders.append(adder)
    return adder


def people() -> CreatorQuerySet:
    """The profiles that have standings: those that belong to somebody, shown to brands or not."""
    return Creator.objects.exclude(person=None).exclude(state=CreatorState.REMOVED)


def day_of(creator: Creator, at: datetime.datetime) -> datetime.date:
    """The date where the creator is at this instant."""
    return day_in(creator.person.time_zone if creator.person else "UTC", at)


def known_of(creators: QuerySet[Creator] | Sequence[Creator], at: datetime.datetime) -> list[Known]:
    """The facts of many creators at an instant, in a number of queries that does not grow with them."""
    listed = list(creators)
    prefetch_related_objects(
        listed, "person", "photos", Prefetch("channels", Channel.objects.live(), to_attr="live_channels")
    )
    by_day: dict[datetime.date, list[Creator]] = defaultdict(list)
    for creator in listed:
        by_day[day_of(creator, at)].append(creator)
    found: dict[int, Known] = {}
    for day, here in by_day.items():
        people, channels = facts_of_people(here, day), [one for creator in here for one in _channels(creator)]
        # A figure dated tomorrow is one that was measured before the creator travelled west: it stays known.
        facts = facts_of_many(channels, day, newest=True)
        for channel_id, posts in posts_of([one.pk for one in channels], day).items():
            facts[channel_id][POSTS] = posts
        found |= {creator.pk: _known(creator, day, people[creator.pk], facts) for creator in here}
    return [found[creator.pk] for creator in listed]


def added_to(known: Sequence[Known], programmes: Sequence[Programme]) -> dict[tuple[int, int], Facts]:
    """What the registered parts of this room add, by creator and programme."""
    added: dict[tuple[int, int], Facts] = defaultdict(dict)
    for adder in _adders:
        for pair, facts in adder(known, programmes).items():
            added[pair] |= facts
    return added


def merged(person: Facts, channels: Iterable[Facts], day: datetime.date) -> Facts:
    """One account of a person with several channels.

    Of numbers the greatest that is fresh; of yes and no, yes if it is so on one channel; of standings the worst; of
    posts those of all channels. Shares, rates and other words come from the channel with the most followers. The
    country is where the person lives, else that channel's. No platform: the person is on several.
    """
    biggest_first = sorted(channels, key=_followers, reverse=True)
    found: Facts = {}
    for facts in biggest_first:
        for code, fact in facts.items():
            found[code] = _either(code, found[code], fact, day) if code in found else fact
    found = {**found, **person}
    found.pop("platform", None)
    return found | ({"country": person["home_country"]} if "home_country" in person else {})


def _channels(creator: Creator) -> list[Channel]:
    found: list[Channel] = creator.live_channels  # type: ignore[attr-defined]
    return found


def _known(creator: Creator, day: datetime.date, person: Facts, facts: Mapping[int, Facts]) -> Known:
    channels = tuple((channel, _completed(creator, facts[channel.pk])) for channel in _channels(creator))
    together = merged(person, [one for _channel, one in channels], day)
    return Known(creator, day, channels, _completed(creator, together))


def _completed(creator: Creator, facts: Facts) -> Facts:
    """With the country of residence where the channel names none, and with what of the profile is filled in."""
    since = creator.updated_at.date()
    more = {"profile_fields": Fact(_filled_in(creator, facts), since, PROFILE)}
    if "country" not in facts and "home_country" in facts:
        more["country"] = facts["home_country"]
    return {**facts, **more}


def _filled_in(creator: Creator, facts: Facts) -> frozenset[str]:
    families = {code.partition(":")[0] for code in facts}
    parts = {
        "niche": "niches" in facts,
        "style": "styles" in facts,
        "audience": any(family.startswith("audience_") for family in families),
        "engagement": "engagement_rate_bp" in facts,
        "photo": bool(creator.photos.all()),
        "rates": "rate_minor" in families,
    }
    return frozenset(part for part, there in parts.items() if there)


def _followers(facts: Facts) -> int:
    return int(facts["followers"].value) if "followers" in facts else -1


def _either(code: str, one: Fact, other: Fact, day: datetime.date) -> Fact:
    """Which of two channels speaks for the person; `one` is that of the bigger channel."""
    if code == POSTS:
        days = [fact.as_of for fact in (one, other) if fact.as_of is not None]
        return Fact((*one.value, *other.value), min(days, default=None), one.source)
    if code == "community_standing":
        return max(one, other, key=lambda fact: STANDINGS.index(fact.value))
    measure = MEASURES.get(code)
    if measure is None or measure.kind not in (Kind.INT, Kind.BOOL):
        return one
    return max(one, other, key=lambda fact: (not is_stale(measure, fact, day), fact.value))
