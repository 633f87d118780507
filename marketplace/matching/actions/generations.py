"""Opening, leaving and dropping the partitions that matches are written to."""

from collections.abc import Sequence

from django.db import connection, transaction

from brands.models import Campaign
from marketplace.matching.models import CampaignResult, Generation, Match, MatchRun

#: Results that are put at rest in one statement.
A_BLOCK = 500


def current() -> int:
    """The generation to write to: the newest, or the one at rest before there is any."""
    newest = Generation.objects.values_list("pk", flat=True).first()
    return Generation.AT_REST if newest is None else newest


@transaction.atomic
def begin() -> int:
    """Open a partition; from now on everything is written there."""
    number = Generation.objects.create().pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT matching_open_generation(%s)", [number])
    return number


def left_behind() -> list[int]:
    """Campaigns that are not published and whose matches stand in a partition that is to be dropped."""
    older = CampaignResult.objects.exclude(generation__in=[Generation.AT_REST, current()])
    found = older.exclude(campaign__in=Campaign.objects.published()).order_by("campaign_id")
    return list(found.values_list("campaign_id", flat=True)[:A_BLOCK])


@transaction.atomic
def put_at_rest(campaigns: Sequence[int]) -> None:
    """Move the matches of these campaigns to where they can stay."""
    results = CampaignResult.objects.filter(campaign__in=campaigns)
    list(results.select_for_update().order_by("campaign_id"))
    Match.objects.filter(campaign__in=campaigns).exclude(generation=Generation.AT_REST).update(
        generation=Generation.AT_REST
    )
    results.update(generation=Generation.AT_REST)


@transaction.atomic
def drop_old() -> list[int]:
    """Drop the partitions before the newest that no result names and no run under way needs; which they were.

    Raises OperationalError if readers hold one for longer than three seconds; try again later.
    """
    named = CampaignResult.objects.values("generation")
    needed = MatchRun.objects.unfinished().exclude(generation=None).values("generation")
    old = Generation.objects.filter(pk__lt=current()).exclude(pk__in=named).exclude(pk__in=needed)
    dropped = list(old.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        for number in dropped:
            cursor.execute("SELECT matching_drop_generation(%s)", [number])
    Generation.objects.filter(pk__in=dropped).delete()
    return dropped
