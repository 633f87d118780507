"""Reading the rules and weights of a campaign at the desk, their history, and overriding them with a reason."""

import json
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextareaWidget

from brands.actions import campaigns
from brands.models import Campaign
from marketplace.core.desk import Desk
from marketplace.core.errors import DomainError, Invalid

RIGHT = "brands.moderate_campaign"


class OverrideForm(forms.Form):
    """Rules and weights as they are stored, and why staff change them."""

    rules = forms.JSONField(label=gettext_lazy("Rules"), widget=UnfoldAdminTextareaWidget(attrs={"rows": 14}))
    weights = forms.JSONField(label=gettext_lazy("Weights"), widget=UnfoldAdminTextareaWidget(attrs={"rows": 9}))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2_000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands in the campaign's history, where the brand reads it."),
    )

    def prepare(self, campaign: Campaign) -> "OverrideForm":
        """Fill in what is stored, so that a person can read it."""
        for name in ("rules", "weights"):
            self.fields[name].encoder = Indented  # type: ignore[attr-defined]
            self.initial[name] = getattr(campaign, name)
        return self


class Indented(json.JSONEncoder):
    """JSON over several lines."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "indent": 2, "sort_keys": True, "ensure_ascii": False})


class RulesDesk(Desk):
    """A desk whose rows have rules and weights."""

    readonly_fields: tuple[str, ...] = ("rules_read", "weights_read", "history")
    change_form_outer_before_template = "admin/desk/campaign_decisions.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.override)
        return [path("<path:object_id>/rules/", view, name="brands_campaign_rules"), *super().get_urls()]

    def override(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Change rules and weights in the brand's stead, through the brand's own action."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        form = OverrideForm(request.POST or None).prepare(row)
        if request.method == "POST" and form.is_valid() and self._save(request, row, form):
            messages.success(request, _("Saved. The matches are computed again."))
            return redirect(reverse("admin:brands_campaign_change", args=[row.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Rules and weights"),
            "subtitle": str(row),
            "opts": self.opts,
            "row": row,
            "form": form,
            # What the room above stored of the campaign, if it has: how many qualify under the present rules.
            "result": getattr(row, "match_result", None),
            "back": reverse("admin:brands_campaign_change", args=[row.pk]),
        }
        return TemplateResponse(request, "admin/desk/override.html", context, status=422 if form.errors else 200)

    def _save(self, request: HttpRequest, row: Campaign, form: OverrideForm) -> bool:
        try:
            campaigns.update(actor=request.user, campaign=row, **form.cleaned_data)  # type: ignore[arg-type]
        except Invalid as refusal:
            for name, texts in refusal.errors.items():
                for text in texts:
                    form.add_error(name if name in form.fields else None, text)
            return False
        except DomainError as refusal:
            form.add_error(None, refusal.message)
            return False
        return True

    @admin.display(description=gettext_lazy("rules"))
    def rules_read(self, campaign: Campaign) -> str:
        return _block(campaign.rules)

    @admin.display(description=gettext_lazy("weights"))
    def weights_read(self, campaign: Campaign) -> str:
        return _block(campaign.weights)

    @admin.display(description=gettext_lazy("history"))
    def history(self, campaign: Campaign) -> str:
        versions = campaign.versions.select_related("actor")[:50]
        return mark_safe(render_to_string("admin/desk/versions.html", {"versions": versions}))


def _block(value: Any) -> str:
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)
    return mark_safe(render_to_string("admin/desk/json.html", {"text": text}))
