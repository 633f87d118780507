"""Creators through the API."""

from tests.factories.accounts import local_today
from tests.factories.creators import document_file, picture_file
from tests.house.access import CREATORS, Row
from tests.house.access.api import own, signed

ME = ("creator", "other_creator")
#: Who sees the page of a published creator: themself, brands, and staff who look after creators.
SEES = ("creator", "owner", "manager", "viewer", "suspended_owner", "other_brand", "support", "reviewer")
TODAY = local_today().isoformat()
PRICE = {"amount_minor": 100, "currency": "EUR"}
LISTS = {
    "my-rates": {"kind": "story", **PRICE},
    "my-usage-rates": {"use": "organic", "days": 9, **PRICE},
    "my-exclusivity-rates": {"scope": "all", "days": 9, **PRICE},
    "my-portfolio": {"title": "Bread"},
}

CONSENT = {
    "guardian_name": "Maud",
    "guardian_email": "maud@example.org",
    "starts_on": TODAY,
    "ends_on": TODAY,
    "evidence": document_file,
}


def change(status: int = 200):
    """Of one's own profile, which brands and staff do not have; the suspended may not."""
    return own(*ME, status=status, suspended=403)


def change_his(status: int = 200):
    """Of something of one creator's."""
    return own("creator", status=status, suspended=403)


def move(to: str, status: int) -> Row:
    return Row(f"api:my-profile-{to}", POST=change(status))


ROWS = [
    Row("api:creators", GET=signed()),
    Row("api:creator", "public_id=creator.public_id", GET=own(*SEES)),
    Row(
        "api:my-profile",
        body={"display_name": "Noa"},
        GET=own(*CREATORS),
        # Who has a profile has it already; who uses the brand side only has none; staff of ours may be creators too.
        POST=signed(201, creator=409, other_creator=409, members=403, other_brand=403, seatless=403, suspended=403),
        PATCH=change(),
    ),
    move("publish", 409),
    move("pause", 200),
    move("hide", 200),
    move("unpublish", 200),
    Row("api:my-availability", body={"availability": "busy"}, PUT=change()),
    Row("api:my-refusals", body={"kinds": ["live"]}, PUT=change()),
    Row("api:my-channels", body={"platform": "tiktok", "handle": "brandnew"}, GET=signed(), POST=change(201)),
    Row(
        "api:my-channel",
        "public_id=channel.public_id",
        GET=own("creator"),
        PATCH=change_his(),
        # The last channel of a published profile stays.
        DELETE=change_his(409),
    ),
    Row("api:channel-proof", "public_id=channel.public_id", POST=change_his()),
    Row(
        "api:posts",
        "public_id=channel.public_id",
        body={"published_on": TODAY},
        GET=own("creator"),
        POST=change_his(201),
    ),
    Row(
        "api:post",
        "public_id=post.public_id",
        body={"views": 9},
        GET=own("creator"),
        PATCH=change_his(),
        DELETE=change_his(204),
    ),
    Row(
        "api:measurements",
        "public_id=channel.public_id",
        body={"as_of": TODAY, "followers": 1},
        GET=own(*SEES),
        POST=change_his(201),
    ),
    *[Row(f"api:{name}", body=body, GET=own(*CREATORS), POST=change(201)) for name, body in LISTS.items()],
    Row("api:my-rate", "public_id=rate.public_id", DELETE=change_his(409)),
    Row("api:my-usage-rate", "pk=usage.pk", DELETE=change_his(204)),
    Row("api:my-exclusivity-rate", "pk=exclusivity.pk", DELETE=change_his(204)),
    Row("api:my-photos", body={"picture": picture_file}, form=True, GET=own(*CREATORS), POST=change(201)),
    Row("api:my-consents", body=CONSENT, form=True, GET=own(*CREATORS), POST=change(201)),
    Row("api:my-photo", "public_id=photo.public_id", DELETE=change_his(409)),
    Row("api:my-photo-order", body={"order": []}, PUT=change(422)),
    Row(
        "api:my-portfolio-item",
        "public_id=item.public_id",
        GET=own("creator"),
        PATCH=change_his(),
        DELETE=change_his(204),
    ),
]
