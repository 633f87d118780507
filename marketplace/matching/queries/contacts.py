"""Who is in contact with whom: those pairs are always kept."""

from typing import Any

from django.apps import apps

#: States of a contact in which both sides still look at the pair.
LIVE = ("pending", "accepted")


def creators_in_contact(campaign_id: int) -> set[int]:
    return _live("creator_id", campaign_id=campaign_id)


def campaigns_in_contact(creator_id: int) -> set[int]:
    return _live("campaign_id", creator_id=creator_id)


def _live(column: str, **whose: int) -> set[int]:
    if "contact" not in apps.all_models["deals"]:
        return set()
    contacts: Any = apps.get_model("deals", "Contact")
    live = contacts.objects.filter(state__in=LIVE, **whose)
    return set(live.values_list(column, flat=True))
