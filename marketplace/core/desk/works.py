"""What the desk does with a form of more than a reason: beginning a row, setting something with several fields."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from marketplace.core.desk.decisions import Desk
from marketplace.core.forms import sent, submit


@dataclass(frozen=True)
class Work:
    """One form of the desk. `form(*sent, row)` makes it, `act(actor, row, data)` calls the room's action and returns
    the row to go to; `right` is the permission that shows it (the action checks again)."""

    name: str
    label: Any
    form: Callable[..., forms.Form]
    act: Callable[[Any, Any, dict[str, Any]], Any]
    right: str
    fits: Callable[[Any], bool] = lambda row: True


class WorkingDesk(Desk):
    """A desk with such forms: `works` on a row, `beginning` of a new one."""

    works: tuple[Work, ...] = ()
    beginning: Work | None = None
    change_form_outer_before_template = "admin/desk/works.html"
    list_before_template = "admin/desk/begin.html"

    def get_urls(self) -> list[URLPattern]:
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [path("<path:object_id>/works/<slug:name>/", self.admin_site.admin_view(self.work), name=f"{stem}_work")]
        if self.beginning:
            own.append(path("new/", self.admin_site.admin_view(self.begin), name=f"{stem}_new"))
        return [*own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        offered = [one for one in self.works if row is not None and self._may(request, one) and one.fits(row)]
        return super().change_view(request, object_id, form_url, {"works": offered, **(extra_context or {})})

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        begins = self.beginning if self.beginning and self._may(request, self.beginning) else None
        return super().changelist_view(request, {"beginning": begins, **(extra_context or {})})

    def begin(self, request: HttpRequest) -> HttpResponse:
        assert self.beginning is not None
        return self._do(request, None, self.beginning)

    def work(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        row = self.get_object(request, object_id)
        found = next((one for one in self.works if one.name == name), None)
        if row is None or found is None or not self.has_view_permission(request, row):
            raise Http404
        return self._do(request, row, found)

    def _may(self, request: HttpRequest, work: Work) -> bool:
        return request.user.has_perm(work.right)

    def _do(self, request: HttpRequest, row: Any, work: Work) -> HttpResponse:
        """Ask, then act. A refusal stands beside the form and changes nothing."""
        if not self._may(request, work):
            raise PermissionDenied
        form = work.form(*sent(request), row=row)
        done = submit(form, lambda data: work.act(request.user, row, data))
        if done is not None:
            messages.success(request, _("Done: %(what)s.") % {"what": work.label})
            return redirect(self._address("change", done))
        back = self._address("change", row) if row is not None else self._list()
        context = {
            **self.admin_site.each_context(request),
            "title": work.label,
            "subtitle": str(row or ""),
            "opts": self.opts,
            "row": row or self.opts.verbose_name_plural,
            "form": form,
            "label": work.label,
            "back": back,
        }
        return TemplateResponse(request, "admin/desk/work.html", context, status=422 if form.errors else 200)

    def _list(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
