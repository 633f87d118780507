"""Anybody signed in can tell staff that a page they see is wrong."""

import uuid

import pytest
from django.urls import reverse

from marketplace.accounts.actions import abuse
from marketplace.accounts.models import AbuseReport
from marketplace.accounts.policies import Suspended
from marketplace.core.errors import Invalid, Refused
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory

pytestmark = pytest.mark.django_db

TEXT = "They asked me for my password."


def url(kind, row):
    return reverse("accounts:report", args=[kind, row.public_id])


@pytest.fixture
def campaign():
    return CampaignFactory(published=True, title="Too good to be true")


def test_a_page_is_reported_once(client, campaign):
    person = PersonFactory()
    client.force_login(person)
    assert client.get(url("campaign", campaign)).status_code == 200
    data = {"kind": "spam", "text": TEXT}
    assert client.post(url("campaign", campaign), data).status_code == 302
    assert client.post(url("campaign", campaign), data).status_code == 422
    report = AbuseReport.objects.get()
    assert (report.reporter, report.subject_name, report.state) == (person, "Too good to be true", "open")


def test_what_one_cannot_see_one_cannot_report(client):
    client.force_login(PersonFactory())
    assert client.get(url("campaign", CampaignFactory())).status_code == 404
    assert client.get(reverse("accounts:report", args=["campaign", uuid.uuid4()])).status_code == 404
    assert client.get(reverse("accounts:report", args=["secret", uuid.uuid4()])).status_code == 404
    assert client.get(url("brand", BrandFactory(state="suspended"))).status_code == 404
    assert client.get(url("brand", BrandFactory())).status_code == 200


def test_visitors_sign_in_first(client, campaign):
    assert client.get(url("campaign", campaign)).status_code == 302


@pytest.mark.parametrize("wrong", [{"kind": "boring"}, {"text": "bad"}])
def test_a_report_says_what_and_why(campaign, wrong):
    fields = {"kind": "spam", "text": TEXT, **wrong}
    with pytest.raises(Invalid):
        abuse.report(actor=PersonFactory(), subject=campaign, name="x", url="/", **fields)
    assert not AbuseReport.objects.exists()


def test_the_suspended_and_the_tireless_are_refused(campaign, monkeypatch):
    fields = {"subject": campaign, "name": "x", "url": "/", "kind": "spam", "text": TEXT}
    with pytest.raises(Suspended):
        abuse.report(actor=PersonFactory(suspended=True), **fields)
    monkeypatch.setattr(abuse, "MOST_OPEN", 0)
    with pytest.raises(abuse.TooManyReports):
        abuse.report(actor=PersonFactory(), **fields)
    assert not AbuseReport.objects.exists()


def test_only_staff_with_the_right_settle(campaign):
    report = abuse.report(actor=PersonFactory(), subject=campaign, name="x", url="/", kind="spam", text=TEXT)
    for actor in (PersonFactory(), PersonFactory(is_staff=True)):
        with pytest.raises(Refused):
            abuse.dismiss(actor=actor, report=report, reason="I say so.")
    report.refresh_from_db()
    assert report.state == "open"
