"""The look of the administration. Read by base.py."""

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

UNFOLD = {
    "SITE_TITLE": "Entente",
    "SITE_HEADER": "Entente",
    "SITE_SUBHEADER": _("Administration"),
    "SITE_SYMBOL": "handshake",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/icon.svg")}],
    "SHOW_HISTORY": False,
    "SHOW_LANGUAGES": False,
    "BORDER_RADIUS": "8px",
    "STYLES": [lambda request: static("desk/desk.css")],
    "DASHBOARD_CALLBACK": "marketplace.pages.desk.today",
    "SIDEBAR": {"show_search": True, "navigation": "marketplace.pages.desk.navigation"},
}
