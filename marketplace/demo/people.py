"""The people one can sign in as."""

from django.contrib.auth.hashers import make_password

from marketplace.accounts.enums import Side
from marketplace.accounts.models import Person

#: Demo only: these people exist on no other installation.
PASSWORD = "entente-demo"  # noqa: S105
NAMES = {"alma": "Alma Delmas", "noam": "Noam Tissier", "owner": "Camille Lacombe", "viewer": "Robin Weiss"}
#: Two, since nobody approves their own proposal.
STAFF = {"staff": "Entente staff", "approver": "Entente staff, second pair of eyes"}


def make(sign_ins: dict[str, str]) -> dict[str, Person]:
    """Make the people of the sign-ins, verified; returns them by the first part of their address."""
    cast = {}
    for email in sign_ins:
        name = email.split("@")[0]
        on_brand_side = name in ("owner", "viewer")
        cast[name] = Person.objects.create(
            email=email,
            password=make_password(PASSWORD),
            name=(NAMES | STAFF)[name],
            uses_creator_side=name in ("alma", "noam"),
            uses_brand_side=on_brand_side,
            active_side=Side.BRAND if on_brand_side else Side.CREATOR if name not in STAFF else "",
            is_staff=name in STAFF,
            is_superuser=name in STAFF,
        )
    _verify(list(cast.values()))
    return cast


def _verify(people: list[Person]) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
    )
