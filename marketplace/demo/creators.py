"""Made-up creators in bulk: what a person would type in an hour, for hundreds at once."""

from datetime import date, timedelta
from io import BytesIO
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from creators.enums import Availability, CreatorState, MeasurementSource, Ownership, Standing
from creators.models import Channel, Creator, CreatorNiche, ExclusivityRate, Measurement, Photo, Rate, UsageRate
from marketplace.accounts.models import Person
from marketplace.core import pictures
from marketplace.demo import numbers, words
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Niche, Platform

SEED = 20_260_131
PLATFORMS = {"tiktok": 5, "instagram": 5, "youtube": 3, "twitch": 1}
COUNTRIES = {"FR": 14, "BE": 2, "CH": 1, "CA": 1, "GB": 2, "ES": 1, "DE": 1, "IT": 1}
PICTURES = 24


def make(*, count: int, published: Person) -> None:
    """Make `count` published creators; the first belongs to `published`, one in twelve is unclaimed."""
    random = Random(SEED)  # noqa: S311
    people = [published, *_people(count - 1)]
    rows = [_creator(random, index, person) for index, person in enumerate(people)]
    Creator.objects.bulk_create(rows, batch_size=1_000)
    _niches_and_styles(random, rows)
    channels = _channels(random, rows)
    _measurements(random, channels)
    _rates(random, rows, channels)
    _photos(random, rows)


def _people(count: int) -> list[Person | None]:
    """One person a creator, who cannot sign in; None for the unclaimed."""
    made = [
        Person(email=f"creator{index}@demo.entente.example", password="!", uses_creator_side=True)  # noqa: S106
        for index in range(count)
        if index % 12
    ]
    found = iter(Person.objects.bulk_create(made, batch_size=1_000))
    return [next(found) if index % 12 else None for index in range(count)]


def _creator(random: Random, index: int, person: Person | None) -> Creator:
    first, last = random.choice(words.FIRST_NAMES), random.choice(words.LAST_NAMES)
    country = random.choices(list(COUNTRIES), list(COUNTRIES.values()))[0]
    name = person.name if person and person.name else f"{first} {last}"
    french = country in ("FR", "BE", "CH", "CA")
    minimum = random.choice([None, None, None, 5_000, 10_000, 20_000])
    return Creator(
        person=person,
        state=CreatorState.PUBLISHED if person else CreatorState.DRAFT,
        published_at=timezone.now() - timedelta(days=random.randint(1, 300)) if person else None,
        display_name=name,
        slug=f"{slugify(name)}-{index}",
        languages=["fr", "en"] if french and random.random() < 0.5 else ["fr"] if french else ["en"],
        home_country=country,
        city=random.choice(words.CITIES[country]),
        birth_date=date(2026, 1, 1) - timedelta(days=random.randint(18 * 366, 48 * 365)) if person else None,
        availability=random.choices(Availability.values, [10, 2, 1])[0] if person else Availability.OPEN,
        weekly_capacity=random.choice([None, 1, 2, 3]),
        paid_only=bool(person) and random.random() < 0.4,
        minimum_fee_minor=minimum if person else None,
        minimum_fee_currency="EUR" if minimum and person else "",
        source="" if person else "Demo list",
    )


def _niches_and_styles(random: Random, rows: list[Creator]) -> None:
    niches = {niche.code: niche for niche in Niche.objects.filter(code__in=words.SUBJECTS)}
    styles = list(ContentStyle.objects.filter(is_retired=False))
    links, through = [], Creator.styles.through
    style_links = []
    for row in rows:
        chosen = random.sample(sorted(niches), random.choice([1, 2, 2, 3]))
        links += [CreatorNiche(creator=row, niche=niches[code], position=at) for at, code in enumerate(chosen)]
        french, english = words.SUBJECTS[chosen[0]]
        row.bio = f"Je parle surtout de ce que j’aime : {french}." if "fr" in row.languages else f"Mostly {english}."
        picked = random.sample(styles, 2) if row.person_id else []
        style_links += [through(creator=row, contentstyle=style) for style in picked]
    CreatorNiche.objects.bulk_create(links, batch_size=2_000)
    through.objects.bulk_create(style_links, batch_size=2_000)
    Creator.objects.bulk_update(rows, ["bio"], batch_size=1_000)


def _channels(random: Random, rows: list[Creator]) -> list[Channel]:
    platforms = {platform.code: platform for platform in Platform.objects.filter(code__in=PLATFORMS)}
    channels = []
    for index, row in enumerate(rows):
        wanted = random.choices(list(PLATFORMS), list(PLATFORMS.values()), k=random.choice([1, 1, 2, 3]))
        for code in sorted(set(wanted)):
            handle = f"{slugify(row.display_name).replace('-', '')[:16]}{index}"
            proven = bool(row.person_id) and random.random() < 0.6
            channels.append(
                Channel(
                    creator=row,
                    platform=platforms[code],
                    handle=handle,
                    url=platforms[code].url_of(handle),
                    is_business=random.random() < 0.2,
                    account_created_on=date(2026, 1, 1) - timedelta(days=random.randint(40, 3_000)),
                    community_standing=random.choices(Standing.values, [18, 1, 0, 2])[0],
                    country=row.home_country,
                    ownership=Ownership.PROVEN if proven else Ownership.UNPROVEN,
                    proven_at=timezone.now() if proven else None,
                )
            )
    return Channel.objects.bulk_create(channels, batch_size=1_000)


def _measurements(random: Random, channels: list[Channel]) -> None:
    today, rows = timezone.now().date(), []
    for channel in channels:
        creator = channel.creator
        latest = numbers.measurement(
            random,
            size=numbers.followers(random),
            country=creator.home_country,
            language=creator.languages[0],
            as_of=today - timedelta(days=random.randint(0, 45)),
        )
        source = MeasurementSource.DECLARED if creator.person_id else MeasurementSource.IMPORTED
        if not creator.person_id:
            latest = {key: latest[key] for key in ("as_of", "followers", "posts_total", "likes_total")}
        growth = random.uniform(-0.01, 0.06)
        history = [numbers.earlier(latest, months, growth) for months in (4, 3, 2, 1)] if creator.person_id else []
        rows += [Measurement(channel=channel, source=source, **fields) for fields in [*history, latest]]
    Measurement.objects.bulk_create(rows, batch_size=1_000)


def _rates(random: Random, rows: list[Creator], channels: list[Channel]) -> None:
    kinds = {kind.code: kind for kind in DeliverableKind.objects.all()}
    prices = {"sponsored_video": 1.0, "story": 0.35, "ugc_video": 0.7, "product_placement": 0.8}
    sizes = dict(Measurement.objects.order_by("as_of", "id").values_list("channel_id", "followers"))
    rates = [
        Rate(
            creator=channel.creator,
            channel=channel,
            kind=kinds[code],
            amount_minor=numbers.price_minor(random, sizes[channel.pk], factor),
            currency="EUR",
        )
        for channel in channels
        if channel.creator.person_id
        for code, factor in prices.items()
        if random.random() < 0.85 or code == "sponsored_video"
    ]
    Rate.objects.bulk_create(rates, batch_size=2_000)
    claimed = [row for row in rows if row.person_id and random.random() < 0.5]
    UsageRate.objects.bulk_create(
        UsageRate(creator=row, use="paid_social", days=90, percent_bp=4_000) for row in claimed
    )
    ExclusivityRate.objects.bulk_create(
        ExclusivityRate(creator=row, scope="sector", days=30, percent_bp=2_500) for row in claimed
    )


def _photos(random: Random, rows: list[Creator]) -> None:
    stored = [pictures.read(_picture(random)).store() for _ in range(PICTURES)]
    Photo.objects.bulk_create(
        Photo(creator=row, width=900, height=900, alt_text="", **stored[random.randrange(PICTURES)])
        for row in rows
        if row.person_id
    )


def _picture(random: Random) -> SimpleUploadedFile:
    """A soft two-colour gradient: a face would be somebody's."""
    hue = random.randrange(256)
    small = Image.new("HSV", (3, 3))
    small.putdata([((hue + random.randrange(-24, 25)) % 256, random.randint(60, 130), 230) for _ in range(9)])
    content = BytesIO()
    small.convert("RGB").resize((900, 900), Image.Resampling.BICUBIC).save(content, "PNG")
    return SimpleUploadedFile("picture.png", content.getvalue(), "image/png")
