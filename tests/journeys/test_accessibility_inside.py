"""The pages behind the sign-in, held to WCAG 2.2 AA by axe: light on a wide screen, dark on a phone."""

import pytest
from django.test import Client

from tests.house.access import cast
from tests.journeys.test_accessibility import faults

CREATOR = [
    "/dashboard/", "/creator/", "/creator/preview/", "/creator/profile/", "/creator/channels/",
    "/creator/channels/{channel}/numbers/", "/creator/channels/{channel}/numbers/add/", "/creator/rates/",
    "/creator/usage/", "/creator/photos/", "/creator/portfolio/add/", "/creator/availability/", "/creator/refusals/",
    "/creator/consent/", "/creator/campaigns/", "/creator/campaigns/{campaign}/", "/campaigns/{second}/apply/",
    "/contacts/", "/contacts/{invitation}/", "/notices/", "/notices/preferences/", "/claim/{unclaimed}/",
    "/settings/", "/settings/keys/",
]  # fmt: skip
BRAND = [
    "/dashboard/", "/brands/campaigns/", "/brands/{brand}/settings/", "/brands/{brand}/members/",
    "/campaigns/{campaign}/", "/campaigns/{draft}/", "/campaigns/{draft}/delete/",
    *[f"/campaigns/{{draft}}/edit/{step}/" for step in
      ("basics", "deliverables", "audience", "budget", "rules", "weights", "review")],
    "/campaigns/{campaign}/matches/", "/campaigns/{campaign}/matches/{creator}/", "/campaigns/{campaign}/contacts/",
    "/creators/{creator}/", "/creators/{creator}/invite/?campaign={campaign}", "/imports/", "/imports/{batch}/",
    "/contacts/{application}/", "/nowhere/",
]  # fmt: skip
STAFF = ["/admin/", "/admin/creators/creator/?queue=profiles", "/admin/creators/claimrequest/?queue=claims"]
SIDES = {"creator": CREATOR, "owner": BRAND, "reviewer": STAFF}


@pytest.fixture
def open_as(chromium, live_server):
    """`open_as(person, dark=True)` is a window of somebody who is signed in; axe needs the policy out of its way."""
    contexts = []

    def open_window(person, *, dark):
        client = Client()
        client.force_login(person)
        context = chromium.new_context(
            base_url=live_server.url, bypass_csp=True, locale="fr-FR", color_scheme="dark" if dark else "light",
            viewport={"width": 390 if dark else 1280, "height": 900},
        )  # fmt: skip
        contexts.append(context)
        value = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


def found_on(page, path):
    """What is wrong with one page: axe's findings, and whether it must be scrolled sideways."""
    page.goto(path)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [f"{path} {fault}" for fault in [*faults(page), *(["scrolls sideways"] if wide else [])]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_either_side_nor_at_the_desk(open_as, dark, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    people = cast.people()
    things = cast.things(people)
    names = {name: thing.public_id for name, thing in vars(things).items() if hasattr(thing, "public_id")}
    names["second"] = things.invitation.campaign.public_id
    wrong = []
    for role, paths in SIDES.items():
        page = open_as(people[role], dark=dark)
        for path in paths:
            wrong += found_on(page, path.format(**names))
    assert wrong == []
