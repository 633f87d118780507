"""The posts of channels as one fact each, for rules that count posts."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from creators.models import Post as Row
from marketplace.eligibility.facts import Fact
from marketplace.eligibility.posts import FIELDS, Post

SOURCE = "declared"
#: No rule looks further back; older posts stay on the list and out of the facts.
LONGEST_LOOK_BACK = datetime.timedelta(days=400)


def posts_of(channel_ids: Iterable[int], as_of: datetime.date) -> dict[int, Fact]:
    """The posts a channel's owner listed, by channel, in one query; a channel without any is not in it.

    The list is as old as its newest reading of views: what was published since may not be on it.
    """
    rows = Row.objects.filter(
        channel_id__in=channel_ids, published_on__gte=as_of - LONGEST_LOOK_BACK, published_on__lte=as_of
    )
    listed: dict[int, list[Row]] = defaultdict(list)
    for row in rows.order_by("channel_id", "published_on", "id"):
        listed[row.channel_id].append(row)
    return {
        channel_id: Fact(tuple(_post(row) for row in found), max(row.counted_on for row in found), SOURCE)
        for channel_id, found in listed.items()
    }


def _post(row: Row) -> Post:
    return Post(published_on=row.published_on, **{name: getattr(row, name) for name in FIELDS})
