"""What happened is read only by those who may see what it is about."""

import pytest
from django.urls import reverse

from creators.actions import consents
from marketplace.activity.models import Event
from marketplace.activity.record import SYSTEM, record
from marketplace.activity.rights import events_for
from tests.factories.accounts import PersonFactory
from tests.factories.brands import CampaignFactory
from tests.factories.creators import ConsentFactory, CreatorFactory

pytestmark = pytest.mark.django_db

OF_CONSENTS = {"creators.consent_recorded", "creators.profile_changed:parental_consent"}
OF_MEASUREMENTS = {"creators.measurement_added"}
OF_CREATORS = {"creators.published", "creators.profile_changed:bio"}
OF_PEOPLE, OF_BRANDS = {"accounts.suspended"}, {"brands.campaign_published", "brands.brand_verified"}


@pytest.fixture
def _happened():
    creator, campaign = CreatorFactory(), CampaignFactory()
    for verb in ("creators.consent_recorded", "creators.measurement_added", "creators.published"):
        record(verb, actor=SYSTEM, subject=creator, data={"consent_id": 1})
    for field in ("parental_consent", "bio"):
        record("creators.profile_changed", actor=SYSTEM, subject=creator, data={"fields": [field]})
    record("brands.campaign_published", actor=SYSTEM, subject=campaign)
    record("brands.brand_verified", actor=SYSTEM, subject=campaign.brand)
    record("accounts.suspended", actor=SYSTEM, subject=PersonFactory())


def told(events):
    return {":".join([event.verb, *event.data.get("fields", [])]) for event in events}


@pytest.mark.usefixtures("_happened")
@pytest.mark.parametrize(
    ("group", "read"),
    [
        ("finance", OF_BRANDS),
        ("support", OF_BRANDS | OF_PEOPLE | OF_CREATORS),
        ("reviewer", OF_BRANDS | OF_PEOPLE | OF_CREATORS | OF_CONSENTS | OF_MEASUREMENTS),
        ("none", set()),
    ],
)
def test_each_group_reads_the_events_of_its_work(staff, group, read):
    client = staff(group)
    assert told(events_for(client.person)) == read
    if group == "none":
        return
    page = client.get(reverse("admin:activity_event_changelist"))
    assert told(page.context["cl"].queryset) == read
    for event in Event.objects.all():
        answer = client.get(reverse("admin:activity_event_change", args=[event.pk]))
        assert (answer.status_code == 200) is (told([event]) <= read)


@pytest.mark.usefixtures("_happened")
def test_superusers_read_everything(staff):
    client = staff("none", is_superuser=True)
    assert told(events_for(client.person)) == told(Event.objects.all())


def test_what_the_actions_record_of_a_consent_is_kept_from_support(staff):
    consent = ConsentFactory()
    consents.withdraw(actor=consent.creator.person, consent=consent, reason="No longer.")
    written = Event.objects.filter(subject_type="creators.creator", subject_id=consent.creator_id)
    assert written.exists()
    assert not events_for(staff("support").person).filter(pk__in=written.values("pk")).exists()
