"""What a person can take away about who was shown to whom."""

from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth

from marketplace.accounts.models import Person
from marketplace.accounts.personal_data import part
from marketplace.exposure.enums import Looker
from marketplace.exposure.models import Impression


@part("exposure")
def exposure(person: Person) -> dict[str, Any]:
    """By month (UTC): how often their profile was shown to brands, and how many pairs they looked at themselves. Whom
    they were shown to, and whom they saw, belongs to others too."""
    months = Impression.objects.annotate(month=TruncMonth("at")).order_by("month", "side")
    shown = months.filter(person=person, side=Looker.BRAND).values("month").annotate(times=Count("pk"))
    looked = months.filter(viewer=person).values("month", "side").annotate(pairs=Count("pk"))
    return {
        "shown_to_brands": [{"month": row["month"].date(), "times": row["times"]} for row in shown],
        "looked_at": [
            {"month": row["month"].date(), "as": Looker(row["side"]).name.lower(), "pairs": row["pairs"]}
            for row in looked
        ],
    }
