"""The pupils' space: who may be in it, mentors who are checked, pairs nobody refused; and nothing of it for brands."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from creators.models import Consent
from marketplace.accounts.personal_data import export_of
from marketplace.cohorts.actions import entries, invitations, mentoring, mentors, sessions
from marketplace.cohorts.enums import MentorState
from marketplace.cohorts.models import Entry, Mentor, Mentorship, Veto
from marketplace.cohorts.policies import AgeNotKnown, NeedsConsent, TooYoung
from marketplace.core.errors import DomainError, Refused
from tests.factories.accounts import PersonFactory
from tests.factories.brands import brand_person
from tests.factories.cohorts import a_cohort, a_creator, a_member, applied, pupils_programme, staff

pytestmark = pytest.mark.django_db


def aged(years, consent=False, **more):
    today = timezone.now().date()
    creator = a_creator(birth_date=today.replace(year=today.year - years, day=1), **more)
    if consent:
        by = staff()
        Consent.objects.create(
            creator=creator, guardian_name="Maud", guardian_email="m@example.org", starts_on=today,
            ends_on=today + datetime.timedelta(days=90), evidence="x.pdf", confirmed_by=by, confirmed_at=timezone.now(),
        )  # fmt: skip
    return creator


@pytest.fixture
def cohort():
    return a_cohort(pupils_programme(), seats=9, name="Autumn of pupils")


def a_mentor(cohort, *, approved=True, **more):
    person = more.pop("person", None) or PersonFactory()
    given = {"display_name": "Ana", "about": "Films", "capacity": 1, "is_adult": True, **more}
    mentor = mentors.offer(actor=person, programme=cohort.programme, **given)
    return mentors.approve(actor=staff(), mentor=mentor, reason="Passport seen.") if approved else mentor


@pytest.mark.parametrize(("years", "refusal"), [(15, TooYoung), (17, NeedsConsent)])
def test_the_market_is_for_those_who_are_old_enough(years, refusal):
    with pytest.raises(refusal):
        applied(a_cohort(), aged(years))
    assert Entry.objects.count() == 0


def test_consent_opens_the_market_at_16_and_the_pupils_space_below(cohort):
    assert applied(a_cohort(), aged(17, consent=True)).state == "submitted"
    with pytest.raises(NeedsConsent):
        applied(cohort, aged(13))
    with pytest.raises(AgeNotKnown):
        applied(cohort, a_creator(birth_date=None))
    assert applied(cohort, aged(13, consent=True)).state == "submitted"


def test_brands_neither_invite_nor_meet_the_young():
    market = a_cohort()
    young = aged(17, consent=True)
    manager = market.programme.brand.members.get().person
    with pytest.raises(invitations.CannotBeInvited):
        invitations.send(actor=manager, cohort=market, creator=young, message="Come")
    member = a_member(market, young)
    soon = timezone.now() + datetime.timedelta(days=2)
    given = {"title": "Us", "starts_at": soon, "place": "Paris"}
    with pytest.raises(sessions.AdultsOnly):
        sessions.plan(actor=manager, cohort=market, kind="one_to_one", guest=member, **given)


def test_nobody_is_a_mentor_before_staff_have_checked(cohort):
    mentor = a_mentor(cohort, approved=False)
    pupil = a_member(cohort, aged(14, consent=True))
    by = staff()
    with pytest.raises(mentoring.NotPossible):
        mentoring.assign(actor=by, cohort=cohort, pairs=[(pupil, mentor)])
    with pytest.raises(Refused):
        mentors.approve(actor=mentor.person, mentor=mentor, reason="It is me.")
    assert Mentor.objects.get().state == MentorState.OFFERED
    assert Mentorship.objects.count() == 0


def test_who_works_for_a_brand_or_is_no_adult_is_no_mentor(cohort):
    with pytest.raises(mentors.WorksForABrand):
        a_mentor(cohort, person=brand_person())
    with pytest.raises(mentors.OnlyAdults):
        a_mentor(cohort, person=aged(17).person)
    with pytest.raises(DomainError):
        a_mentor(a_cohort(), approved=False)
    assert Mentor.objects.count() == 0


def test_pairs_keep_capacities_and_refusals_and_follow_wishes(cohort):
    film, code = a_mentor(cohort), a_mentor(cohort, display_name="Bo", about="Code")
    pupils = [a_member(cohort, aged(14, consent=True)) for _place in range(3)]
    mentoring.wish(actor=pupils[0].creator.person, entry=pupils[0], mentors=[code])
    mentoring.veto(actor=pupils[1].creator.person, entry=pupils[1], mentor=film)
    mentoring.veto(actor=pupils[1].creator.person, entry=pupils[1], mentor=code)
    made = mentoring.assign_best(actor=staff(), cohort=cohort)
    assert {(one.entry, one.mentor) for one in made} == {(pupils[0], code), (pupils[2], film)}
    with pytest.raises(mentoring.NotPossible):
        mentoring.assign(actor=staff(), cohort=cohort, pairs=[(pupils[1], film)])


def test_a_refusal_ends_a_pair_and_keeps_its_reason_for_staff(cohort):
    mentor, pupil = a_mentor(cohort), a_member(cohort, aged(14, consent=True))
    mentoring.assign(actor=staff(), cohort=cohort, pairs=[(pupil, mentor)])
    mentoring.veto(actor=mentor.person, entry=pupil, mentor=mentor, reason="We are related.")
    assert Mentorship.objects.get().is_running is False
    assert Veto.objects.get().side == "mentor"
    with pytest.raises(mentoring.NotTheirs):
        mentoring.veto(actor=PersonFactory(), entry=pupil, mentor=mentor)


def test_ending_a_mentor_ends_every_pair_at_once(cohort):
    mentor, pupil = a_mentor(cohort), a_member(cohort, aged(14, consent=True))
    mentoring.assign(actor=staff(), cohort=cohort, pairs=[(pupil, mentor)])
    mentors.end(actor=staff(), mentor=mentor, reason="A complaint.")
    assert Mentorship.objects.get().reason == "A complaint."


def test_brands_find_nothing_of_pupils(cohort):
    pupil = a_member(cohort, aged(14, consent=True, display_name="Noor"))
    a_mentor(cohort)
    person, client = brand_person(), Client()
    client.force_login(person)
    addresses = [f"/cohorts/{cohort.public_id}/", f"/cohorts/{cohort.public_id}/run/", "/mentoring/"]
    addresses += [f"/programmes/{cohort.programme.slug}/cohorts/", f"/creator/cohorts/{pupil.public_id}/mentor/"]
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    assert "Noor" not in str(export_of(person))
    assert "Autumn of pupils" not in str(export_of(person))
    with pytest.raises(Refused):
        entries.leave(actor=person, entry=pupil, reason_code="no_time")
