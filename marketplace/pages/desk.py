"""The first page of the administration: what waits, and today's numbers; and its sidebar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brands.models import Brand, Campaign
from creators.models import Creator, Measurement
from marketplace.accounts.models import Person
from marketplace.core import jobs
from marketplace.core.desk import queues
from marketplace.core.models import Job, JobState
from marketplace.matching.models import MatchRun
from marketplace.pages.queries import pairs_compared


@dataclass(frozen=True)
class Number:
    """One number of the day, for those who may see its rows."""

    label: Any
    right: str
    count: Callable[[datetime], int]
    hint: Any = ""


NUMBERS = (
    Number(_("New people"), "accounts.view_person", lambda day: Person.objects.filter(created_at__gte=day).count()),
    Number(
        _("Profiles published"),
        "creators.view_creator",
        lambda day: Creator.objects.filter(published_at__gte=day).count(),
    ),
    Number(
        _("New measurements"),
        "creators.view_measurement",
        lambda day: Measurement.objects.filter(recorded_at__gte=day).count(),
    ),
    Number(_("New brands"), "brands.view_brand", lambda day: Brand.objects.filter(created_at__gte=day).count()),
    Number(
        _("Campaigns published"),
        "brands.view_campaign",
        lambda day: Campaign.objects.filter(published_at__gte=day).count(),
    ),
    Number(_("Match runs"), "matching.view_matchrun", lambda day: MatchRun.objects.filter(created_at__gte=day).count()),
    # Not the rows of matches: counting millions would hold up the first page.
    Number(_("Pairs compared"), "matching.view_campaignresult", lambda day: pairs_compared(), _("in all")),
    Number(
        _("Jobs done"),
        "core.view_job",
        lambda day: Job.objects.filter(state=JobState.DONE, finished_at__gte=day).count(),
    ),
)
SECTIONS: tuple[tuple[Any, tuple[tuple[Any, str, str, str], ...]], ...] = (
    (
        _("People"),
        (
            (_("People"), "person", "accounts.person", "accounts.view_person"),
            (_("Staff groups"), "badge", "auth.group", "auth.view_group"),
            (_("API keys"), "vpn_key", "accounts.apikey", "accounts.view_apikey"),
            (_("What happened"), "history", "activity.event", "activity.view_event"),
        ),
    ),
    (
        _("Market"),
        (
            (_("Creators"), "account_circle", "creators.creator", "creators.view_creator"),
            (_("Channels"), "podcasts", "creators.channel", "creators.view_channel"),
            (_("Measurements"), "monitoring", "creators.measurement", "creators.view_measurement"),
            (_("Imports"), "upload_file", "creators.importbatch", "creators.view_importbatch"),
            (_("Brands"), "storefront", "brands.brand", "brands.view_brand"),
            (_("Campaigns"), "campaign", "brands.campaign", "brands.view_campaign"),
            (_("Contacts"), "forum", "deals.contact", "deals.view_contact"),
            (_("Match runs"), "join_inner", "matching.matchrun", "matching.view_matchrun"),
            (_("Rosters"), "groups", "rosters.roster", "rosters.view_roster"),
        ),
    ),
    (
        _("Programmes"),
        (
            (_("Programmes"), "workspace_premium", "programmes.programme", "programmes.view_programme"),
            (_("Proposed versions"), "rule", "programmes.ruleproposal", "programmes.view_ruleproposal"),
            (_("Exemptions"), "verified_user", "programmes.exemption", "programmes.view_exemption"),
            (_("Cohorts"), "school", "cohorts.cohort", "cohorts.view_cohort"),
        ),
    ),
    (
        _("Fairness"),
        (
            (_("Fairness parameters"), "balance", "exposure.fairnessparameters", "exposure.view_fairnessparameters"),
            (_("Figures of months"), "bar_chart", "exposure.monthfigures", "exposure.view_monthfigures"),
            (_("Policies"), "model_training", "learning.policy", "learning.view_policy"),
        ),
    ),
    (
        _("Words"),
        (
            (_("Niches"), "account_tree", "taxonomy.niche", "taxonomy.view_niche"),
            (_("Sectors"), "category", "taxonomy.sector", "taxonomy.view_sector"),
            (_("Deliverable kinds"), "inventory_2", "taxonomy.deliverablekind", "taxonomy.view_deliverablekind"),
            (_("Content styles"), "style", "taxonomy.contentstyle", "taxonomy.view_contentstyle"),
            (_("Platforms"), "devices", "taxonomy.platform", "taxonomy.view_platform"),
        ),
    ),
    (_("Machine"), ((_("Jobs"), "manufacturing", "core.job", "core.view_job"),)),
)


def today(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the first page what waits for this person and the numbers they may see."""
    day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    may = request.user.has_perm
    context["queues"] = [{"queue": one, "count": one.count()} for one in queues(request)]
    context["numbers"] = [
        {"label": one.label, "count": one.count(day), "hint": one.hint} for one in NUMBERS if may(one.right)
    ]
    context["backlog"] = jobs.backlog() if may("core.view_job") else None
    return context


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The sidebar: what waits, then the rows this person may read."""
    waiting = [
        {"title": one.label, "icon": one.icon, "link": one.href, "badge": one.count() or None, "active": False}
        for one in queues(request)
    ]
    groups: list[dict[str, Any]] = [{"title": _("Waiting"), "items": waiting}]
    for title, entries in SECTIONS:
        items = [
            {"title": label, "icon": icon, "link": href}
            for label, icon, model, right in entries
            if request.user.has_perm(right) and (href := _list_of(model))
        ]
        groups.append({"title": title, "separator": True, "items": items})
    overview = {"title": _("Today"), "icon": "today", "link": reverse("admin:index")}
    return [{"items": [overview]}, *(group for group in groups if group["items"])]


def _list_of(model: str) -> str:
    try:
        return reverse("admin:{}_changelist".format(model.replace(".", "_")))
    except NoReverseMatch:
        return ""
