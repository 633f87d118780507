"""The campaign editor: one page a step, each saved by itself, so an interruption costs nothing."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from brands import policies, queries
from brands.actions import campaigns
from brands.forms import AudienceForm, BasicsForm, BudgetForm, DeliverablesForm, PictureForm, StepForm
from brands.forms.lines import audience_choices, with_one_more
from brands.models import Campaign
from brands.views.typed import keeps_typing, typed
from marketplace.accounts.policies import actor_of
from marketplace.core.errors import DomainError, Invalid
from marketplace.taxonomy.locales import country_name, language_name
from marketplace.taxonomy.rights import WORLD, UsageKind


@dataclass(frozen=True)
class Step:
    """One step: its name is the last part of its address and of its URL name."""

    name: str
    title: str | Promise
    form: type[StepForm] | None = None


STEPS = (
    Step("basics", gettext_lazy("Brief"), BasicsForm),
    Step("deliverables", gettext_lazy("Deliverables and dates"), DeliverablesForm),
    Step("audience", gettext_lazy("Niches and audience"), AudienceForm),
    Step("budget", gettext_lazy("Budget, gifts and rights"), BudgetForm),
    Step("rules", gettext_lazy("Rules")),
    Step("weights", gettext_lazy("Weights")),
    Step("review", gettext_lazy("Review")),
)


@keeps_typing
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, public_id: uuid.UUID, name: str) -> HttpResponse:
    """Show and save one step."""
    campaign = editable(request, public_id)
    made = next(step.form for step in STEPS if step.name == name and step.form)
    data: Any = typed(request)
    adds = data.get("add") if data else None
    form = made(with_one_more(data, adds, made.line_kinds.get(adds)) if adds else data, campaign=campaign)
    if adds:
        form.forget_errors()
    elif request.method == "POST" and form.is_valid() and _save(request, campaign, form):
        messages.success(request, _("Saved."))
        target = name if "stay" in request.POST else following(name, campaign)
        return redirect(f"brands:campaign_{target}", public_id=public_id)
    context = shell(campaign, name) | {"form": form, "picture_form": PictureForm()}
    wrong = request.method == "POST" and not adds
    return render(request, f"brands/step_{name}.html", context, status=422 if wrong else 200)


def with_picture(request: HttpRequest, campaign: Campaign, picture_form: PictureForm) -> HttpResponse:
    """The step that holds the moodboard, with a picture that was not taken."""
    context = shell(campaign, "basics") | {"form": BasicsForm(campaign=campaign), "picture_form": picture_form}
    return render(request, "brands/step_basics.html", context, status=422)


@keeps_typing
@require_safe
def review(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What creators will read, what is missing and why, and the button that publishes."""
    campaign = editable(request, public_id)
    gaps = queries.gaps_of(campaign)
    context = shell(campaign, "review") | {
        "missing": [gap for gap in gaps if gap.blocks],
        "advice": [gap for gap in gaps if not gap.blocks],
    }
    return render(request, "brands/step_review.html", context)


def editable(request: HttpRequest, public_id: uuid.UUID) -> Campaign:
    """The campaign of an editor's page: 404 if it is not the person's, 403 if their role only reads."""
    found = queries.with_everything(queries.campaign_for_brand(request.user))
    campaign = get_object_or_404(found, public_id=public_id)
    policies.require_campaign_role(actor_of(request), campaign.brand)
    return campaign


def shell(campaign: Campaign, current: str) -> dict[str, Any]:
    """What every step's page needs: the campaign and the way through the steps."""
    lacking = {gap.step for gap in queries.gaps_of(campaign) if gap.blocks}
    rows = []
    for one in STEPS:
        href = address(one.name, campaign)
        if href:
            state = "current" if one.name == current else "todo" if one.name in {*lacking, "review"} else "done"
            rows.append({"name": one.name, "title": one.title, "href": href, "state": state})
    return {"campaign": campaign, "steps": rows, "current": current, **words(campaign)}


def words(campaign: Campaign) -> dict[str, Any]:
    """The campaign's codes as words in the reader's language."""
    uses = dict(UsageKind.choices)
    return {
        "country_names": [country_name(code) for code in campaign.countries],
        "language_names": [language_name(code) for code in campaign.languages],
        "shares_wanted": _shares_wanted(campaign),
        "rights": [
            {
                "label": uses.get(line["use"], line["use"]),
                "days": line["days"],
                "territory": _("Worldwide") if line["territory"] == WORLD else country_name(line["territory"]),
            }
            for line in campaign.usage_rights
        ],
    }


def _shares_wanted(campaign: Campaign) -> list[tuple[str, int]]:
    """Whom the audience should hold, and the least share of it in basis points."""
    shares = campaign.audience_wanted.items()
    wanted = {f"{of}:{key}": least for of, lines in shares for key, least in lines.items()}
    if not wanted:
        return []
    named = {code: str(label) for _group, lines in audience_choices()[1:] for code, label in lines}
    return [(named.get(code, code), least) for code, least in wanted.items()]


def address(name: str, campaign: Campaign) -> str:
    """Where a step is edited; empty if this installation has no such step."""
    try:
        return reverse(f"brands:campaign_{name}", args=[campaign.public_id])
    except NoReverseMatch:
        return ""


def following(name: str, campaign: Campaign) -> str:
    """The step after this one."""
    names = [step.name for step in STEPS if address(step.name, campaign)]
    return names[min(names.index(name) + 1, len(names) - 1)]


def _save(request: HttpRequest, campaign: Campaign, form: StepForm) -> bool:
    try:
        campaigns.update(actor=actor_of(request), campaign=campaign, **form.values())
    except Invalid as refusal:
        form.show(refusal.errors)
    except DomainError as refusal:
        if refusal.status == 403:
            raise
        form.show({refusal.field: [refusal.message]})
    else:
        return True
    return False
