"""Made-up creators for measuring matching: as many as wanted in seconds, sizes and gaps as real lists have them."""

import random
from datetime import date, timedelta

from django.utils import timezone

from brands.models import Brand, Campaign, CampaignDeliverable
from creators.models import Channel, Creator, CreatorNiche, Measurement, Rate
from marketplace.accounts.models import Person
from marketplace.taxonomy.models import DeliverableKind, Niche, Platform

BATCH = 2_000
#: Of ten profiles of a list that was imported and partly claimed, so many have a person.
CLAIMED_OF_TEN = 7


def make_creators(count: int) -> None:
    """Published and unclaimed profiles, one channel each, followers log-normal as on the public lists."""
    chance = random.Random(7)
    claimed = [number % 10 < CLAIMED_OF_TEN for number in range(count)]
    people = [Person(email=f"person{number}@bench.example", name=f"P{number}") for number in range(sum(claimed))]
    persons = iter(Person.objects.bulk_create(people, batch_size=BATCH))
    creators = Creator.objects.bulk_create(
        [_creator(chance, number, next(persons) if mine else None) for number, mine in enumerate(claimed)],
        batch_size=BATCH,
    )
    niches = list(Niche.objects.filter(is_common=True).order_by("code"))
    CreatorNiche.objects.bulk_create(
        [CreatorNiche(creator=creator, niche=niche, position=place)
         for creator in creators for place, niche in enumerate(chance.sample(niches, chance.randint(1, 3)))],
        batch_size=BATCH,
    )  # fmt: skip
    _channels(chance, creators)
    _rates(chance, creators)


def _creator(chance: random.Random, number: int, person: Person | None) -> Creator:
    return Creator(
        person=person,
        state="published" if person else "draft",
        published_at=timezone.now() if person else None,
        display_name=f"Creator {number}",
        languages=chance.choice([["fr"], ["en"], ["fr", "en"], ["de"]]),
        home_country=chance.choice(["FR", "FR", "BE", "DE", "US", "ES"]),
        birth_date=date(1995, 1, 1) + timedelta(days=chance.randrange(3_000)) if person else None,
        availability=chance.choice(["open", "open", "open", "busy"]),
        paid_only=chance.random() < 0.3,
    )


def _channels(chance: random.Random, creators: list[Creator]) -> None:
    platforms = list(Platform.objects.filter(code__in=["tiktok", "instagram", "youtube"]))
    rows = [
        Channel(
            creator=creator,
            platform=chance.choice(platforms),
            handle=f"bench{number}",
            country=creator.home_country,
            community_standing="good",
        )
        for number, creator in enumerate(creators)
    ]
    channels = Channel.objects.bulk_create(rows, batch_size=BATCH)
    today = timezone.now().date()
    Measurement.objects.bulk_create([_measurement(chance, channel, today) for channel in channels], batch_size=BATCH)


def _measurement(chance: random.Random, channel: Channel, today: date) -> Measurement:
    followers = max(100, int(chance.lognormvariate(9.8, 1.74)))
    known = chance.random() < 0.8
    return Measurement(
        channel=channel,
        as_of=today - timedelta(days=chance.randrange(120)),
        source=chance.choice(["declared", "imported", "fetched"]),
        followers=followers,
        median_engagement_20=int(followers * chance.uniform(0.005, 0.12)) if known else None,
        median_views_20=int(followers * chance.uniform(0.05, 1.5)) if known else None,
        views_30d=int(followers * chance.uniform(0.2, 6)) if known else None,
        likes_total=followers * chance.randrange(1, 40),
        posts_total=chance.randrange(20, 2_000),
        audience_countries={"FR": 6_000, "BE": 2_000, "other": 2_000} if chance.random() < 0.5 else {},
        audience_ages={"18-24": 4_000, "25-34": 6_000} if chance.random() < 0.5 else {},
    )


def _rates(chance: random.Random, creators: list[Creator]) -> None:
    kinds = list(DeliverableKind.objects.filter(code__in=["sponsored_video", "story"]))
    Rate.objects.bulk_create(
        [Rate(creator=creator, kind=kind, amount_minor=chance.randrange(5_000, 200_000), currency="EUR")
         for creator in creators if creator.person_id for kind in kinds],
        batch_size=BATCH,
    )  # fmt: skip


def make_campaigns(count: int) -> None:
    """Published campaigns of one brand, each with rules, wishes and deliverables of its own."""
    brand, _new = Brand.objects.get_or_create(slug="bench", defaults={"name": "Bench"})
    niches = list(Niche.objects.filter(is_common=True).order_by("code"))
    kinds = list(DeliverableKind.objects.filter(code__in=["sponsored_video", "story"]))
    for number in range(count):
        least = 1_000 * (1 + number)
        campaign = Campaign.objects.create(
            brand=brand, title=f"Campaign {number}", state="published", published_at=timezone.now(),
            fee_min_minor=20_000, fee_max_minor=50_000 + 5_000 * number, seats=5, countries=["FR"], languages=["fr"],
            audience_wanted={"countries": {"FR": 3_000}, "ages": {"18-24": 2_000}},
            rules={"all": [{"measure": "followers", "op": "gte", "value": least},
                           {"any": [{"measure": "engagement_rate_bp", "op": "gte", "value": 200},
                                    {"measure": "views_30d", "op": "gte", "value": 10 * least}]},
                           {"measure": "languages", "op": "has_any", "value": ["fr", "en"]}]},
        )  # fmt: skip
        campaign.niches.set(chosen := niches[number % len(niches) : number % len(niches) + 3])
        assert chosen
        CampaignDeliverable.objects.bulk_create(CampaignDeliverable(campaign=campaign, kind=kind) for kind in kinds)
