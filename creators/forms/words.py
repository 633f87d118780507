"""The words of the taxonomy that are offered in forms."""

from django.db.models import Q, QuerySet

from creators.models import Creator
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Platform, Sector


def styles() -> QuerySet[ContentStyle]:
    return ContentStyle.objects.filter(is_retired=False)


def kinds() -> QuerySet[DeliverableKind]:
    return DeliverableKind.objects.filter(is_retired=False)


def platforms() -> QuerySet[Platform]:
    return Platform.objects.filter(is_retired=False)


def sectors_to_refuse(creator: Creator) -> QuerySet[Sector]:
    """The main branches, each with all that belongs to it, and those this creator has refused already."""
    refused = creator.refuses_sectors.values("pk")
    return Sector.objects.filter(Q(depth=0, is_retired=False) | Q(pk__in=refused))
