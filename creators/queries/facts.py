"""What is known about a channel and its creator, as plain facts for rules and scores.

A number comes from the newest shared measurement that holds it, with that measurement's day and source. What nobody
measured is absent: unknown, never zero. Measurements kept private are not used.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch, prefetch_related_objects

from creators.enums import Availability, Ownership, Standing
from creators.models import Channel, Consent, Creator, CreatorNiche, Measurement, Rate
from creators.queries.profiles import today_of
from marketplace.eligibility.ages import age_on
from marketplace.eligibility.facts import Fact

#: Columns of a measurement that are measures as they stand: column → code.
PLAIN = {
    "followers": "followers",
    "following": "following",
    "posts_total": "posts_total",
    "likes_total": "likes_total",
    "posts_30d": "posts_30d",
    "views_30d": "views_30d",
    "live_hours_30d_tenths": "live_hours_30d",
    "median_views_20": "median_views_20",
    "engagement_rate_bp": "engagement_rate_bp",
}
#: Columns of audience shares and the family of measures each becomes.
SHARES = {
    "audience_countries": "audience_country_bp",
    "audience_ages": "audience_age_bp",
    "audience_genders": "audience_gender_bp",
    "audience_languages": "audience_language_bp",
}
#: The part of an audience list that stands for all the rest; it is no country and no language.
REST = "other"
PROFILE, STAFF = "profile", "staff"
Facts = dict[str, Fact]


def facts_for(channel: Channel, as_of: datetime.date | None = None) -> Facts:
    """The facts of one channel and its creator on a day (today where the creator is, if none is given)."""
    return facts_of_many([channel], as_of)[channel.pk]


def facts_of_many(
    channels: Sequence[Channel], as_of: datetime.date | None = None, *, newest: bool = False
) -> dict[int, Facts]:
    """The facts of many channels by their id, in a fixed number of queries.

    With a day, measurements of later days are left out, so that the past can be replayed; `newest` lets them in.
    """
    prefetch_related_objects(
        channels,
        "platform",
        "creator__person",
        Prefetch("creator__creator_niches", CreatorNiche.objects.select_related("niche")),
        "creator__styles",
        Prefetch("creator__consents", Consent.objects.filter(confirmed_at__isnull=False), to_attr="confirmed_consents"),
        Prefetch("creator__rates", Rate.objects.active().select_related("kind"), to_attr="active_rates"),
    )
    measured = _measurements([channel.pk for channel in channels], None if newest else as_of)
    facts = {}
    for channel in channels:
        day = as_of or today_of(channel.creator)
        facts[channel.pk] = {
            **_of_creator(channel.creator, day),
            **_of_channel(channel, day),
            **dict(_of_rates(channel)),
            **of_measurements(measured[channel.pk]),
        }
    return facts


def facts_of_people(creators: Sequence[Creator], as_of: datetime.date | None = None) -> dict[int, Facts]:
    """What is known of people themselves, whatever channels they have, by the id of their profile."""
    confirmed = Consent.objects.filter(confirmed_at__isnull=False)
    prefetch_related_objects(
        creators,
        "person",
        Prefetch("creator_niches", CreatorNiche.objects.select_related("niche")),
        "styles",
        Prefetch("consents", confirmed, to_attr="confirmed_consents"),
    )
    return {creator.pk: _of_creator(creator, as_of or today_of(creator)) for creator in creators}


def of_measurements(newest_first: Iterable[Measurement]) -> Facts:
    """The newest known value of every number and the newest known list of every audience."""
    facts: Facts = {}
    for measurement in newest_first:
        as_of, source = measurement.as_of, measurement.source
        for column, code in PLAIN.items():
            value = getattr(measurement, column)
            if value is not None and code not in facts:
                facts[code] = Fact(value, as_of, source)
        for column, family in SHARES.items():
            shares = getattr(measurement, column)
            # One list is one statement: keys of an older list are not mixed into a newer one.
            if shares and not any(code.startswith(f"{family}:") for code in facts):
                facts |= {
                    f"{family}:{key}": Fact(share, as_of, source)
                    for key, share in shares.items()
                    if key != REST or family == "audience_gender_bp"
                }
    return facts


def _measurements(channel_ids: list[int], as_of: datetime.date | None) -> dict[int, list[Measurement]]:
    rows = Measurement.objects.shared().filter(channel_id__in=channel_ids).newest_first()
    if as_of is not None:
        rows = rows.filter(as_of__lte=as_of)
    by_channel: dict[int, list[Measurement]] = defaultdict(list)
    for row in rows:
        by_channel[row.channel_id].append(row)
    return by_channel


def _of_creator(creator: Creator, day: datetime.date) -> Facts:
    since = creator.updated_at.date()
    said: dict[str, object] = {
        "home_country": creator.home_country or None,
        "city": creator.city or None,
        "languages": frozenset(creator.languages) or None,
        "niches": frozenset(code for link in creator.creator_niches.all() for code in link.niche.path) or None,
        "styles": frozenset(style.code for style in creator.styles.all()) or None,
        "availability": None if creator.is_unclaimed else availability_on(creator, day),
    }
    facts = {code: Fact(value, since, PROFILE) for code, value in said.items() if value is not None}
    if not creator.is_unclaimed:
        facts["identity_verified"] = Fact(creator.identity_verified_at is not None, since, STAFF)
    if creator.birth_date is not None:
        age = age_on(creator.birth_date, day)
        facts["age_years"] = Fact(age, since, PROFILE)
        if age < 18:
            consents: list[Consent] = creator.confirmed_consents  # type: ignore[attr-defined]
            facts["parental_consent"] = Fact(any(consent.covers(day) for consent in consents), since, STAFF)
    return facts


def availability_on(creator: Creator, day: datetime.date) -> str:
    """Open only within the dates the creator gave; outside them, busy."""
    if creator.availability != Availability.OPEN:
        return str(creator.availability)
    begun = creator.available_from is None or creator.available_from <= day
    over = creator.available_until is not None and creator.available_until < day
    return str(Availability.OPEN if begun and not over else Availability.BUSY)


def _of_channel(channel: Channel, day: datetime.date) -> Facts:
    since = channel.updated_at.date()
    facts = {"platform": Fact(channel.platform.code, since, PROFILE)}
    if channel.country:
        facts["country"] = Fact(channel.country, since, PROFILE)
    if channel.community_standing != Standing.UNKNOWN:
        facts["community_standing"] = Fact(str(channel.community_standing), since, PROFILE)
    if channel.account_created_on is not None and channel.account_created_on <= day:
        facts["account_age_days"] = Fact((day - channel.account_created_on).days, since, PROFILE)
    if not channel.creator.is_unclaimed:
        facts["is_public"] = Fact(channel.is_public, since, PROFILE)
        facts["is_business"] = Fact(channel.is_business, since, PROFILE)
        facts["ownership_proven"] = Fact(channel.ownership == Ownership.PROVEN, since, STAFF)
    return facts


def _of_rates(channel: Channel) -> Iterator[tuple[str, Fact]]:
    rates: list[Rate] = channel.creator.active_rates  # type: ignore[attr-defined]
    # The price of any channel first, so that this channel's own price takes its place.
    for rate in sorted(rates, key=lambda rate: rate.channel_id is not None):
        if rate.channel_id in (None, channel.pk):
            code = f"rate_minor:{rate.kind.code}:{rate.currency}"
            yield code, Fact(rate.amount_minor, rate.updated_at.date(), PROFILE)
