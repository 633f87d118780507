"""Who may look for creators who are alike."""

from typing import Any

from marketplace.accounts import seats
from marketplace.accounts.policies import works_as_staff


def may_compare(person: Any) -> bool:
    """Members of active brands, and staff who read profiles: those who find creators in lists."""
    if not getattr(person, "is_authenticated", False):
        return False
    return seats.works_for_a_brand(person) or (works_as_staff(person) and person.has_perm("creators.view_creator"))
