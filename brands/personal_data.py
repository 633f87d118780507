"""What a member of brands can take away: their seats, not the brand's own affairs."""

from typing import Any

from brands.models import Member, MemberInvitation
from marketplace.accounts.models import Person
from marketplace.accounts.personal_data import part


@part("brands")
def brands(person: Person) -> dict[str, Any]:
    """The person's seats, and the invitations that were sent to their address."""
    seats = Member.objects.filter(person=person).select_related("brand").order_by("pk")
    asked = MemberInvitation.objects.filter(email__iexact=person.email).select_related("brand").order_by("pk")
    return {
        "seats": [{"brand": seat.brand.name, "role": seat.role, "since": seat.created_at} for seat in seats],
        "invitations": [{"brand": row.brand.name, "role": row.role, "at": row.created_at} for row in asked],
    }
