"""What a creator can take away about programmes."""

from typing import Any

from creators.models import Creator
from marketplace.accounts.models import Person
from marketplace.accounts.personal_data import part
from marketplace.eligibility import Outcome
from marketplace.programmes.models import Earning, Exemption, Standing, StandingChange
from marketplace.programmes.models.standing import Decision


@part("programmes")
def programmes(person: Person) -> dict[str, Any]:
    """Where they stand, how it came about with every figure it rests on, exemptions, earnings."""
    creator = Creator.objects.filter(person=person).first()
    if creator is None:
        return {}
    rows = Standing.objects.filter(creator=creator).select_related("programme", "channel").order_by("pk")
    changes = StandingChange.objects.filter(creator=creator).select_related("programme", "channel").order_by("pk")
    exemptions = Exemption.objects.filter(creator=creator).select_related("programme").order_by("pk")
    earnings = Earning.objects.filter(creator=creator).select_related("programme").order_by("month", "pk")
    return {
        "standings": [_standing(row) for row in rows],
        "history": [_change(row) for row in changes],
        "exemptions": [_exemption(row) for row in exemptions],
        "earnings": [_earning(row) for row in earnings],
    }


def _decision(row: Decision) -> dict[str, Any]:
    return {
        "programme": row.programme.slug,
        "channel": row.channel.handle if row.channel else None,
        "verdict": Outcome(row.outcome).name,
        "decided_for": row.as_of,
        "figures_of": row.data_as_of,
        "observed": row.observed,
    }


def _standing(row: Standing) -> dict[str, Any]:
    shown = {"outcome": Outcome(row.shown_outcome).name, "since": row.since, "grace_until": row.grace_until}
    return {**_decision(row), **shown, "progress_bp": row.progress_bp, "looked_at_again_on": row.changes_on}


def _change(row: StandingChange) -> dict[str, Any]:
    before = None if row.from_outcome is None else Outcome(row.from_outcome).name
    to = Outcome(row.shown_outcome).name
    return {**_decision(row), "from": before, "to": to, "cause": row.cause, "at": row.changed_at}


def _exemption(row: Exemption) -> dict[str, Any]:
    plain = {"starts_on": row.starts_on, "ends_on": row.ends_on, "reason": row.reason, "revoked_at": row.revoked_at}
    return {"programme": row.programme.slug, "rule": row.rule_code, **plain}


def _earning(row: Earning) -> dict[str, Any]:
    amount = {"amount_minor": row.amount_minor, "currency": row.currency}
    return {"programme": row.programme.slug, "month": row.month, **amount, "note": row.note}
