"""Which brands a person acts for, and who acts for a brand."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet

from brands.enums import BrandState, CampaignState
from brands.models import Brand, Member, MemberInvitation


def brands_of(person: Any) -> QuerySet[Brand]:
    """The brands a person is a member of, each with `my_role`, `campaigns_total` and `campaigns_published`."""
    return (
        Brand.objects.visible_to(person)  # type: ignore[no-redef]
        .annotate(
            my_role=F("members__role"),
            campaigns_total=Count("campaigns", distinct=True),
            campaigns_published=Count("campaigns", filter=Q(campaigns__state=CampaignState.PUBLISHED), distinct=True),
        )
        .select_related("sector")
        .order_by("name", "pk")
    )


def active_seats(person: Any) -> QuerySet[Member]:
    """A person's seats, in any role, in brands that are not suspended."""
    return Member.objects.filter(person=person, brand__state=BrandState.ACTIVE)


def members_of(person: Any, brand: Brand) -> QuerySet[Member]:
    """The members of a brand the person belongs to, in the order they came."""
    return Member.objects.visible_to(person).filter(brand=brand).select_related("person").order_by("created_at", "pk")


def invitations_of(person: Any, brand: Brand) -> QuerySet[MemberInvitation]:
    """The invitations of a brand that wait for an answer, the newest first."""
    waiting = MemberInvitation.objects.visible_to(person).filter(brand=brand).unanswered()
    return waiting.select_related("invited_by").order_by("-created_at", "-pk")
