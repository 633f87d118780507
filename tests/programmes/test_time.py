"""What time alone does to a standing: nobody adds anything, the day is another."""

import datetime
import itertools

import pytest

from marketplace.eligibility import Outcome
from marketplace.programmes.actions.standings import refresh
from marketplace.programmes.enums import Cause
from marketplace.programmes.models import Standing, StandingChange
from marketplace.programmes.queries.concerned import overdue
from marketplace.programmes.queries.turning import birthday
from tests.factories.creators import ConsentFactory
from tests.factories.programmes import a_programme, a_version, an_opening
from tests.factories.standings import AGE, DAY, FOLLOWERS, instant, measured, on_tiktok, somebody

pytestmark = pytest.mark.django_db
D = datetime.date
WITH_CONSENT = {"measure": "parental_consent", "op": "eq", "value": True, "grants": "REVIEW"}


def outcome(creator, at, programme=None):
    """What a full computation shows at an instant."""
    refresh(creator=creator, at=at)
    rows = Standing.objects.filter(creator=creator)
    return Outcome((rows.get(programme=programme) if programme else rows.get()).shown_outcome)


def due():
    return Standing.objects.get().changes_on


def test_the_eighteenth_birthday_begins_at_midnight_where_the_creator_is():
    creator = somebody(zone="Pacific/Auckland", birth_date=D(2008, 11, 23))
    a_programme(rules={"age": AGE})
    # 23:59 on the 22nd in Auckland (UTC+13) is 10:59 in UTC.
    assert outcome(creator, instant("2026-11-22", 10, 59)) is Outcome.FAIL
    assert due() == D(2026, 11, 23)
    assert overdue(instant("2026-11-22", 10, 59)) == []
    assert overdue(instant("2026-11-22", 11, 0)) == [(D(2026, 11, 23), creator.pk)]
    assert outcome(creator, instant("2026-11-22", 11, 0)) is Outcome.PASS
    assert (due(), StandingChange.objects.first().cause) == (None, Cause.TIME)


def test_a_zone_behind_waits_longer():
    creator = somebody(zone="America/Los_Angeles", birth_date=D(2008, 11, 23))
    a_programme(rules={"age": AGE})
    assert outcome(creator, instant("2026-11-23", 7, 59)) is Outcome.FAIL
    assert outcome(creator, instant("2026-11-23", 8, 0)) is Outcome.PASS


def test_born_on_29_february():
    assert [birthday(D(2008, 2, 29), years) for years in (16, 18, 20)] == [
        D(2024, 2, 29),
        D(2026, 3, 1),
        D(2028, 2, 29),
    ]
    creator = somebody(zone="UTC", birth_date=D(2008, 2, 29))
    a_programme(rules={"age": AGE})
    assert outcome(creator, instant("2026-02-28", 23, 59)) is Outcome.FAIL
    assert due() == D(2026, 3, 1)
    assert outcome(creator, instant("2026-03-01", 0, 0)) is Outcome.PASS


def test_an_upper_age_ends_on_a_birthday_too():
    creator = somebody(zone="UTC", birth_date=D(2010, 6, 1))
    a_programme(rules={"age": {"measure": "age_years", "op": "between", "value": [12, 18]}})
    assert outcome(creator, instant("2026-11-22")) is Outcome.PASS
    assert due() == D(2029, 6, 1)
    assert outcome(creator, instant("2029-05-31")) is Outcome.PASS
    assert due() == D(2029, 6, 1)
    assert outcome(creator, instant("2029-06-01")) is Outcome.FAIL


def test_a_figure_is_too_old_on_the_91st_day():
    creator = somebody(zone="UTC")
    on_tiktok(creator, 10_000, "2026-08-01")
    a_programme(rules={"followers": FOLLOWERS})
    assert outcome(creator, instant("2026-10-30")) is Outcome.PASS
    assert due() == D(2026, 8, 1) + 91 * DAY == D(2026, 10, 31)
    assert outcome(creator, instant("2026-10-31")) is Outcome.UNKNOWN
    assert due() is None


def test_an_account_is_old_enough_from_its_30th_day():
    creator = somebody(zone="UTC")
    on_tiktok(creator, account_created_on=D(2026, 11, 1))
    a_programme(rules={"old": {"measure": "account_age_days", "op": "gte", "value": 30}})
    assert outcome(creator, instant("2026-11-30")) is Outcome.FAIL
    assert due() == D(2026, 12, 1)
    assert outcome(creator, instant("2026-12-01")) is Outcome.PASS


def test_a_consent_begins_and_ends():
    creator = somebody(zone="UTC", birth_date=D(2009, 6, 1))
    consent = {"starts_on": D(2026, 11, 24), "ends_on": D(2026, 12, 24), "confirmed_at": instant("2026-11-01")}
    ConsentFactory(creator=creator, confirmed_by=creator.person, **consent)
    a_programme(rules={"age": {**AGE, "exemption": WITH_CONSENT}})
    days = ["2026-11-23", "2026-11-24", "2026-12-24", "2026-12-25"]
    found = []
    for day in days:
        found.append((outcome(creator, instant(day)), due()))
    assert found == [(Outcome.FAIL, D(2026, 11, 24)), (Outcome.REVIEW, D(2026, 12, 25)),
                     (Outcome.REVIEW, D(2026, 12, 25)), (Outcome.FAIL, D(2027, 6, 1))]  # fmt: skip


def test_a_programme_opens_and_closes():
    creator = somebody(zone="UTC")
    fund = a_programme(rules={"age": AGE})
    an_opening(fund, opens_on=D(2026, 11, 23), closes_on=D(2026, 11, 25))
    found = []
    for day in ("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"):
        found.append((outcome(creator, instant(day)).name, due()))
    assert found == [("NOT_YET_OPEN", D(2026, 11, 23)), ("PASS", D(2026, 11, 25)), ("PASS", D(2026, 11, 25)),
                     ("CLOSED", None)]  # fmt: skip


def test_a_version_for_a_later_day_brings_the_next_look_forward():
    creator = somebody(zone="UTC")
    on_tiktok(creator, 10_000, "2026-11-22")
    fund = a_programme(rules={"age": AGE})
    a_version(fund, "followers", {**FOLLOWERS, "value": 20_000}, valid_from=D(2026, 11, 24))
    assert outcome(creator, instant("2026-11-22")) is Outcome.PASS
    assert due() == D(2026, 11, 24)
    assert outcome(creator, instant("2026-11-24")) is Outcome.FAIL
    assert StandingChange.objects.first().cause == Cause.RULES


def test_whoever_is_in_is_asked_less():
    creator = somebody(zone="UTC")
    channel = on_tiktok(creator, 10_000, "2026-11-01")
    fund = a_programme()
    a_version(fund, "followers", FOLLOWERS, leave_body={**FOLLOWERS, "value": 8_000})
    assert outcome(creator, instant("2026-11-02")) is Outcome.PASS
    measured(channel, 8_000, "2026-11-03")
    assert outcome(creator, instant("2026-11-03")) is Outcome.PASS
    row = Standing.objects.get()
    assert (row.outcome, row.grace_until, row.since) == (Outcome.FAIL, None, D(2026, 11, 2))
    measured(channel, 7_999, "2026-11-04")
    assert outcome(creator, instant("2026-11-04")) is Outcome.FAIL
    measured(channel, 8_000, "2026-11-05")
    assert outcome(creator, instant("2026-11-05")) is Outcome.FAIL


def test_days_of_grace_end_on_their_day_and_do_not_begin_anew():
    creator = somebody(zone="UTC")
    channel = on_tiktok(creator, 10_000, "2026-11-01")
    a_version(a_programme(), "followers", FOLLOWERS, grace_days=7)
    outcome(creator, instant("2026-11-01"))
    measured(channel, 9_999, "2026-11-02")
    assert outcome(creator, instant("2026-11-02")) is Outcome.PASS
    assert (Standing.objects.get().grace_until, due()) == (D(2026, 11, 9), D(2026, 11, 9))
    measured(channel, 9_998, "2026-11-05")
    assert outcome(creator, instant("2026-11-08")) is Outcome.PASS
    assert outcome(creator, instant("2026-11-09")) is Outcome.FAIL
    assert outcome(creator, instant("2026-11-10")) is Outcome.FAIL
    history = list(StandingChange.objects.order_by("pk").values_list("from_outcome", "outcome", "shown_outcome"))
    assert history == [(None, 3, 3), (3, 0, 3), (3, 0, 0)]


def test_the_least_patient_rule_decides_and_closing_knows_no_grace():
    creator = somebody(zone="UTC")
    channel = on_tiktok(creator, 10_000, "2026-11-01")
    fund = a_programme()
    a_version(fund, "followers", FOLLOWERS, grace_days=7)
    a_version(fund, "views", {"measure": "views_30d", "op": "gte", "value": 100})
    measured(channel, 10_000, "2026-11-01")
    other = a_programme("other")
    a_version(other, "followers", FOLLOWERS, grace_days=7)
    an_opening(other, closes_on=D(2026, 11, 3))
    assert outcome(creator, instant("2026-11-01"), fund) is Outcome.UNKNOWN
    channel.measurements.model.objects.create(channel=channel, as_of=D(2026, 11, 2), source="declared", views_30d=100)
    assert outcome(creator, instant("2026-11-02"), fund) is Outcome.PASS
    channel.measurements.model.objects.create(channel=channel, as_of=D(2026, 11, 3), source="declared", views_30d=99)
    assert outcome(creator, instant("2026-11-03"), fund) is Outcome.FAIL
    assert outcome(creator, instant("2026-11-03"), other) is Outcome.CLOSED


def test_between_two_days_nothing_turns():
    """Every day from now to the next look gives what was stored: `changes_on` is never too late."""
    creator = somebody(zone="UTC", birth_date=D(2008, 12, 24))
    on_tiktok(creator, 10_000, "2026-10-01", account_created_on=D(2026, 10, 20))
    fund = a_programme(rules={"followers": FOLLOWERS, "age": AGE})
    a_version(fund, "old", {"measure": "account_age_days", "op": "gte", "value": 60}, valid_from=D(2026, 11, 11))
    an_opening(fund, closes_on=D(2027, 2, 1))
    seen, day = [], D(2026, 11, 1)
    while day < D(2027, 2, 3):
        refresh(creator=creator, at=instant(day.isoformat()))
        row = Standing.objects.get()
        if seen and seen[-1][1:3] != (row.outcome, row.bits):
            assert day == seen[-1][3], (day, seen[-1])
        seen.append((day, row.outcome, row.bits, row.changes_on))
        day += DAY
    turned = [one[0] for before, one in itertools.pairwise(seen) if before[1:3] != one[1:3]]
    assert turned == [D(2026, 11, 11), D(2026, 12, 19), D(2026, 12, 24), D(2026, 12, 31), D(2027, 2, 1)]
