"""Brands and campaigns through the API."""

from tests.factories.creators import picture_file
from tests.house.access import MEMBERS, RUNNERS, Row
from tests.house.access.api import own, signed

BRAND, DRAFT, CAMPAIGN = "public_id=brand.public_id", "public_id=draft.public_id", "public_id=campaign.public_id"


def led(status: int = 200):
    """Owners; members without the right are refused, and to everybody else it does not exist."""
    return own("owner", status=status, manager=403, viewer=403, suspended=403)


def run(status: int = 200):
    """Owners and managers."""
    return own(*RUNNERS, status=status, viewer=403, suspended=403)


ROWS = [
    Row("api:brands", body={"name": "Soap"}, GET=signed(), POST=signed(201, suspended=403)),
    Row("api:brand", BRAND, GET=signed(), PATCH=led()),
    Row("api:brand-logo", BRAND, body={"logo": picture_file}, form=True, PUT=led()),
    Row("api:brand-verification", BRAND, POST=led()),
    Row("api:members", BRAND, GET=own(*MEMBERS)),
    Row(
        "api:member",
        f"{BRAND} pk=seat.pk",
        body={"role": "manager"},
        PATCH=led(),
        # It is the viewer's seat, and anybody may leave.
        DELETE=own("owner", "viewer", status=204, manager=403, suspended=403),
    ),
    Row(
        "api:member-invitations",
        BRAND,
        body={"email": "else@example.org", "role": "viewer"},
        GET=own(*MEMBERS),
        POST=led(201),
    ),
    Row("api:member-invitation", f"{BRAND} pk=offer.pk", DELETE=led(204)),
    # The offer went to an address that none of them has.
    Row("api:accept-member-invitation", body={"token": "@token"}, POST=signed(403)),
    Row("api:brand-campaigns", BRAND, body={"title": "Idea"}, POST=run(201)),
    Row("api:campaigns", GET=signed()),
    Row("api:campaign", DRAFT, body={"title": "Idea"}, GET=own(*MEMBERS), PATCH=run(), DELETE=run(204)),
    # What creators have seen is closed instead of deleted.
    Row("api:campaign", CAMPAIGN, body={"title": "Idea"}, GET=signed(), PATCH=run(), DELETE=run(409)),
    Row("api:campaign-publish", DRAFT, POST=run()),
    Row("api:campaign-pause", CAMPAIGN, POST=run()),
    Row("api:campaign-resume", CAMPAIGN, POST=run(409)),
    Row("api:campaign-close", CAMPAIGN, POST=run()),
    Row("api:campaign-duplicate", CAMPAIGN, POST=run(201)),
    Row("api:campaign-versions", CAMPAIGN, GET=own(*MEMBERS)),
    Row("api:campaign-pictures", CAMPAIGN, body={"picture": picture_file}, form=True, POST=run(201)),
    Row("api:campaign-picture", f"{CAMPAIGN} pk=picture.pk", DELETE=run(204)),
]
