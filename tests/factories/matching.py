"""Crowds of creators and campaigns for matching: made up from a seed, with every kind of gap that real data has."""

import datetime
import random
from typing import Any

from django.utils import timezone

from brands.models import Campaign, CampaignDeliverable
from creators.models import Channel, Creator, CreatorNiche
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Niche, Platform, Sector
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory
from tests.factories.creators import ChannelFactory, ConsentFactory, CreatorFactory, MeasurementFactory, RateFactory

PLATFORMS = ("tiktok", "instagram", "youtube")
KINDS = ("sponsored_video", "story", "live")
BIOS = ("", "Je cuisine et je jardine", "I cook, I travel, I read", "Voyages, lecture et cuisine", "Mode et beauté")
DAY = datetime.timedelta(days=1)


def crowd(size: int, seed: int = 1, **fixed: Any) -> list[Creator]:
    """So many creators who differ in everything; `fixed` columns are the same for all."""
    chance = random.Random(seed)
    return [_creator(chance, number, fixed) for number in range(size)]


def _creator(chance: random.Random, number: int, fixed: dict[str, Any]) -> Creator:
    today = timezone.now().date()
    unclaimed = chance.random() < 0.3
    options: dict[str, Any] = {
        "bio": BIOS[number % len(BIOS)],
        "languages": chance.sample(["fr", "en", "de"], chance.randint(0, 2)),
        "home_country": chance.choice(["", "FR", "BE", "US"]),
        "city": chance.choice(["", "Lyon", "LYON", "Besançon"]),
        "availability": chance.choice(["open", "open", "open", "open", "busy", "not_looking"]),
        "available_from": chance.choice([None, None, today - 3 * DAY, today + 40 * DAY]),
        "available_until": chance.choice([None, None, today + 45 * DAY, today + 90 * DAY]),
        "paid_only": chance.random() < 0.3,
        "birth_date": chance.choice(
            [None, *[datetime.date(1994, 7, 2)] * 4, datetime.date(today.year - 17, 1, 1), datetime.date(1990, 2, 28)]
        ),
        "identity_verified_at": chance.choice([None, timezone.now()]),
    }
    if chance.random() < 0.3:
        options |= {"minimum_fee_minor": chance.choice([10_000, 90_000]), "minimum_fee_currency": "EUR"}
    if unclaimed:
        options |= {"unclaimed": True, "person": None, "birth_date": None}
    else:
        options |= {"published": True, "person": PersonFactory()}
    creator = CreatorFactory(**{**options, **fixed})
    _words(chance, creator)
    for _ in range(chance.choice([1, 1, 1, 2])):
        _channel(chance, creator, number)
    if creator.birth_date and creator.birth_date.year > 2000 and chance.random() < 0.5:
        ConsentFactory(creator=creator, confirmed_by=PersonFactory(), confirmed_at=timezone.now())
    return creator


def _words(chance: random.Random, creator: Creator) -> None:
    niches = chance.sample(list(Niche.objects.filter(is_common=True).order_by("code")[:12]), chance.randint(0, 3))
    CreatorNiche.objects.bulk_create(
        [CreatorNiche(creator=creator, niche=niche, position=place) for place, niche in enumerate(niches)]
    )
    creator.styles.set(chance.sample(list(ContentStyle.objects.all()[:3]), chance.randint(0, 2)))
    if chance.random() < 0.2:
        creator.refuses_sectors.set(Sector.objects.filter(parent=None).order_by("code")[:1])
    if chance.random() < 0.2:
        creator.refuses_kinds.set(DeliverableKind.objects.filter(code="live"))
    for kind in chance.sample(KINDS, chance.randint(0, 3)):
        RateFactory(
            creator=creator,
            kind=DeliverableKind.objects.get(code=kind),
            amount_minor=chance.randrange(5_000, 150_000),
            currency=chance.choice(["EUR", "EUR", "USD"]),
        )


def _channel(chance: random.Random, creator: Creator, number: int) -> Channel:
    today = timezone.now().date()
    options = {} if chance.random() < 0.6 else {"proven": True}
    channel = ChannelFactory(
        creator=creator,
        platform=Platform.objects.get(code=chance.choice(PLATFORMS)),
        country=chance.choice(["", "FR", "CA"]),
        account_created_on=chance.choice([None, today - 900 * DAY]),
        community_standing=chance.choice(["unknown", *["good"] * 8, "restricted"]),
        is_public=chance.random() < 0.95,
        is_business=chance.random() < 0.3,
        **options,
    )
    for _ in range(chance.choice([0, 1, 1, 2, 3])):
        _measurement(chance, channel, today)
    if chance.random() < 0.2:
        RateFactory(creator=creator, channel=channel, amount_minor=chance.randrange(5_000, 150_000))
    return channel


def _measurement(chance: random.Random, channel: Channel, today: datetime.date) -> None:
    followers = chance.choice([None, 0, chance.randrange(500, 2_000_000)])
    MeasurementFactory(
        channel=channel,
        as_of=today - chance.choice([0, 5, 5, 40, 120, 400]) * DAY,
        source=chance.choice(["declared", "imported", "fetched"]),
        is_private=chance.random() < 0.15,
        followers=followers,
        following=chance.choice([None, 120]),
        median_engagement_20=None if followers is None else chance.choice([None, followers // 30]),
        median_views_20=chance.choice([None, chance.randrange(100, 500_000)]),
        likes_total=chance.choice([None, chance.randrange(1_000, 5_000_000)]),
        posts_total=chance.choice([None, 0, chance.randrange(10, 900)]),
        posts_30d=chance.choice([None, chance.randrange(40)]),
        views_30d=chance.choice([None, chance.randrange(1_000_000)]),
        live_hours_30d_tenths=chance.choice([None, 15]),
        audience_countries=chance.choice([{}, {"FR": 6_000, "BE": 3_000, "other": 1_000}, {"US": 10_000}]),
        audience_ages=chance.choice([{}, {"18-24": 4_000, "25-34": 6_000}]),
        audience_genders=chance.choice([{}, {"female": 7_000, "male": 2_500, "other": 500}]),
        audience_languages=chance.choice([{}, {"fr": 9_000, "other": 1_000}]),
    )


#: Campaigns that between them ask for everything that can be asked.
WISHES: tuple[dict[str, Any], ...] = (
    {"rules": {"all": [{"measure": "followers", "op": "gte", "value": 10_000}]}},
    {"rules": {"all": []}, "countries": [], "languages": [], "audience_wanted": {"countries": {"FR": 5_000}}},
    {
        "rules": {
            "all": [
                {"measure": "platform", "op": "in", "value": ["tiktok", "instagram"]},
                {
                    "any": [
                        {"measure": "engagement_rate_bp", "op": "gte", "value": 300},
                        {"measure": "audience_age_bp:18-24", "op": "gte", "value": 3_000},
                    ]
                },
                {"measure": "age_years", "op": "gte", "value": 18},
            ]
        },
        "audience_wanted": {"ages": {"18-24": 3_000}, "genders": {"female": 5_000}},
    },
    {"rules": {"all": []}, "barter": True},
)


def campaigns(count: int, **options: Any) -> list[Campaign]:
    """So many published campaigns of one brand."""
    brand = options.pop("brand", None) or BrandFactory()
    return [_campaign(brand, number, options) for number in range(count)]


def _campaign(brand: Any, number: int, options: dict[str, Any]) -> Campaign:
    wishes = WISHES[number % len(WISHES)]
    campaign = CampaignFactory(brand=brand, published=True, lines=False, **{**wishes, **options})
    platforms = [None, *Platform.objects.filter(code__in=PLATFORMS)]
    for kind in KINDS[: 1 + number % 3]:
        CampaignDeliverable.objects.create(
            campaign=campaign,
            kind=DeliverableKind.objects.get(code=kind),
            platform=platforms[0],
            count=1 + number % 2,
        )
    campaign.niches.set(Niche.objects.filter(is_common=True).order_by("code")[number % 4 : number % 4 + 2])
    if number % 2:
        campaign.platforms.set(Platform.objects.filter(code__in=PLATFORMS[:2]))
        campaign.styles.set(ContentStyle.objects.all()[:1])
        campaign.product_sector = Sector.objects.filter(parent=None).order_by("code").first()
        campaign.save()
    return campaign
