"""Who is in contact with whom: those pairs are always kept."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from brands.models import Campaign
from creators.models import Creator
from marketplace.deals.models import Contact


def creators_in_contact(campaigns: Iterable[int]) -> dict[int, set[int]]:
    """By campaign, the creators with an open contact for it: waiting for an answer, or agreed. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    pairs = Contact.objects.open().filter(campaign__in=campaigns).order_by().values_list("campaign_id", "creator_id")
    for campaign, creator in pairs:
        found[campaign].add(creator)
    return found


def campaigns_in_contact(creator: Creator) -> QuerySet[Campaign]:
    """Campaigns this creator has an open contact about, whatever state the campaign is in."""
    open_contacts = Contact.objects.open().filter(creator=creator)
    return Campaign.objects.filter(pk__in=open_contacts.values("campaign"))
