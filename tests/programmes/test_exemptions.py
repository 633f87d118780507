"""Exemptions: who may grant them, what they excuse, and when they end."""

import datetime

import pytest
from django.contrib.auth.models import Permission

from marketplace.core.errors import Invalid
from marketplace.eligibility import Outcome
from marketplace.programmes.actions import exemptions, standings
from marketplace.programmes.enums import Cause, Kind
from marketplace.programmes.models import Exemption, Standing, StandingChange
from marketplace.taxonomy.models import Platform
from tests.factories.accounts import PersonFactory
from tests.factories.creators import CreatorFactory
from tests.factories.programmes import a_programme
from tests.factories.standings import AGE, FOLLOWERS, instant, on_tiktok, somebody, work

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def staff():
    person = PersonFactory(staff=True)
    person.user_permissions.add(Permission.objects.get(codename="grant_exemption"))
    return type(person).objects.get(pk=person.pk)


@pytest.fixture
def fund():
    general = a_programme("general", kind=Kind.GENERAL, rules={"age": AGE})
    either = {"any": [FOLLOWERS, {"measure": "views_30d", "op": "gte", "value": 5}]}
    return a_programme(platform=Platform.objects.get(code="tiktok"), inherits=general, rules={"entry": either})


def a_reason(**more):
    return {"rule_code": "entry", "starts_on": D(2026, 11, 22), "reason": "A pilot.", **more}


def outcome(creator, day):
    standings.refresh(creator=creator, at=instant(day))
    return Outcome(Standing.objects.get(creator=creator).outcome)


def test_an_exemption_holds_from_its_first_day_to_the_day_before_its_end(staff, fund):
    creator = somebody(zone="UTC")
    on_tiktok(creator, 10, "2026-11-20")
    assert outcome(creator, "2026-11-21") is Outcome.UNKNOWN
    exemptions.grant(actor=staff, programme=fund, creator=creator, **a_reason(ends_on=D(2026, 11, 24)))
    days = ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"]
    assert [outcome(creator, day).name for day in days] == ["UNKNOWN", "PASS", "PASS", "UNKNOWN"]
    assert list(StandingChange.objects.order_by("pk").values_list("cause", flat=True)) == [
        Cause.FIRST, Cause.EXEMPTION, Cause.EXEMPTION]  # fmt: skip
    assert Standing.objects.get().observed.keys() >= {"followers", "age_years", "country"}
    assert StandingChange.objects.order_by("pk")[1].observed["granted:entry.1"] == [True, "2026-11-22", "exemption"]


def test_one_for_a_country_and_one_on_general_rules(staff, fund):
    young, elsewhere = (somebody(zone="UTC", birth_date=D(2010, 1, 1), home_country=at) for at in ("FR", "IT"))
    for creator in (young, elsewhere):
        on_tiktok(creator, 10_000, "2026-11-20", country="")
    reason = a_reason(rule_code="age")
    exemptions.grant(actor=staff, programme=fund.inherits, country="fr", **reason)
    assert (outcome(young, "2026-11-22"), outcome(elsewhere, "2026-11-22")) == (Outcome.PASS, Outcome.FAIL)


def test_granting_and_revoking_are_seen_by_the_standings_at_once(staff, fund):
    creator = somebody(zone="UTC")
    on_tiktok(creator, 10)
    standings.refresh(creator=creator)
    today = D.today()
    granted = exemptions.grant(actor=staff, programme=fund, creator=creator, **a_reason(starts_on=today))
    work()
    assert Standing.objects.get().outcome == Outcome.PASS
    exemptions.revoke(actor=staff, exemption=granted)
    work()
    assert Standing.objects.get().outcome == Outcome.UNKNOWN
    with pytest.raises(exemptions.AlreadyRevoked):
        exemptions.revoke(actor=staff, exemption=granted)


def test_who_may_not(staff, fund):
    creator = somebody()
    own = CreatorFactory(person=staff)
    for actor, whose in ((PersonFactory(), creator), (PersonFactory(staff=True), creator), (staff, own)):
        with pytest.raises(exemptions.MayNotExempt):
            exemptions.grant(actor=actor, programme=fund, creator=whose, **a_reason())
    assert Exemption.objects.count() == 0


@pytest.mark.parametrize(("field", "wrong"), [
    ("rule_code", {"rule_code": "nothing"}), ("creator", {"country": "FR"}), ("reason", {"reason": " "}),
    ("reason", {"reason": "x" * 1_001}), ("ends_on", {"ends_on": D(2026, 11, 22)}),
])  # fmt: skip
def test_what_is_refused(staff, fund, field, wrong):
    with pytest.raises(Invalid) as refusal:
        exemptions.grant(actor=staff, programme=fund, creator=somebody(), **a_reason(**wrong))
    assert list(refusal.value.errors) == [field]
    assert Exemption.objects.count() == 0


def test_a_country_must_be_one_and_somebody_must_be_named(staff, fund):
    for country, field in (("", "creator"), ("FRA", "country")):
        with pytest.raises(Invalid) as refusal:
            exemptions.grant(actor=staff, programme=fund, country=country, **a_reason())
        assert list(refusal.value.errors) == [field]
