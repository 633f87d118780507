"""What programmes answer people: verdicts with their steps, of those who ask and of creators themselves."""

from typing import Any

from rest_framework import serializers

from marketplace.programmes.api.serializers import OutcomeName
from marketplace.programmes.queries.checks import Checked
from marketplace.programmes.queries.mine import Standpoint, Supposed
from marketplace.programmes.queries.steps import Step


class StepShown(serializers.Serializer[Any]):
    """One rule: what was asked, what was found, how far off it is, how long that may take, and what to do."""

    code = serializers.CharField()
    label = serializers.CharField(help_text="The programme's own words.")  # type: ignore[assignment]
    outcome = OutcomeName()
    measure = serializers.CharField()
    op = serializers.CharField()
    observed = serializers.JSONField()
    needed = serializers.JSONField()
    gap = serializers.JSONField()
    unit = serializers.CharField()
    as_of = serializers.DateField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
    counts = serializers.BooleanField(help_text="False: for information only.")
    message = serializers.CharField()
    fix = serializers.CharField()
    pace = serializers.CharField(help_text="How long it may take at the pace of the last 30 days; empty if unknown.")
    rule_source = serializers.CharField()


class FactsToCheck(serializers.Serializer[Any]):
    """Facts under their documented names; null is not known. Nothing is stored."""

    facts = serializers.DictField(help_text='{"followers": 12000, "birth_date": "2004-02-29", "country": "FR"}')
    on = serializers.DateField(required=False, help_text="Today, if none is given.")


class FactsToSuppose(serializers.Serializer[Any]):
    """The facts that would be different; the others stay as they are. Nothing is stored."""

    facts = serializers.DictField(help_text='{"followers": 10000, "age_years": 18}')


class VerdictShown(serializers.Serializer[Any]):
    programme = serializers.CharField()
    outcome = OutcomeName()
    on = serializers.DateField()
    rule_set = serializers.CharField(help_text="Digest of the rules that were asked.")
    criteria = StepShown(many=True)


class StandingShown(VerdictShown):
    """Where you stand through your nearest channel. `outcome` is what you are shown, `verdict` what the rules say
    today: they differ while you keep your place."""

    channel = serializers.UUIDField(allow_null=True)
    verdict = OutcomeName()
    since = serializers.DateField()
    grace_until = serializers.DateField(allow_null=True)
    changes_on = serializers.DateField(allow_null=True, help_text="The next day on which time alone may change it.")
    progress_bp = serializers.IntegerField(help_text="How near it is, in basis points.")


class SupposedShown(serializers.Serializer[Any]):
    programme = serializers.CharField()
    now = OutcomeName()
    then = OutcomeName()
    opens = serializers.BooleanField(help_text="It would be open, and is not now.")
    missing = serializers.ListField(child=serializers.CharField())


def checked_as_json(checked: Checked) -> dict[str, Any]:
    """As VerdictShown."""
    verdict = checked.verdict
    return {
        "programme": checked.programme.slug,
        "outcome": verdict.outcome.name,
        "on": verdict.as_of.isoformat(),
        "rule_set": verdict.rule_set_hash,
        "criteria": [_step(step) for step in checked.steps],
    }


def standing_as_json(standpoint: Standpoint) -> dict[str, Any]:
    """As StandingShown."""
    answer = standpoint.answer
    told = checked_as_json(Checked(answer.programme, answer.verdict, standpoint.steps))
    return told | {
        "outcome": answer.outcome.name,
        "channel": str(answer.channel.public_id) if answer.channel else None,
        "verdict": answer.verdict.outcome.name,
        "since": answer.since.isoformat(),
        "grace_until": answer.grace_until and answer.grace_until.isoformat(),
        "changes_on": answer.changes_on and answer.changes_on.isoformat(),
        "progress_bp": answer.progress_bp,
    }


def supposed_as_json(supposed: Supposed) -> dict[str, Any]:
    """As SupposedShown."""
    return {
        "programme": supposed.answer.programme.slug,
        "now": supposed.answer.outcome.name,
        "then": supposed.verdict.outcome.name,
        "opens": supposed.opens,
        "missing": supposed.missing,
    }


def _step(step: Step) -> dict[str, Any]:
    return step.result.as_json() | {"label": step.label, "pace": step.pace}
