"""Decisions: the only way staff change a row. Each is an action of the row's room, asked for with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextareaWidget

from marketplace.core.desk.reading import ReadOnly
from marketplace.core.errors import DomainError


@dataclass(frozen=True)
class Decision:
    """What staff may decide about one row.

    `act(actor=…, row=…, reason=…)` calls the room's action; `right` is the permission that shows the button (the
    action checks again); `fits` says whether the row's state leaves it to be decided.
    """

    name: str
    label: Any
    act: Callable[..., Any]
    right: str
    fits: Callable[[Any], bool] = lambda row: True
    needs_reason: bool = True
    help: Any = ""
    is_grave: bool = False


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2_000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
        help_text=gettext_lazy("It is kept for good. The people concerned may read it."),
    )


class Desk(ReadOnly):
    """Rows that staff read, with the decisions they may take."""

    decisions: ClassVar[tuple[Decision, ...]] = ()
    change_form_outer_before_template = "admin/desk/decisions.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_decide"
        address = path("<path:object_id>/decide/<slug:name>/", self.admin_site.admin_view(self.decide), name=name)
        return [address, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        open_now = self.open_decisions(request, row) if row is not None else []
        return super().change_view(request, object_id, form_url, {"decisions": open_now, **(extra_context or {})})

    def open_decisions(self, request: HttpRequest, row: Any) -> list[Decision]:
        """The decisions this person may take about this row now."""
        return [one for one in self.decisions if request.user.has_perm(one.right) and one.fits(row)]

    def decide(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """Ask for the reason, then act. A refusal is shown beside the form and changes nothing."""
        row = self.get_object(request, object_id)
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        decision = next((one for one in self.decisions if one.name == name), None)
        if decision is None:
            raise Http404
        if not request.user.has_perm(decision.right):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        form.fields["reason"].required = decision.needs_reason
        if request.method == "POST" and form.is_valid():
            try:
                decision.act(actor=request.user, row=row, reason=form.cleaned_data["reason"])
            except DomainError as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("Done: %(what)s.") % {"what": decision.label})
                return redirect(self._address("change", row))
        return self._ask(request, row, decision, form)

    def _ask(self, request: HttpRequest, row: Any, decision: Decision, form: ReasonForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": decision.label,
            "subtitle": str(row),
            "opts": self.opts,
            "row": row,
            "decision": decision,
            "form": form,
            "back": self._address("change", row),
        }
        return TemplateResponse(request, "admin/desk/decide.html", context, status=422 if form.errors else 200)

    def _address(self, page: str, row: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[row.pk])
