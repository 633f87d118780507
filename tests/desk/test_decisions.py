"""Staff change rows through decisions: with the right, in the right state, with a reason that is kept."""

import json

import pytest
from django.urls import reverse

from brands.actions import campaigns
from brands.models import Brand
from marketplace.accounts.actions import abuse
from marketplace.accounts.models import AbuseReport, Person
from marketplace.activity.models import Event
from marketplace.core import jobs
from marketplace.core.models import Job, JobState
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory

pytestmark = pytest.mark.django_db


def page(row, *more):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_{'decide' if more else 'change'}"
    return reverse(name, args=[row.pk, *more])


@pytest.fixture
def brand():
    return BrandFactory(verification_requested_at="2026-01-02T10:00:00Z")


def test_a_brand_is_verified_with_a_reason(staff, brand):
    client = staff("reviewer")
    assert page(brand, "verify") in client.get(page(brand)).content.decode()
    assert client.get(page(brand, "verify")).status_code == 200
    brand.refresh_from_db()
    assert not brand.is_verified
    assert client.post(page(brand, "verify"), {"reason": "Seen in the register."}).status_code == 302
    brand.refresh_from_db()
    assert (brand.is_verified, brand.verified_by) == (True, client.person)
    assert Event.objects.get(verb="brands.brand_verified").data == {"reason": "Seen in the register."}
    assert page(brand, "verify") not in client.get(page(brand)).content.decode()


def test_without_a_reason_nothing_changes(staff, brand):
    answer = staff("reviewer").post(page(brand, "verify"), {"reason": "   "})
    brand.refresh_from_db()
    assert (answer.status_code, brand.is_verified, Event.objects.count()) == (422, False, 0)


def test_a_decision_that_no_longer_fits_says_so(staff, brand):
    client = staff("reviewer")
    client.post(page(brand, "verify"), {"reason": "Seen."})
    answer = client.post(page(brand, "verify"), {"reason": "Seen again."})
    assert answer.status_code == 422
    assert "verified already" in answer.content.decode()
    assert Event.objects.filter(verb="brands.brand_verified").count() == 1


@pytest.mark.parametrize(
    ("group", "name", "status"),
    [("support", "verify", 403), ("finance", "verify", 403), ("reviewer", "suspend", 403), ("reviewer", "sell", 404)],
)
def test_a_decision_without_the_right_is_refused(staff, brand, group, name, status):
    assert staff(group).post(page(brand, name), {"reason": "Because."}).status_code == status
    assert Brand.objects.get().state == "active"
    assert not Brand.objects.get().is_verified


def test_a_decision_about_nothing_is_not_found(staff, brand):
    brand.pk = 10**6
    assert staff("reviewer").post(page(brand, "verify"), {"reason": "Because."}).status_code == 404


def test_a_dead_job_is_replayed(staff):
    job = Job.objects.create(name="tests.gone", state=JobState.DEAD, run_after="2026-01-01T00:00:00Z", attempts=5)
    client = staff("support")
    assert str(job.pk) in client.get(reverse("admin:core_job_changelist") + "?queue=dead_jobs").content.decode()
    assert client.post(page(job, "replay"), {"reason": ""}).status_code == 302
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.WAITING, 0)
    assert client.post(page(job, "replay"), {"reason": ""}).status_code == 422
    assert jobs.backlog()["dead"] == 0


def test_a_person_is_suspended_and_reinstated(staff):
    person = PersonFactory()
    client = staff("support")
    client.post(page(person, "suspend"), {"reason": "Fake numbers."})
    assert Person.objects.get(pk=person.pk).suspended_reason == "Fake numbers."
    client.post(page(person, "reinstate"), {"reason": "They were right."})
    assert not Person.objects.get(pk=person.pk).is_suspended


def test_only_superusers_make_staff(staff):
    person = PersonFactory()
    assert staff("support").post(page(person, "join-finance"), {"reason": "I like them."}).status_code == 403
    assert staff("none", is_superuser=True).post(page(person, "join-finance"), {"reason": "Hired."}).status_code == 302
    person = Person.objects.get(pk=person.pk)
    assert (person.is_staff, [group.name for group in person.groups.all()]) == (True, ["finance"])
    staff("none", is_superuser=True).post(page(person, "leave-staff"), {"reason": "Left."})
    person = Person.objects.get(pk=person.pk)
    assert (person.is_staff, person.groups.count()) == (False, 0)


def test_rules_and_weights_are_overridden_with_a_reason_that_the_brand_can_read(staff):
    campaign = CampaignFactory(brand=BrandFactory(owner=PersonFactory(brand=True)))
    campaigns.publish(actor=campaign.brand.members.get().person, campaign=campaign)
    url = reverse("admin:brands_campaign_rules", args=[campaign.pk])
    weights = json.dumps(campaign.weights)
    rules = json.dumps({"all": [{"measure": "followers", "op": "gte", "value": 5000}]})
    assert staff("reviewer").get(url).status_code == 403
    client = staff("support")
    for wrong in ({"reason": ""}, {"rules": "{"}, {"weights": '{"niche": 1}'}):
        data = {"rules": rules, "weights": weights, "reason": "The rule shut everybody out.", **wrong}
        assert client.post(url, data).status_code == 422
    campaign.refresh_from_db()
    assert campaign.version == 1
    assert client.post(url, {"rules": rules, "weights": weights, "reason": "It shut everybody out."}).status_code == 302
    assert campaign.versions.first().reason == "It shut everybody out."
    assert "It shut everybody out." in client.get(page(campaign)).content.decode()


def test_a_report_of_abuse_is_settled_once(staff, brand):
    person = PersonFactory()
    told = {"kind": "spam", "text": "They send spam daily."}
    report = abuse.report(actor=person, subject=brand, name="Brand", url="/x/", **told)
    client = staff("support")
    assert client.post(page(report, "uphold"), {"reason": "Suspended them."}).status_code == 302
    assert client.post(page(report, "dismiss"), {"reason": "Oh."}).status_code == 422
    report = AbuseReport.objects.get()
    assert (report.state, report.settled_by, report.settled_reason) == ("upheld", client.person, "Suspended them.")
