"""What a creator's page shows, worked out from prefetched rows: no query here."""

from collections.abc import Mapping
from dataclasses import dataclass

from creators.enums import Availability
from creators.models import Channel, Creator, Measurement, Rate
from creators.queries.facts import REST, Facts, availability_on, of_measurements
from creators.queries.profiles import today_of
from marketplace.eligibility.facts import Fact
from marketplace.eligibility.names import name_of
from marketplace.eligibility.values import Values
from marketplace.taxonomy.locales import country_name, language_name, reader

#: Shares of a list that are shown; the rest is on the measurement itself.
MOST_SHARES = 5


@dataclass(frozen=True)
class ShareList:
    """One audience list: what it is by, and its largest shares as (name, basis points)."""

    code: str
    shares: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ChannelCard:
    channel: Channel
    facts: Facts
    history: tuple[Measurement, ...]
    audience: tuple[ShareList, ...]
    rates: tuple[Rate, ...]

    @property
    def followers(self) -> Fact | None:
        return self.facts.get("followers")

    @property
    def engagement(self) -> Fact | None:
        return self.facts.get("engagement_rate_bp")

    @property
    def median_views(self) -> Fact | None:
        return self.facts.get("median_views_20")

    @property
    def posts(self) -> Fact | None:
        return self.facts.get("posts_30d")

    @property
    def newest(self) -> Measurement | None:
        return self.history[0] if self.history else None

    @property
    def follower_points(self) -> list[tuple[object, int | None]]:
        """(day, followers), oldest first, one a day."""
        by_day = {row.as_of: row.followers for row in reversed(self.history) if row.followers is not None}
        return sorted(by_day.items())


@dataclass(frozen=True)
class Card:
    channels: tuple[ChannelCard, ...]
    general_rates: tuple[Rate, ...]
    availability: str
    languages: tuple[str, ...]
    country: str

    @property
    def availability_label(self) -> str:
        return str(Availability(self.availability).label) if self.availability else ""


def card_of(creator: Creator) -> Card:
    """The page of a creator fetched with `queries.for_page`."""
    rates: list[Rate] = creator.active_rates  # type: ignore[attr-defined]
    channels: list[Channel] = creator.live_channels  # type: ignore[attr-defined]
    return Card(
        channels=tuple(channel_card(channel, rates) for channel in channels),
        general_rates=tuple(rate for rate in rates if rate.channel_id is None),
        availability="" if creator.is_unclaimed else availability_on(creator, today_of(creator)),
        languages=tuple(language_name(code) for code in creator.languages),
        country=country_name(creator.home_country) if creator.home_country else "",
    )


def channel_card(channel: Channel, rates: list[Rate]) -> ChannelCard:
    """A channel with `newest_measurements` fetched."""
    history: list[Measurement] = channel.newest_measurements  # type: ignore[attr-defined]
    return ChannelCard(
        channel=channel,
        facts=of_measurements(history),
        history=tuple(history),
        audience=tuple(audience_of(history)),
        rates=tuple(rate for rate in rates if rate.channel_id == channel.pk),
    )


def audience_of(newest_first: list[Measurement]) -> list[ShareList]:
    """The newest list of each sort, largest shares first; ages stay in their order."""
    lists = []
    for name in ("audience_countries", "audience_ages", "audience_genders", "audience_languages"):
        shares: Mapping[str, int] = next((getattr(row, name) for row in newest_first if getattr(row, name)), {})
        if shares:
            lists.append(ShareList(name, tuple(_named(name, shares))))
    return lists


def _named(name: str, shares: Mapping[str, int]) -> list[tuple[str, int]]:
    if name == "audience_ages":
        return [(band.replace("-", "–"), shares[band]) for band in Values.AGE_BAND.choices if shares.get(band)]
    largest = sorted(shares.items(), key=lambda pair: (pair[0] == REST, -pair[1]))[:MOST_SHARES]
    return [(_name(name, key), share) for key, share in largest if share]


def _name(name: str, key: str) -> str:
    if key == REST or name == "audience_genders":
        return name_of(Values.GENDER, key, reader()).capitalize()
    return country_name(key) if name == "audience_countries" else language_name(key)
