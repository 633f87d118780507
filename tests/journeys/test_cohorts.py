"""A creator applies, a juror scores without knowing whom, the organisers decide, and the member sees their weeks."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from brands.enums import Role
from marketplace.cohorts.actions import cohorts, juries
from marketplace.cohorts.models import Cohort, Entry
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, MemberFactory
from tests.factories.cohorts import a_cohort, a_creator, posted, running, today
from tests.factories.programmes import a_programme
from tests.journeys.conftest import PASSWORD, sign_in


def somebody(email, **more):
    person = PersonFactory(email=email, **more)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def cohort(transactional_db):
    """Open, with four posts a week and one question; the brand's manager has a password."""
    brand = BrandFactory(name="Atelier Nord")
    MemberFactory(brand=brand, person=somebody("camille@example.org", brand=True), role=Role.MANAGER)
    programme = a_programme("school", kind="accelerator", brand=brand, name_en="School of films")
    return a_cohort(programme, name="Spring 2027", weeks=3, posts_per_week=4, questions=["What would you teach?"])


@pytest.fixture
def creator(transactional_db):
    found = a_creator(display_name="Mina Duval")
    found.person.email = "mina@example.org"
    found.person.set_password(PASSWORD)
    found.person.save()
    found.person.emailaddress_set.update(email="mina@example.org")
    return found


def apply(page):
    sign_in(page, "mina@example.org")
    page.goto("/programmes/school/")
    # Without scripts the programme's cohorts are one page further.
    page.get_by_role("link", name="Cohorts that one can join").click()
    page.get_by_role("link", name="Spring 2027").click()
    page.get_by_role("link", name="Apply", exact=True).click()
    page.get_by_role("button", name="Send my application").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    page.get_by_label("What would you teach?").fill("How bread rises.")
    page.get_by_role("button", name="Send my application").click()
    expect(page.get_by_text("Your application is on its way.")).to_be_visible()


def score(page, juror):
    sign_in(page, juror.email)
    page.goto("/juries/")
    page.get_by_role("link", name="Spring 2027").click()
    page.locator("a.match-row-title").first.click()
    expect(page.get_by_text("How bread rises.")).to_be_visible()
    assert "Mina" not in page.content()
    page.get_by_label("Idea").fill("90")
    page.get_by_label("Craft").fill("70")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept.")).to_be_visible()


def decide(page, cohort, snap):
    sign_in(page, "camille@example.org")
    page.goto(f"/cohorts/{cohort.public_id}/run/jury/")
    page.get_by_role("button", name="Close the jury").click()
    expect(page.get_by_role("cell", name="82.0")).to_be_visible()
    snap(page, "places")
    page.get_by_role("link", name="Entries").first.click()
    page.get_by_label("Choose Mina Duval").check()
    page.get_by_label("Reason, read by each of them").fill("The jury loved your bread.")
    snap(page, "deciding")
    page.get_by_role("button", name="Decide and tell them").click()
    expect(page.get_by_text("1 person is told, with your reason.")).to_be_visible()


def test_from_an_application_to_weeks_that_are_kept(browse, cohort, creator, snap):
    apply(browse(width=390, javascript=False))
    manager, juror = cohort.programme.brand.members.get().person, somebody("june@example.org")
    cohorts.close_applications(actor=manager, cohort=cohort)
    weights = [("Idea", 6_000), ("Craft", 4_000)]
    jury = juries.prepare(actor=manager, cohort=cohort, categories=weights, quorum=1)
    juries.add_juror(actor=manager, jury=jury, email=juror.email)
    juries.open_scoring(actor=manager, jury=jury)
    score(browse(), juror)
    decide(browse(), cohort, snap)
    page = browse()
    sign_in(page, "mina@example.org")
    entry = Entry.objects.get()
    page.goto(f"/creator/cohorts/{entry.public_id}/")
    expect(page.get_by_text("The jury loved your bread.").first).to_be_visible()
    page.get_by_role("button", name="Take the seat").click()
    expect(page.get_by_text("You are in. Welcome!")).to_be_visible()
    start = today() - timedelta(days=9)
    running(Cohort.objects.get(), start)
    posted(entry.channel, *(start + timedelta(days=day) for day in (0, 2, 4)), read_on=start + timedelta(days=8))
    page.reload()
    expect(page.get_by_text("Behind by one post")).to_be_visible()
    expect(page.get_by_text("4 to go")).to_be_visible()
    snap(page, "weeks")
