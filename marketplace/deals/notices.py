"""What people are told about their contacts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.enums import Side
from marketplace.core.money import format_money
from marketplace.deals.enums import Reason
from marketplace.notifications.kinds import Data, declare


def contact_url(data: Data) -> str:
    """The contact's page."""
    return reverse("deals:contact", args=[data["contact"]])


def in_words(data: Data) -> Data:
    """Prices and reasons as people read them."""
    words: dict[str, Any] = dict(data)
    words["price"] = format_money(data["price_minor"], data["currency"]) if data["price_minor"] else _("gifts")
    words["reason"] = Reason(data["reason"]).label if data["reason"] else ""
    return words


APPLIED, INVITED = "deals.application_received", "deals.invitation_received"
ACCEPTED, DECLINED, WITHDRAWN = "deals.contact_accepted", "deals.contact_declined", "deals.contact_withdrawn"
EXPIRED = "deals.contact_expired"

declare(
    APPLIED,
    label=_("A creator applies to a campaign of yours"),
    title=_("%(creator)s applies to “%(campaign)s”"),
    body=_("Their price: %(price)s. Answer within seven days; after that the application is closed."),
    url=contact_url,
    present=in_words,
    side=Side.BRAND,
)
declare(
    INVITED,
    label=_("A brand invites you"),
    title=_("%(brand)s invites you to “%(campaign)s”"),
    body=_("They offer: %(price)s. Answer within 72 hours; after that the invitation is closed."),
    url=contact_url,
    present=in_words,
    side=Side.CREATOR,
)
declare(
    ACCEPTED,
    label=_("The other side accepts"),
    title=_("%(other)s accepted: “%(campaign)s”"),
    body=_("You agreed on %(price)s. What the campaign asks for no longer changes."),
    url=contact_url,
    present=in_words,
)
declare(
    DECLINED,
    label=_("The other side declines"),
    title=_("%(other)s declined: “%(campaign)s”"),
    body=_("The reason: %(reason)s."),
    url=contact_url,
    present=in_words,
)
declare(
    WITHDRAWN,
    label=_("The other side takes back what it asked"),
    title=_("%(other)s withdrew: “%(campaign)s”"),
    body=_("There is nothing to answer any more."),
    url=contact_url,
    present=in_words,
)
declare(
    EXPIRED,
    label=_("A contact is closed without an answer"),
    title=_("Closed: “%(campaign)s” with %(other)s"),
    body=_("The reason: %(reason)s."),
    url=contact_url,
    present=in_words,
)
