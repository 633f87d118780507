"""The pages behind the sign-in, held to WCAG 2.2 AA by axe: light on a wide screen, dark on a phone."""

import pytest
from django.test import Client

from tests.house.access import cast
from tests.journeys.test_accessibility import WCAG, faults

#: What another theme and another width can change; the rest of a page is the same.
LOOKS = {"runOnly": ["color-contrast", "target-size"], "resultTypes": ["violations"]}
CREATOR = [
    "/dashboard/", "/creator/", "/creator/profile/", "/creator/channels/{channel}/numbers/",
    "/creator/channels/{channel}/numbers/add/", "/creator/rates/", "/creator/refusals/", "/creator/campaigns/",
    "/creator/campaigns/{campaign}/", "/contacts/{invitation}/", "/notices/preferences/", "/claim/{unclaimed}/",
    "/settings/", "/cohorts/{cohort}/", "/creator/cohorts/", "/creator/cohorts/{entry}/",
    "/creator/cohorts/{pupil}/", "/cohorts/{jury_cohort}/apply/", "/calendar/",
]  # fmt: skip
BRAND = [
    "/dashboard/", "/brands/{brand}/members/", "/campaigns/{campaign}/", "/campaigns/{draft}/delete/",
    *[f"/campaigns/{{draft}}/edit/{step}/" for step in
      ("basics", "deliverables", "audience", "budget", "rules", "weights", "review")],
    "/campaigns/{campaign}/matches/", "/campaigns/{campaign}/matches/{creator}/", "/campaigns/{campaign}/contacts/",
    "/creators/{creator}/", "/imports/", "/imports/{batch}/", "/contacts/{application}/", "/nowhere/",
    "/discover/alike/", "/rosters/{roster}/", "/rosters/{roster}/invite/", "/brands/{brand}/places/",
    "/cohorts/{cohort}/run/", "/cohorts/{cohort}/run/members/", "/cohorts/{cohort}/run/invite/",
    "/cohorts/{cohort}/run/sessions/", "/cohorts/{jury_cohort}/run/jury/", "/cohorts/entries/{entry}/",
    "/programmes/access-contest/cohorts/new/",
]  # fmt: skip
STAFF = [
    "/admin/", "/admin/creators/creator/?queue=profiles", "/cohorts/{pupils_cohort}/run/mentoring/", "/fairness/",
]  # fmt: skip
JUROR = ["/juries/", "/juries/{jury}/", "/juries/entries/{marked}/"]
#: Colours must not be caught half-way from one theme to the other.
STILL = "*, ::before, ::after { transition: none !important; animation: none !important }"


@pytest.fixture
def open_as(chromium, live_server):
    """`open_as(person)` is a window of somebody who is signed in; axe needs the site's policy out of its way."""
    contexts = []

    def open_window(person):
        client = Client()
        client.force_login(person)
        context = chromium.new_context(base_url=live_server.url, bypass_csp=True, locale="fr-FR")
        contexts.append(context)
        value = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


def found_on(page, path):
    """What is wrong with one page, loaded once: axe's findings, and whether it must be scrolled sideways."""
    page.goto(path)
    page.add_style_tag(content=STILL)
    found = []
    for theme, width, options in (("light", 1280, WCAG), ("dark", 390, LOOKS)):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found += [
            f"{path} {theme} {fault}" for fault in [*faults(page, options), *(["scrolls sideways"] if wide else [])]
        ]
    return found


@pytest.mark.parametrize(
    ("role", "paths"), [("creator", CREATOR), ("owner", BRAND), ("reviewer", STAFF), ("other_creator", JUROR)]
)
def test_axe_finds_nothing_on_either_side_nor_at_the_desk(open_as, settings, tmp_path, role, paths):
    settings.MEDIA_ROOT = tmp_path
    people = cast.people()
    things = cast.things(people)
    names = {name: thing.public_id for name, thing in vars(things).items() if hasattr(thing, "public_id")}
    page = open_as(people[role])
    assert [fault for path in paths for fault in found_on(page, path.format(**names))] == []
