"""Creators, as the tests meet them. Rows are made directly; what the actions refuse is for the tests of the actions."""

import datetime
import io
import secrets
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from creators.enums import CreatorState, MeasurementSource, Ownership, Standing
from creators.models import Channel, Consent, Creator, CreatorNiche, Measurement, Photo, PortfolioItem, Rate
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Niche, Platform
from tests.factories.accounts import PersonFactory

#: Numbers of a healthy channel: 4 % engagement, an audience mostly in France.
NUMBERS: dict[str, Any] = {
    "followers": 50_000,
    "median_engagement_20": 2_000,
    "median_views_20": 12_000,
    "posts_30d": 12,
    "views_30d": 300_000,
    "audience_countries": {"FR": 7_000, "BE": 2_000, "other": 1_000},
    "audience_ages": {"18-24": 6_000, "25-34": 4_000},
    "audience_genders": {"female": 6_500, "male": 3_500},
    "audience_languages": {"fr": 9_000, "other": 1_000},
}


def picture_file(
    width: int = 400, height: int = 300, *, kind: str = "JPEG", name: str = "me.jpg", **options: Any
) -> SimpleUploadedFile:
    """A real picture as an upload."""
    content = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(content, kind, **options)
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


def document_file(name: str = "stats.pdf") -> SimpleUploadedFile:
    """A small PDF as an upload."""
    return SimpleUploadedFile(name, b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n", content_type="application/pdf")


class CreatorFactory(factory.django.DjangoModelFactory):
    """A draft of a grown-up who has a name and nothing else."""

    class Meta:
        model = Creator
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(state=CreatorState.PUBLISHED, published_at=factory.LazyFunction(timezone.now))
        unclaimed = factory.Trait(person=None, source="List of 2026", birth_date=None)

    person = factory.SubFactory(PersonFactory)
    display_name = factory.Sequence(lambda number: f"Creator {number}")
    languages = ["fr"]
    home_country = "FR"
    birth_date = datetime.date(1998, 5, 17)

    @factory.post_generation
    def niches(self: Any, create: bool, extracted: list[Niche] | None, **_: Any) -> None:
        """`niches=[…]` in their order."""
        for position, niche in enumerate(extracted or []):
            CreatorNiche.objects.create(creator=self, niche=niche, position=position)


class ChannelFactory(factory.django.DjangoModelFactory):
    """A TikTok channel nobody has proven yet."""

    class Meta:
        model = Channel

    class Params:
        proven = factory.Trait(ownership=Ownership.PROVEN, proven_at=factory.LazyFunction(timezone.now))

    creator = factory.SubFactory(CreatorFactory)
    platform = factory.LazyFunction(lambda: Platform.objects.get(code="tiktok"))
    handle = factory.Sequence(lambda number: f"creator{number}")
    url = factory.LazyAttribute(lambda channel: channel.platform.url_of(channel.handle))
    country = "FR"
    ownership_code = "entente-TESTCODE"


class MeasurementFactory(factory.django.DjangoModelFactory):
    """Declared numbers of a healthy channel, today."""

    class Meta:
        model = Measurement

    channel = factory.SubFactory(ChannelFactory)
    as_of = factory.LazyFunction(lambda: timezone.now().date())
    source = MeasurementSource.DECLARED
    followers = NUMBERS["followers"]
    median_engagement_20 = NUMBERS["median_engagement_20"]
    median_views_20 = NUMBERS["median_views_20"]


class RateFactory(factory.django.DjangoModelFactory):
    """A sponsored video on any channel for 450 €."""

    class Meta:
        model = Rate

    creator = factory.SubFactory(CreatorFactory)
    kind = factory.LazyFunction(lambda: DeliverableKind.objects.get(code="sponsored_video"))
    amount_minor = 45_000
    currency = "EUR"


class PhotoFactory(factory.django.DjangoModelFactory):
    """A photo whose files are only names."""

    class Meta:
        model = Photo

    creator = factory.SubFactory(CreatorFactory)
    position = factory.Sequence(lambda number: number)
    key = factory.LazyFunction(lambda: secrets.token_hex(16))
    small = factory.LazyAttribute(lambda photo: f"pictures/{photo.key[:2]}/{photo.key}-small.webp")
    medium = factory.LazyAttribute(lambda photo: f"pictures/{photo.key[:2]}/{photo.key}-medium.webp")
    large = factory.LazyAttribute(lambda photo: f"pictures/{photo.key[:2]}/{photo.key}-large.webp")
    width = 400
    height = 300

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs.pop("key")
        return super()._create(model_class, *args, **kwargs)


class PortfolioItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PortfolioItem

    creator = factory.SubFactory(CreatorFactory)
    title = "A film about bread"
    link = "https://example.org/bread"


class ConsentFactory(factory.django.DjangoModelFactory):
    """A consent for a year around today, not yet confirmed."""

    class Meta:
        model = Consent

    creator = factory.SubFactory(CreatorFactory)
    guardian_name = "Maud Parent"
    guardian_email = "maud@example.org"
    starts_on = factory.LazyFunction(lambda: timezone.now().date() - datetime.timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: timezone.now().date() + datetime.timedelta(days=335))
    evidence = factory.LazyFunction(document_file)


def complete(creator: Creator) -> Channel:
    """Give a profile everything that publishing asks for; returns its channel."""
    CreatorNiche.objects.create(creator=creator, niche=Niche.objects.filter(is_common=True).first(), position=0)
    creator.styles.add(ContentStyle.objects.get(code="tutorial"))
    channel = ChannelFactory(creator=creator, community_standing=Standing.GOOD)
    MeasurementFactory(channel=channel, **NUMBERS)
    RateFactory(creator=creator)
    PhotoFactory(creator=creator)
    return channel


def published_creator(**options: Any) -> Creator:
    """A complete, published creator."""
    creator = CreatorFactory(published=True, **options)
    complete(creator)
    return creator
