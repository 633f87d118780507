"""People, as the tests meet them."""

import datetime
import zoneinfo
from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from marketplace.accounts.models import Person

PASSWORD = "correct horse battery staple"


def local_today() -> datetime.date:
    """The day where these people live: for an hour or two of each evening in UTC it is tomorrow."""
    zone = Person._meta.get_field("time_zone").get_default()
    return timezone.localdate(timezone=zoneinfo.ZoneInfo(zone))


class PersonFactory(factory.django.DjangoModelFactory):
    """A person with a verified address who uses the creator side."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    class Params:
        brand = factory.Trait(uses_creator_side=False, uses_brand_side=True, active_side="brand")
        suspended = factory.Trait(
            suspended_at=factory.LazyFunction(timezone.now), suspended_reason="Fake numbers, twice."
        )
        #: Staff have a second factor, as the admin demands.
        staff = factory.Trait(is_staff=True)

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")
    uses_creator_side = True
    active_side = "creator"
    language = "en"
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def verified(self: Any, create: bool, extracted: bool | None, **_: Any) -> None:
        """`verified=False` leaves the address unproven."""
        if create:
            EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=extracted is not False)

    @factory.post_generation
    def second_factor(self: Any, create: bool, extracted: bool | None, **_: Any) -> None:
        """Staff get a TOTP secret unless `second_factor=False`; others only with `second_factor=True`."""
        if create and (self.is_staff if extracted is None else extracted):
            TOTP.activate(self, generate_totp_secret())
