"""Brands, their members and their campaigns."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from brands.enums import CampaignState, Objective, Role
from brands.models import Brand, Campaign, CampaignDeliverable, Gift, Member
from marketplace.taxonomy.models import DeliverableKind, Niche, Platform, Sector
from tests.factories.accounts import PersonFactory

BRIEF = (
    "We make soap by hand in Marseille and want to show how it is made: one visit of the workshop, one honest video in "
    "your own words, filmed where you like. No script, no filter, and you keep what you made."
)


class BrandFactory(factory.django.DjangoModelFactory):
    """An active brand without members; `owner=person` gives it one."""

    class Meta:
        model = Brand
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Brand {number}")
    slug = factory.Sequence(lambda number: f"brand-{number}")
    legal_name = factory.LazyAttribute(lambda brand: f"{brand.name} SAS")
    country = "FR"
    company_number = "552 100 554"
    website = "https://brand.example"
    sector = factory.LazyFunction(
        lambda: Sector.objects.filter(parent=None, is_sensitive=False).order_by("code").first()
    )

    @factory.post_generation
    def owner(self: Any, create: bool, extracted: Any, **_: Any) -> None:
        if create and extracted:
            MemberFactory(brand=self, person=extracted, role=Role.OWNER)


class MemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Member

    brand = factory.SubFactory(BrandFactory)
    person = factory.SubFactory(PersonFactory, brand=True)
    role = Role.MANAGER


def brand_person(**options: Any) -> Any:
    """Somebody who owns a brand of their own, as most people of the brand side do."""
    person = PersonFactory(brand=True, **options)
    BrandFactory(owner=person)
    return person


class CampaignFactory(factory.django.DjangoModelFactory):
    """A complete draft, ready to be published; traits put it in another state without going through the actions."""

    class Meta:
        model = Campaign
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(state=CampaignState.PUBLISHED, published_at=factory.LazyFunction(timezone.now))
        paused = factory.Trait(
            state=CampaignState.PAUSED,
            published_at=factory.LazyFunction(timezone.now),
            paused_at=factory.LazyFunction(timezone.now),
        )
        closed = factory.Trait(
            state=CampaignState.CLOSED,
            published_at=factory.LazyFunction(timezone.now),
            closed_at=factory.LazyFunction(timezone.now),
        )
        locked = factory.Trait(locked_at=factory.LazyFunction(timezone.now))
        barter = factory.Trait(is_barter=True, fee_min_minor=None, fee_max_minor=None, budget_minor=None)

    brand = factory.SubFactory(BrandFactory)
    title = factory.Sequence(lambda number: f"Campaign {number}")
    objective = Objective.AWARENESS
    product = "Olive oil soap"
    brief = BRIEF
    budget_minor = 500_000
    currency = "EUR"
    fee_min_minor = 20_000
    fee_max_minor = 80_000
    seats = 5
    apply_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=20))
    content_from = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=25))
    content_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=55))
    countries = ["FR"]
    languages = ["fr"]
    disclosure = "Collaboration commerciale"

    @factory.post_generation
    def lines(self: Any, create: bool, extracted: bool | None, **_: Any) -> None:
        """A sponsored video on TikTok and a beauty niche, unless `lines=False`."""
        if not create or extracted is False:
            return
        tiktok = Platform.objects.get(code="tiktok")
        kind = DeliverableKind.objects.get(code="sponsored_video")
        CampaignDeliverable.objects.create(campaign=self, kind=kind, platform=tiktok, count=1)
        self.platforms.set([tiktok])
        self.niches.set(Niche.objects.filter(is_common=True).order_by("code")[:1])

    @factory.post_generation
    def gift(self: Any, create: bool, extracted: int | None, **_: Any) -> None:
        """`gift=4500` adds a gift of that value."""
        if create and extracted:
            Gift.objects.create(campaign=self, name="A box of soap", value_minor=extracted, currency=self.currency)
