"""Jurors are asked and told when the scoring opens: by notice and e-mail here, by e-mail alone elsewhere."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from marketplace.cohorts.actions import ballots, cohorts, juries
from marketplace.cohorts.queries.ballots import juries_of
from marketplace.notifications.models import Notice
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory
from tests.factories.cohorts import a_cohort, applied, manager_of, pupils_programme, run_waiting, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def jury():
    cohort = a_cohort()
    applied(cohort)
    return juries.prepare(
        actor=manager_of(cohort.programme), cohort=cohort, categories=[("All", 10_000)], quorum=1
    )  # fmt: skip


def name(jury, email):
    juror = juries.add_juror(actor=manager_of(jury.cohort.programme), jury=jury, email=email)
    run_waiting("activity.react")
    return juror


def opened(jury):
    manager = manager_of(jury.cohort.programme)
    cohorts.close_applications(actor=manager, cohort=jury.cohort)
    found = juries.open_scoring(actor=manager, jury=jury)
    run_waiting("activity.react")
    return found


def mails():
    for job in ("notifications.send_email", "cohorts.mail_juror"):
        run_waiting(job)
    return [(one.to, one.subject) for one in mail.outbox if "jury" in one.subject or "scoring" in one.subject]


def test_a_juror_is_asked_and_told_when_the_scoring_opens(jury):
    person = PersonFactory()
    name(jury, person.email.upper())
    (asked,) = Notice.objects.filter(person=person)
    assert (asked.title, asked.url) == ("You are asked to a jury: Spring", "/juries/")
    client = Client()
    client.force_login(person)
    text = client.get("/juries/").content.decode()
    assert ("You are told when the scoring opens." in text, f"/juries/{jury.public_id}/" in text) == (True, False)
    assert client.get(f"/juries/{jury.public_id}/").status_code == 404
    opened(jury)
    told = Notice.objects.filter(person=person).latest("pk")
    assert (told.title, told.url) == ("The scoring is open: Spring", f"/juries/{jury.public_id}/")
    assert client.get(told.url).status_code == 200
    assert mails() == [([person.email], asked.title), ([person.email], told.title)]


def test_who_has_no_account_is_written_to_and_not_again_when_named_again(jury):
    juror = name(jury, "new@example.org")
    assert mails() == [(["new@example.org"], "You are asked to a jury: Spring")]
    assert "http://localhost:8000/juries/" in mail.outbox[-1].body
    juries.remove_juror(actor=manager_of(jury.cohort.programme), juror=juror)
    name(jury, "new@example.org"), name(jury, "new@example.org")
    assert len(mails()) == 1
    opened(jury)
    assert mails()[1:] == [(["new@example.org"], "The scoring is open: Spring")]


def test_an_address_that_is_not_proven_finds_nothing_here(jury):
    person = PersonFactory(verified=False)
    name(jury, person.email)
    assert Notice.objects.filter(person=person).count() == 0
    assert mails() == [([person.email], "You are asked to a jury: Spring")]
    assert list(juries_of(person)) == []


def test_who_is_removed_before_the_mail_goes_out_gets_none(jury):
    juror = name(jury, "new@example.org")
    juries.remove_juror(actor=manager_of(jury.cohort.programme), juror=juror)
    assert mails() == []


def test_who_works_for_a_brand_judges_no_pupils():
    cohort, person, by = a_cohort(pupils_programme()), PersonFactory(), staff()
    entry = applied(cohort)
    jury = juries.prepare(actor=by, cohort=cohort, categories=[("All", 10_000)], quorum=1)
    juries.add_juror(actor=by, jury=jury, email=person.email)
    cohorts.close_applications(actor=by, cohort=cohort)
    juries.open_scoring(actor=by, jury=jury)
    BrandFactory(owner=person)
    client = Client()
    client.force_login(person)
    pages = [reverse("cohorts:jury", args=[jury.public_id]), f"/juries/entries/{entry.candidate.public_id}/"]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    with pytest.raises(ballots.NotAJuror):
        ballots.score(actor=person, candidate=entry.candidate, points={})
