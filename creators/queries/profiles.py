"""Profiles, through what a person may see."""

import datetime

from django.db.models import Prefetch, Q, QuerySet

from creators.enums import CreatorState
from creators.models import Channel, Creator, CreatorNiche, Measurement, PortfolioItem, Rate
from creators.models.creator import CreatorQuerySet
from marketplace.accounts import seats
from marketplace.accounts.models import Person
from marketplace.accounts.policies import works_as_staff
from marketplace.core.days import day_in


def discoverable() -> CreatorQuerySet:
    """Published profiles of people in good standing, and unclaimed ones: all that is found and matched."""
    return Creator.objects.discoverable()


def listed_for(person: Person) -> CreatorQuerySet:
    """The profiles a person finds in a list: all that can be found for members of active brands and for staff, and
    their own for everybody."""
    if works_as_staff(person) and person.has_perm("creators.view_creator"):
        return discoverable()
    if not person.uses_brand_side:
        return own(person)
    found = discoverable().filter(seats.has_seat(person)).values("pk")
    return Creator.objects.filter(Q(pk__in=found) | Q(pk__in=own(person).values("pk")))


def own(person: Person) -> CreatorQuerySet:
    """The profile of this person (none or one)."""
    return Creator.objects.filter(person=person).exclude(state=CreatorState.REMOVED)


def own_channels(person: Person) -> QuerySet[Channel]:
    """The channels this person may edit."""
    return (
        Channel.objects.live()
        .filter(creator__person=person)
        .exclude(creator__state=CreatorState.REMOVED)
        .select_related("platform", "creator")
    )


def for_page(public: bool = True) -> CreatorQuerySet:
    """Profiles with everything their page shows, in a fixed number of queries.

    `public` leaves out measurements that the creator keeps for themself.
    """
    measurements = Measurement.objects.shared() if public else Measurement.objects.all()
    channels = Channel.objects.live().select_related("platform")
    rates = Rate.objects.active().select_related("kind", "channel__platform").order_by("kind__position", "id")
    return Creator.objects.select_related("person").prefetch_related(
        Prefetch("creator_niches", CreatorNiche.objects.select_related("niche")),
        "styles",
        "photos",
        Prefetch("portfolio", PortfolioItem.objects.select_related("platform")),
        "usage_rates",
        "exclusivity_rates",
        Prefetch("rates", rates, to_attr="active_rates"),
        Prefetch("channels", channels, to_attr="live_channels"),
        Prefetch("live_channels__measurements", measurements.newest_first(), to_attr="newest_measurements"),
    )


def today_of(creator: Creator) -> datetime.date:
    """The date where the creator is: theirs decides what is future and how old they are."""
    return day_in(creator.person.time_zone if creator.person else "UTC")
