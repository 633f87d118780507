"""What of this room can be reported to staff: what everybody can see."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brands.models import Brand, Campaign
from marketplace.accounts.reports import reportable


def find_brand(person: Any, public_id: uuid.UUID) -> Brand | None:
    return Brand.objects.active().filter(public_id=public_id).first()


def find_campaign(person: Any, public_id: uuid.UUID) -> Campaign | None:
    return Campaign.objects.visible_to(person).filter(public_id=public_id).first()


reportable("brand", _("Brand"), find=find_brand, url_of=lambda row: reverse("brands:brand", args=[row.public_id]))
reportable(
    "campaign", _("Campaign"), find=find_campaign, url_of=lambda row: reverse("brands:campaign", args=[row.public_id])
)
