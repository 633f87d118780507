"""What a person can take away about notices."""

from typing import Any

from marketplace.accounts.models import Person
from marketplace.accounts.personal_data import part
from marketplace.notifications.models import Notice, Preference


@part("notifications")
def notifications(person: Person) -> dict[str, Any]:
    """What they were told, and what they want to be told."""
    told = Notice.objects.filter(person=person).order_by("pk")
    return {
        "notices": [
            {"title": notice.title, "body": notice.body, "at": notice.created_at, "read_at": notice.read_at}
            for notice in told
        ],
        "preferences": list(Preference.objects.filter(person=person).values("verb", "in_app", "by_email")),
    }
