"""What a creator can take away."""

from collections.abc import Iterator
from typing import Any

from creators.models import AUDIENCES, NUMBERS, TRAITS, Creator, Measurement
from creators.queries.profiles import own
from marketplace.accounts.models import Person
from marketplace.accounts.personal_data import part

PROFILE_COLUMNS = [
    "public_id",
    "state",
    "display_name",
    "pronouns",
    "bio",
    "languages",
    "home_country",
    "city",
    "birth_date",
    "availability",
    "available_from",
    "available_until",
    "weekly_capacity",
    "minimum_fee_minor",
    "minimum_fee_currency",
    "paid_only",
    "refusals_note",
    "published_at",
    "source",
    "created_at",
    "updated_at",
]
CHANNEL_COLUMNS = [
    "public_id",
    "handle",
    "url",
    "is_public",
    "is_business",
    "account_created_on",
    "community_standing",
    "country",
    "ownership",
    "proven_at",
    "removed_at",
]
MEASUREMENT_COLUMNS = [
    "platform",
    "handle",
    "as_of",
    "source",
    "is_private",
    "recorded_at",
    *NUMBERS,
    "engagement_rate_bp",
]

POST_COLUMNS = ["published_on", "counted_on", "views", "url", "title", "duration_s", *TRAITS]


@part("creator")
def creator_profile(person: Person) -> dict[str, Any]:
    """The person's profile, if they have one."""
    creator = own(person).first()
    return profile_of(creator) if creator else {}


def profile_of(creator: Creator) -> dict[str, Any]:
    """Everything on a profile, for its owner."""
    channels = creator.channels.select_related("platform").prefetch_related("measurements", "posts")
    return {
        **_plain(creator, PROFILE_COLUMNS),
        "niches": [link.niche.label for link in creator.creator_niches.select_related("niche")],
        "styles": [style.label for style in creator.styles.all()],
        "refused_sectors": [sector.label for sector in creator.refuses_sectors.all()],
        "refused_kinds": [kind.label for kind in creator.refuses_kinds.all()],
        "channels": [
            {
                "platform": channel.platform.code,
                **_plain(channel, CHANNEL_COLUMNS),
                "measurements": [measurement_of(row) for row in channel.measurements.all()],
                "posts": [_plain(post, POST_COLUMNS) for post in channel.posts.all()],
            }
            for channel in channels
        ],
        "rates": [
            {
                "kind": rate.kind.code,
                **_plain(rate, ["channel_id", "amount_minor", "currency", "is_active", "created_at"]),
            }
            for rate in creator.rates.select_related("kind")
        ],
        "usage_rates": list(
            creator.usage_rates.values("use", "days", "territory", "amount_minor", "percent_bp", "currency")
        ),
        "exclusivity_rates": list(
            creator.exclusivity_rates.values("scope", "days", "amount_minor", "percent_bp", "currency")
        ),
        "portfolio": list(creator.portfolio.values("title", "link", "results")),
        "photos": [photo.large_url for photo in creator.photos.all()],
        "consents": list(
            creator.consents.values(
                "guardian_name", "guardian_email", "starts_on", "ends_on", "confirmed_at", "withdrawn_at"
            )
        ),
    }


def measurement_of(row: Measurement) -> dict[str, Any]:
    """One measurement; what is not known is left out."""
    known = {name: getattr(row, name) for name in (*NUMBERS, "engagement_rate_bp", *AUDIENCES)}
    plain = _plain(row, ["public_id", "as_of", "source", "is_private", "recorded_at"])
    return {**plain, **{name: value for name, value in known.items() if value not in (None, {})}}


def measurement_rows(creator: Creator) -> Iterator[list[Any]]:
    """The measurements of all channels as lines of MEASUREMENT_COLUMNS."""
    rows = Measurement.objects.filter(channel__creator=creator).select_related("channel__platform")
    for row in rows.order_by("channel_id", "as_of", "id"):
        plain = [row.channel.platform.code, row.channel.handle, row.as_of, row.source, row.is_private, row.recorded_at]
        yield plain + [getattr(row, name) for name in (*NUMBERS, "engagement_rate_bp")]


def _plain(row: Any, columns: list[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in columns}
