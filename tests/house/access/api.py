"""The API's own addresses, and those of people, notices and words."""

from datetime import timedelta

from django.utils import timezone

from tests.house.access import Answers, Row, everybody, only, signed_in


def signed(status: int = 200, **special: int) -> Answers:
    """Everybody who is signed in; strangers are asked to."""
    return signed_in(status, anonymous=401, **special)


def own(*roles: str, status: int = 200, others: int = 404, **special: int) -> Answers:
    """These roles; to everybody else it does not exist."""
    return only(*roles, status=status, others=others, anonymous=401, **special)


END = (timezone.now() + timedelta(days=9)).isoformat()
NOWHERE = {method: everybody(404) for method in ("GET", "POST", "PUT", "PATCH", "DELETE")}
WORDS = (
    "platforms", "niches", "sectors", "deliverable-kinds", "content-styles", "countries", "languages", "currencies",
)  # fmt: skip

ROWS = [
    Row("api:index", GET=everybody()),
    Row("api:schema", GET=everybody()),
    Row("api:docs", GET=everybody()),
    Row("api:problem", "code=taken", GET=everybody()),
    Row("api:unknown", "address=nothing", **NOWHERE),
    Row("api:me", GET=signed(), PATCH=signed(suspended=403)),
    Row("api:my-side", body={"side": "brand"}, POST=signed(suspended=403)),
    Row(
        "api:api-keys",
        body={"name": "ci", "scopes": ["read"], "expires_at": END},
        GET=signed(),
        POST=signed(201, suspended=403),
    ),
    Row("api:api-key", "prefix=key.prefix", GET=own("creator"), DELETE=own("creator", status=204)),
    Row("api:notices", GET=signed()),
    Row("api:notices-read", POST=signed(204)),
    Row("api:notice-read", "pk=notice.pk", POST=own("creator")),
    *[Row(f"api:{word}", GET=signed()) for word in WORDS],
]
