"""The words of the taxonomy that are offered in forms."""

from django.db.models import Q, QuerySet

from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Platform, Sector


def styles() -> QuerySet[ContentStyle]:
    return ContentStyle.objects.filter(is_retired=False)


def kinds() -> QuerySet[DeliverableKind]:
    return DeliverableKind.objects.filter(is_retired=False)


def platforms() -> QuerySet[Platform]:
    return Platform.objects.filter(is_retired=False)


def top_sectors() -> QuerySet[Sector]:
    """The main branches, and every sensitive sector of the next level: what people want to refuse by name."""
    return Sector.objects.filter(Q(depth=0) | Q(depth=1, is_sensitive=True), is_retired=False)
