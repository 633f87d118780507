"""The site of the administration: its content policy, and its colours without inline styles."""

from collections.abc import Callable, Iterable
from typing import Any

from csp.decorators import csp_update
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.sites import UnfoldAdminSite

#: What the administration's own scripts need beyond the policy of the site: Alpine evaluates the expressions in its
#: attributes, and places its menus by style attributes. Neither inline scripts nor style elements are allowed.
POLICY = {"script-src": ["'unsafe-eval'"], "style-src-attr": ["'unsafe-inline'"]}


def name_columns(model: type[Model]) -> None:
    """Read the names that Django makes of a model's columns ("published at") in the reader's language too.

    They are translated in the context "column"; a name that a model gives itself stays. Migrations see no difference.
    """
    for column in model._meta.get_fields():
        if isinstance(column, Field) and isinstance(column.verbose_name, str):
            column.verbose_name = pgettext_lazy("column", column.verbose_name)


class DeskSite(UnfoldAdminSite):
    """Unfold, with the theme in a stylesheet instead of in the page."""

    index_title = _("Today")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        super().register(model_or_iterable, admin_class, **options)
        for model in model_or_iterable if isinstance(model_or_iterable, Iterable) else (model_or_iterable,):
            name_columns(model)
        for inline in getattr(admin_class, "inlines", ()):
            name_columns(inline.model)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        return csp_update(POLICY)(super().admin_view(view, cacheable))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # Unfold writes these into a style element; ours stand in desk/theme.css.
        return super().each_context(request) | {"colors": {}}
