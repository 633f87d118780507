"""The parameters with their history, and the figures of each month. Who looked at whom is not shown here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from marketplace.core.desk import ReadOnly, Work, WorkingDesk
from marketplace.exposure.actions import parameters
from marketplace.exposure.forms import FairnessForm
from marketplace.exposure.models import FairnessParameters, MonthFigures


def _set(actor: Any, row: None, data: dict[str, Any]) -> FairnessParameters:
    return parameters.set(actor=actor, **data)


def _told_at_first() -> str:
    text = _("Nobody has set any yet: in force is what the product begins with.")
    link = format_html('<a href="{}">{}</a>', reverse("exposure:how_it_works"), _("How the fair order works"))
    return format_html("{} {}", text, link)


@admin.register(FairnessParameters)
class FairnessParametersAdmin(WorkingDesk):
    """The first row is in force."""

    list_display = ("__str__", "floor_bp", "deficit_bp", "minimum_score", "swap_bp", "set_by", "at", "reason")
    list_select_related = ("set_by",)
    ordering = ("-pk",)
    beginning = Work("new", _("Set the parameters"), lambda *given, row: FairnessForm(*given), _set,
                     "exposure.set_fairness")  # fmt: skip

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """An empty list does not mean that nothing is in force."""
        note = "" if FairnessParameters.objects.exists() else _told_at_first()
        return super().changelist_view(request, {"note": note, **(extra_context or {})})


@admin.register(MonthFigures)
class MonthFiguresAdmin(ReadOnly):
    list_display = ("__str__", "counted_until", "updated_at")
    ordering = ("-month",)
