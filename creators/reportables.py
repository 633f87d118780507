"""What of this room can be reported to staff: the pages of creators, by those who see them."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from creators.models import Creator
from creators.policies import may_see_page
from marketplace.accounts.reports import reportable


def find(person: Any, public_id: uuid.UUID) -> Creator | None:
    creator = Creator.objects.select_related("person").filter(public_id=public_id).first()
    return creator if creator is not None and may_see_page(person, creator) else None


reportable("creator", _("Creator"), find=find, url_of=lambda row: reverse("creators:detail", args=[row.public_id]))
