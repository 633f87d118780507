"""What a person can take away about contacts."""

from typing import Any

from marketplace.accounts.models import Person
from marketplace.accounts.personal_data import part
from marketplace.deals.models import Contact


@part("contacts")
def contacts(person: Person) -> list[dict[str, Any]]:
    """Applications and invitations of their profile, and those they wrote for a brand."""
    mine = Contact.objects.filter(creator__person=person) | Contact.objects.filter(created_by=person)
    return [
        {
            "kind": contact.kind,
            "campaign": contact.campaign.title,
            "brand": contact.campaign.brand.name,
            "creator": contact.creator.display_name,
            "state": contact.state,
            "message": contact.message,
            "price_minor": contact.price_minor,
            "currency": contact.currency,
            "opened": contact.created_at,
            "answered": contact.decided_at,
            "reason": contact.decision_reason_code,
            "note": contact.decision_note,
            "verdict": contact.verdict,
            "costs": contact.costs if contact.creator.person_id == person.pk else [],
        }
        for contact in mine.select_related("campaign__brand", "creator").distinct().order_by("pk")
    ]
