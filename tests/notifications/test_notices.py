"""Telling people: once per key, as they wish, in their language."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.actions import people
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.notifications.actions import notices, preferences
from marketplace.notifications.kinds import declare, optional_kinds
from marketplace.notifications.models import Notice, Preference
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
VERB = "tests.parcel_arrived"
declare(
    VERB,
    label="A parcel arrives",
    title=_("Sign out"),
    body="From %(sender)s, %(weight)s g.",
    url=lambda data: f"/parcels/{data['parcel']}/",
    present=lambda data: {**data, "weight": data["weight"] * 1000},
)
DATA = {"sender": "Ana & Co", "weight": 2, "parcel": 7}


def tell(person, key="parcel:7"):
    return notices.notify(person=person, verb=VERB, data=DATA, key=key)


def send_all():
    for job in Job.objects.waiting().filter(name="notifications.send_email"):
        assert jobs.run(job.pk)


def test_a_notice_reads_in_the_language_of_its_reader_at_the_time_of_reading():
    notice = tell(PersonFactory())
    assert (notice.title, notice.body, notice.url) == ("Sign out", "From Ana & Co, 2000 g.", "/parcels/7/")
    with translation.override("fr"):
        assert notice.title == translation.gettext("Sign out")


def test_the_same_key_tells_once_a_person():
    person, other = PersonFactory(), PersonFactory()
    assert tell(person).pk == tell(person).pk
    assert tell(other).pk != tell(person).pk
    assert Notice.objects.count() == 2
    assert Job.objects.filter(name="notifications.send_email").count() == 2


def test_an_unknown_verb_is_an_error_and_tells_nobody():
    with pytest.raises(KeyError):
        notices.notify(person=PersonFactory(), verb="tests.nothing", data={}, key="x")
    assert not Notice.objects.exists()


def test_the_email_has_text_and_html_and_can_be_stopped_in_one_click(settings):
    settings.SITE_URL = "https://entente.example"
    person = PersonFactory(email="ana@example.org", name="Ana")
    notice = tell(person)
    send_all()
    message = mail.outbox[0]
    assert (message.subject, message.to) == ("Sign out", ["ana@example.org"])
    assert "https://entente.example/parcels/7/" in message.body
    assert "Ana & Co" in message.body
    assert "Ana &amp; Co" in message.alternatives[0].content
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["Message-ID"] == f"<notice-{notice.pk}@entente.example>"


def test_an_email_is_sent_once_however_often_its_job_runs():
    notice = tell(PersonFactory())
    send_all()
    jobs.registry["notifications.send_email"].enqueue(notice_id=notice.pk)
    send_all()
    assert len(mail.outbox) == 1


def test_nobody_who_left_is_written_to():
    person = PersonFactory()
    tell(person)
    person.is_active = False
    person.save()
    send_all()
    assert mail.outbox == []


def test_wishes_are_kept_and_do_not_change_what_was_told_before():
    person = PersonFactory()
    first = tell(person)
    preferences.choose(actor=person, verb=VERB, in_app=False, by_email=False)
    second = tell(person, key="parcel:8")
    assert (first.in_app, second.in_app, second.by_email) == (True, False, False)
    assert Job.objects.filter(name="notifications.send_email").count() == 1


def test_what_concerns_the_account_cannot_be_switched_off():
    person = PersonFactory()
    with pytest.raises(Exception, match="cannot be switched off"):
        preferences.choose(actor=person, verb="accounts.person_suspended", in_app=False, by_email=False)
    assert not Preference.objects.exists()


def test_a_suspended_person_is_told_why_without_a_way_to_stop_it():
    person = PersonFactory()
    people.suspend(actor=SYSTEM, person=person, reason="Bought followers.")
    jobs.run(Job.objects.get(payload__reaction="marketplace.notifications.reactions.tell_the_person").pk)
    send_all()
    notice = Notice.objects.get(person=person)
    assert "Bought followers." in notice.body
    assert notice.url == reverse("accounts:settings")
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_a_line_end_in_somebodys_words_does_not_stop_an_email():
    data = {"sender": "Ana", "weight": 2, "parcel": 7}
    person = PersonFactory()
    declared = "tests.letter_arrived"
    if declared not in {kind.verb for kind in optional_kinds()}:
        declare(declared, label="A letter", title="From %(sender)s", body="Read it.", url=lambda data: "/")
    notices.notify(person=person, verb=declared, data=data | {"sender": "Ana\nBcc: all@example.org"}, key="letter")
    send_all()
    assert [sent.subject for sent in mail.outbox] == ["From Ana Bcc: all@example.org"]
