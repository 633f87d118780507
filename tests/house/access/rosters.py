"""Rosters: viewers read, owners and managers build and invite, another brand finds nothing."""

from tests.house.access import MEMBERS, RUNNERS, Row, only
from tests.house.access.api import own

CAMPAIGN, ROSTER, BRAND = "public_id=campaign.public_id", "public_id=roster.public_id", "public_id=brand.public_id"
#: Members of the brand, and staff who help them.
SEE = (*MEMBERS, "support")
WISHES = {"budget": "900", "seats": "2", "fewest": "1"}
#: Those who see and may not: a viewer, staff who only read, the suspended.
REFUSED = {"viewer": 403, "suspended_owner": 403, "support": 403}

ROWS = [
    Row(
        "rosters:for_campaign", CAMPAIGN, body=WISHES, form=True,
        GET=only(*SEE), POST=only(*RUNNERS, status=302, **REFUSED),
    ),
    Row("rosters:roster", ROSTER, GET=only(*SEE)),
    Row(
        "rosters:decide", f"{ROSTER} creator_id=creator.public_id", body={"keep": "free"}, form=True,
        POST=only(*RUNNERS, status=302, **REFUSED),
    ),
    Row(
        "rosters:invite", ROSTER, body={"message": "Hello"}, form=True,
        GET=only(*RUNNERS, **REFUSED), POST=only(*RUNNERS, status=409, **REFUSED),
    ),
    Row("rosters:places", BRAND, GET=only(*MEMBERS)),
    Row(
        "api:rosters", CAMPAIGN, body={"seats": 2},
        GET=own(*SEE), POST=own(*RUNNERS, status=202, **REFUSED, suspended_creator=403),
    ),
    Row("api:roster", ROSTER, GET=own(*SEE)),
    Row(
        "api:roster-invitations", ROSTER, body={"message": "Hello"},
        POST=own(*RUNNERS, status=409, **REFUSED, suspended_creator=403),
    ),
    Row("api:places", BRAND, GET=own(*MEMBERS)),
]  # fmt: skip
