"""The cadence of members, read from the posts of the channel they take part through."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Max
from django.utils import timezone

from creators.models import Post
from marketplace.cohorts.cadence import Cadence, Listed, cadence_of, cycles_of
from marketplace.cohorts.models import Cohort, Entry
from marketplace.programmes.queries.facts import day_of


def cadences_of(cohort: Cohort, entries: Iterable[Entry], at: datetime.datetime | None = None) -> dict[int, Cadence]:
    """The cadence of each of these members by the entry's id, at an instant (now): two queries for all of them.

    Entries come with `creator__person` and `membership`. Empty where the cohort asks for no posts.
    """
    if not cohort.posts_per_week:
        return {}
    members = [one for one in entries if hasattr(one, "membership")]
    listed = _listed({one.channel_id for one in members if one.channel_id}, cohort)
    nothing = Listed((), None)
    moment = at or timezone.now()
    return {
        one.pk: cadence_of(
            cohort,
            listed.get(one.channel_id or 0, nothing),
            day_of(one.creator, moment),
            cycles=cycles_of(one),
            until=one.membership.ended_on,
        )
        for one in members
    }


def _listed(channel_ids: set[int], cohort: Cohort) -> dict[int, Listed]:
    """The posts of the cohort's weeks by channel. A list was read on its newest day, whatever posts it names."""
    posts = Post.objects.filter(channel__in=channel_ids)
    days: dict[int, list[datetime.date]] = defaultdict(list)
    inside = posts.filter(published_on__gte=cohort.starts_on, published_on__lt=cohort.ends_on)
    for channel_id, day in inside.order_by("published_on").values_list("channel_id", "published_on"):
        days[channel_id].append(day)
    read = posts.order_by().values_list("channel_id").annotate(Max("counted_on"))
    return {channel_id: Listed(tuple(days[channel_id]), read_on) for channel_id, read_on in read}
