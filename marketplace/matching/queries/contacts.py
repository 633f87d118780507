"""Who is in contact with whom: those pairs are always kept."""

from django.db.models import QuerySet

from brands.models import Campaign
from creators.models import Creator
from marketplace.deals.models import Contact


def creators_in_contact(campaign_id: int) -> set[int]:
    """Creators with an open contact for this campaign: waiting for an answer, or agreed."""
    return set(Contact.objects.open().filter(campaign_id=campaign_id).values_list("creator_id", flat=True))


def campaigns_in_contact(creator: Creator) -> QuerySet[Campaign]:
    """Campaigns this creator has an open contact about, whatever state the campaign is in."""
    open_contacts = Contact.objects.open().filter(creator=creator)
    return Campaign.objects.filter(pk__in=open_contacts.values("campaign"))
