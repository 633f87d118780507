"""What the rules of a campaign would do, counted over everybody while they are written."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brands.actions.campaigns.limits import require_askable
from brands.models import Campaign
from brands.views.editor import editable
from marketplace.eligibility import RuleSet
from marketplace.eligibility.describe import describe
from marketplace.eligibility.forms import Builder
from marketplace.eligibility.nodes import Criterion
from marketplace.matching import queries as matching
from marketplace.matching import words
from marketplace.matching.queries import RuleEffect
from marketplace.matching.queries.preview import LEAST_TOLD


@dataclass(frozen=True)
class Line:
    """One rule and what it alone does: of those whom nothing else rules out, so many are left."""

    label: str
    alone: int | None
    share_bp: int | None
    tiers: list[tuple[str, int | None]]


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rules_preview(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """As typed (POST) or as stored (GET); a fragment for htmx, a page of its own without scripts."""
    campaign = editable(request, public_id)
    rules = _rules(request, campaign)
    context: dict[str, Any] = {"campaign": campaign, "is_readable": rules is not None}
    if rules is not None:
        context |= _counts(rules, campaign)
    is_fragment = request.htmx  # type: ignore[attr-defined]
    return render(request, f"pages/rules_preview{'_counts' if is_fragment else ''}.html", context)


def _rules(request: HttpRequest, campaign: Campaign) -> RuleSet | None:
    """None while what is typed cannot be read yet."""
    rules = RuleSet.parse(campaign.rules)
    if request.method == "POST":
        builder = Builder(request.POST, stored=campaign.rules, currency=campaign.currency)
        if not builder.is_valid():
            return None
        rules = builder.rule_set
    try:
        # What may not be asked may not be counted either: a count over one creator is an answer about them.
        require_askable(rules)
    except ValidationError:
        return None
    return rules


def _counts(rules: RuleSet, campaign: Campaign) -> dict[str, Any]:
    found = matching.preview(rules, campaign)
    own = {criterion.code: criterion for criterion in rules.criteria}
    lines = [_line(effect, own[effect.rule_code]) for effect in found.effects if effect.rule_code in own]
    return {
        "creators": found.creators,
        "qualified": matching.told(found.qualified),
        "unknown": matching.told(found.counts["unknown"]),
        "review": matching.told(found.counts["review"]),
        "lines": sorted(lines, key=lambda line: -(line.alone or 0)),
        "least_told": LEAST_TOLD,
    }


def _line(effect: RuleEffect, criterion: Criterion) -> Line:
    tiers = [(str(words.tier(tier)), count) for tier, count in effect.told_tiers.items() if effect.told_alone]
    label = describe(criterion)
    return Line(label if criterion.counting == "always" else _("%(rule)s (only shown)") % {"rule": label},
                effect.told_alone, effect.told_share_bp, tiers)  # fmt: skip
