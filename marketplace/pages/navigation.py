"""Where one can go from anywhere: the header, the account menu, the footer."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Link:
    label: Any
    href: str
    current: bool = False
    icon: str = ""


VISITOR = [("pages:how_it_works", _("How matching works")), ("programmes:list", _("Programmes"))]
CREATOR = [
    ("pages:dashboard", _("Overview")),
    ("matching:for_creator", _("Campaigns for me")),
    ("programmes:mine", _("My programmes")),
    ("creators:mine", _("My profile")),
    ("deals:list", _("Contacts")),
]
BRAND = [
    ("pages:dashboard", _("Overview")),
    ("brands:campaigns", _("Campaigns")),
    ("brands:mine", _("My brands")),
    ("deals:list", _("Contacts")),
]
DESK = [("admin:index", _("Administration"))]
SIDES = {"creator": CREATOR, "brand": BRAND}
#: Pages whose address begins like another's than the one they belong to.
WITHIN = {"programmes:earnings": "programmes:mine"}
ACCOUNT = [
    ("accounts:settings", _("Settings"), "cog-6-tooth"),
    ("account_email", _("E-mail addresses"), "envelope"),
    ("mfa_index", _("Two-factor sign-in"), "shield-check"),
    ("usersessions_list", _("Where you are signed in"), "computer-desktop"),
    ("accounts:api_keys", _("API keys"), "key"),
    ("cohorts:calendar", _("My calendar"), "calendar-days"),
    ("cohorts:juries", _("My juries"), "scale"),
]
FOOTER = [
    ("pages:how_it_works", _("How matching works")),
    ("exposure:fairness", _("Fairness")),
    ("programmes:list", _("Programmes")),
    ("pages:privacy", _("Privacy")),
    ("creators:find_claim", _("Is my channel on a list?")),
    ("pages:legal", _("Legal notice")),
    ("api:docs", _("API")),
    ("pages:style_guide", _("Style guide")),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The links of this person's side; an address that does not exist is left out."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        main = VISITOR
    else:
        main = SIDES.get(getattr(person, "active_side", ""), DESK if person.is_staff else CREATOR)
    account: list[Any] = list(ACCOUNT)
    if getattr(person, "active_side", "") == "brand" or getattr(person, "is_staff", False):
        account.append(("creators:imports", _("Import creators"), "arrow-up-tray"))
    if getattr(person, "is_staff", False):
        account.append(("admin:index", _("Administration"), "wrench-screwdriver"))
    return {
        "navigation": _links(request, main),
        "account_navigation": _links(request, account),
        "footer_navigation": _links(request, FOOTER),
    }


def _links(request: HttpRequest, entries: list[Any]) -> list[Link]:
    links = []
    for name, label, *icon in entries:
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        links.append(Link(label, href, False, *icon))
    # The longest address that leads here is where one is: /settings/keys/ is not also /settings/.
    home = next((home for within, home in WITHIN.items() if request.path.startswith(reverse(within))), "")
    path = reverse(home) if home else request.path
    here = max((link.href for link in links if path.startswith(link.href)), key=len, default="")
    return [replace(link, current=bool(here) and link.href == here) for link in links]
