"""Writing down what a campaign asked for."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from brands.actions.campaigns.fields import COLUMNS, SETS
from brands.models import Campaign, CampaignVersion
from marketplace.accounts.policies import Actor
from marketplace.activity.record import System


def write(*, actor: Actor, campaign: Campaign, changed: Iterable[str], reason: str = "") -> CampaignVersion:
    """Append the campaign's present state under its present number."""
    return CampaignVersion.objects.create(
        campaign=campaign,
        version=campaign.version,
        rules=campaign.rules,
        weights=campaign.weights,
        snapshot=snapshot(campaign),
        changed=sorted(changed),
        reason=reason,
        actor=None if isinstance(actor, System) else actor,
    )


def snapshot(campaign: Campaign) -> dict[str, Any]:
    """Everything but rules and weights, as JSON, taxonomy words by their codes."""
    columns = {name: _plain(getattr(campaign, name)) for name in COLUMNS if name not in ("rules", "weights")}
    sets = {name: sorted(getattr(campaign, name).values_list("code", flat=True)) for name in SETS}
    return {**columns, **sets, "deliverables": deliverables_of(campaign), "gifts": gifts_of(campaign)}


def deliverables_of(campaign: Campaign) -> list[dict[str, Any]]:
    """The deliverables as plain lines."""
    lines = campaign.deliverables.select_related("kind", "platform").order_by("pk")
    return [
        {
            "kind": line.kind.code,
            "platform": line.platform.code if line.platform else None,
            "count": line.count,
            "due_on": _plain(line.due_on),
        }
        for line in lines
    ]


def gifts_of(campaign: Campaign) -> list[dict[str, Any]]:
    """The gifts as plain lines."""
    return [
        {"name": gift.name, "value_minor": gift.value_minor, "currency": gift.currency, "quantity": gift.quantity}
        for gift in campaign.gifts.order_by("pk")
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.code  # type: ignore[attr-defined]
    return value.isoformat() if hasattr(value, "isoformat") else value
