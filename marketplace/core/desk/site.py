"""The site of the administration: its content policy, and its colours without inline styles."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

#: What the administration's own scripts need beyond the policy of the site: Alpine evaluates the expressions in its
#: attributes, and places its menus by style attributes. Neither inline scripts nor style elements are allowed.
POLICY = {"script-src": ["'unsafe-eval'"], "style-src-attr": ["'unsafe-inline'"]}


class DeskSite(UnfoldAdminSite):
    """Unfold, with the theme in a stylesheet instead of in the page."""

    index_title = _("Today")

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        return csp_update(POLICY)(super().admin_view(view, cacheable))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # Unfold writes these into a style element; ours stand in desk/theme.css.
        return super().each_context(request) | {"colors": {}}
