"""Finding the creator whom organisers mean."""

import re
import uuid

from creators.models import Creator
from creators.queries import listed_for
from marketplace.accounts.models import Person

ADDRESS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def found_by(person: Person, who: str) -> Creator | None:
    """The profile that a handle, or the address of its page, names, among those this person finds; None if none or
    several do."""
    text = who.strip().lower()
    address = ADDRESS.search(text)
    if address:
        return listed_for(person).filter(public_id=uuid.UUID(address.group())).first()
    handle = text.rstrip("/").rpartition("/")[2].removeprefix("@")
    found = listed_for(person).filter(channels__handle=handle, channels__removed_at=None).distinct()[:2]
    return found[0] if len(found) == 1 else None
