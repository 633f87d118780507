"""The consent of a guardian: handed in by the creator, confirmed by staff, ended by either."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from creators.actions import consents
from creators.models import Consent
from creators.policies import NotYours, StaffOnly
from marketplace.core.errors import Invalid
from tests.creators.test_profiles import born
from tests.factories.creators import ConsentFactory, document_file, published_creator

pytestmark = pytest.mark.django_db


def hand_in(creator, actor=None, **wrong):
    today = timezone.now().date()
    given = {
        "guardian_name": "Maud",
        "guardian_email": "Maud@Example.org",
        "starts_on": today,
        "ends_on": today + datetime.timedelta(days=2),
        "evidence": document_file("signed.pdf"),
    }
    return consents.record(actor=actor or creator.person, creator=creator, **{**given, **wrong})


def test_a_consent_waits_until_staff_have_read_it(nour, ines, events):
    consent = hand_in(nour)
    assert (consent.guardian_email, consent.confirmed_at) == ("maud@example.org", None)
    confirmed = consents.confirm(actor=ines, consent=consent)
    assert confirmed.confirmed_by == ines
    assert events(nour) == ["creators.consent_recorded", "creators.profile_changed"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"guardian_name": " "}, "guardian_name"),
        ({"guardian_email": "maud"}, "guardian_email"),
        ({"guardian_email": "NOUR@example.org"}, "guardian_email"),
        ({"ends_on": datetime.date(2020, 1, 1), "starts_on": datetime.date(2019, 1, 1)}, "ends_on"),
        ({"starts_on": datetime.date(2200, 1, 1)}, "ends_on"),
    ],
)
def test_a_consent_that_is_none(nour, wrong, field):
    with pytest.raises(Invalid) as refusal:
        hand_in(nour, **wrong)
    assert list(refusal.value.errors) == [field]
    assert Consent.objects.count() == 0


def test_only_staff_with_the_right_confirm_and_only_once(nour, lea, ines):
    consent = hand_in(nour)
    for person in (nour.person, lea.person):
        with pytest.raises(StaffOnly):
            consents.confirm(actor=person, consent=consent)
    consents.confirm(actor=ines, consent=consent)
    with pytest.raises(consents.WrongConsent):
        consents.confirm(actor=ines, consent=consent)


def test_a_consent_is_ended_with_a_reason_by_its_creator_or_staff(nour, lea, ines):
    consent = hand_in(nour)
    with pytest.raises(StaffOnly):
        consents.withdraw(actor=lea.person, consent=consent, reason="x")
    with pytest.raises(Invalid):
        consents.withdraw(actor=ines, consent=consent, reason=" ")
    ended = consents.withdraw(actor=nour.person, consent=consent, reason="Maud changed her mind")
    assert ended.withdrawn_reason == "Maud changed her mind"
    with pytest.raises(consents.WrongConsent):
        consents.confirm(actor=ines, consent=consent)


@pytest.mark.parametrize(
    ("age", "another", "state"), [(17, False, "unpublished"), (17, True, "published"), (18, False, "published")]
)
def test_a_minors_page_does_not_outlive_its_consent(ines, age, another, state):
    creator = published_creator(birth_date=born(age))
    consent = consents.confirm(actor=ines, consent=ConsentFactory(creator=creator))
    if another:
        consents.confirm(actor=ines, consent=ConsentFactory(creator=creator))
    consents.withdraw(actor=ines, consent=consent, reason="The signature is not theirs.")
    creator.refresh_from_db()
    assert creator.state == state


def test_nobody_hands_in_a_consent_for_another(nour, lea):
    with pytest.raises(NotYours):
        hand_in(nour, actor=lea.person)


def test_the_paper_is_seen_by_its_creator_and_the_staff_who_check_it(client, nour, lea, bao, ines, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    consent = ConsentFactory(creator=nour)
    address = reverse("creators:evidence", args=[consent.pk])
    seen = {}
    for name, person in {"nour": nour.person, "lea": lea.person, "bao": bao, "ines": ines}.items():
        client.force_login(person)
        seen[name] = client.get(address).status_code
    assert seen == {"nour": 200, "lea": 404, "bao": 404, "ines": 200}
    client.logout()
    assert client.get(address).status_code == 302


def test_staff_without_a_second_factor_read_no_private_file(client, nour, ines):
    consent = hand_in(nour)
    address = reverse("creators:evidence", args=[consent.pk])
    client.force_login(ines)
    assert client.get(address).status_code == 200
    ines.authenticator_set.all().delete()
    assert client.get(address).status_code == 404
