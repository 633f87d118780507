"""The parameters with their history, and the figures of each month. Who looked at whom is not shown here."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.core.desk import ReadOnly, Work, WorkingDesk
from marketplace.exposure.actions import parameters
from marketplace.exposure.forms import FairnessForm
from marketplace.exposure.models import FairnessParameters, MonthFigures


def _set(actor: Any, row: None, data: dict[str, Any]) -> FairnessParameters:
    return parameters.set(actor=actor, **data)


@admin.register(FairnessParameters)
class FairnessParametersAdmin(WorkingDesk):
    """The first row is in force."""

    list_display = ("__str__", "floor_bp", "deficit_bp", "minimum_score", "swap_bp", "set_by", "at", "reason")
    list_select_related = ("set_by",)
    ordering = ("-pk",)
    beginning = Work("new", _("Set the parameters"), lambda *given, row: FairnessForm(*given), _set,
                     "exposure.set_fairness")  # fmt: skip


@admin.register(MonthFigures)
class MonthFiguresAdmin(ReadOnly):
    list_display = ("__str__", "counted_until", "updated_at")
    ordering = ("-month",)
