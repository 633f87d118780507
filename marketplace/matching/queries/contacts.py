"""Who is in contact with whom: those pairs are always kept."""

from marketplace.deals.models import Contact


def creators_in_contact(campaign_id: int) -> set[int]:
    """Creators with an open contact for this campaign: waiting for an answer, or agreed."""
    return set(Contact.objects.open().filter(campaign_id=campaign_id).values_list("creator_id", flat=True))
