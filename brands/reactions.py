"""What happened in this room that its members must hear of."""

from brands.enums import Role
from brands.models import Brand
from marketplace.activity.models import Event
from marketplace.activity.record import on
from marketplace.notifications.actions import notices


@on("brands.brand_verified", "brands.verification_refused", "brands.brand_suspended", "brands.brand_restored")
def tell_everybody(event: Event) -> None:
    """Tell every member what staff decided, and why."""
    _tell(event, reason=event.data["reason"])


@on("brands.member_joined")
def tell_owners(event: Event) -> None:
    """Tell the owners who took the seat they offered."""
    _tell(event, roles=(Role.OWNER,), who=str(event.actor), role=event.data["role"])


def _tell(event: Event, *, roles: tuple[Role, ...] = tuple(Role), **facts: str) -> None:
    brand = Brand.objects.get(pk=event.subject_id)
    data = {"brand": brand.name, "brand_id": str(brand.public_id), **facts}
    for member in brand.members.filter(role__in=roles).exclude(person=event.actor_id).select_related("person"):
        notices.notify(person=member.person, verb=event.verb, data=data, key=f"event:{event.pk}")
