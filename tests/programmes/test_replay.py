"""Any past decision comes out as it did, from what was kept with it, whatever the rules say today."""

import datetime
import io
import random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from marketplace.eligibility import Outcome
from marketplace.programmes.actions.standings import refresh
from marketplace.programmes.models import Opening, RuleVersion, Standing, StandingChange
from marketplace.programmes.queries.judging import bits_of
from marketplace.programmes.queries.standings import replay, replay_differences
from marketplace.taxonomy.models import Platform
from tests.factories.creators import ConsentFactory, MeasurementFactory
from tests.factories.programmes import a_programme, a_version, an_opening
from tests.factories.standings import AGE, DAY, FOLLOWERS, instant, measured, on_tiktok, somebody

pytestmark = pytest.mark.django_db
D = datetime.date
RULES = {
    "followers": FOLLOWERS,
    "age": {**AGE, "exemption": {"measure": "parental_consent", "op": "eq", "value": True, "grants": "REVIEW"}},
    "audience": {"any": [{"measure": "audience_country_bp:FR", "op": "gte", "value": 5_000},
                         {"measure": "niches", "op": "has_any", "value": ["beauty", "food"]}]},
    "views": {"measure": "views_30d", "op": "between", "value": [1_000, 3_000_000_000]},
    "languages": {"atleast": 2, "of": [{"measure": "languages", "op": "has", "value": ["fr"]},
                                       {"measure": "profile_fields", "op": "complete", "value": ["photo"]},
                                       {"measure": "is_public", "op": "eq", "value": True}]},
}  # fmt: skip


def a_year(creator, chance):
    """A year of random figures and days, a refresh after each."""
    channel, day = on_tiktok(creator), D(2025, 11, 22)
    while day < D(2026, 11, 22):
        shares = {"FR": (share := chance.randrange(10_001)), "other": 10_000 - share} if chance.random() < 0.5 else {}
        figures = {"followers": chance.choice([None, 0, 9_999, 10_000, 2**62]), "audience_countries": shares,
                   "views_30d": chance.choice([None, 999, 1_000, 3_000_000_000, 3_000_000_001])}  # fmt: skip
        MeasurementFactory(channel=channel, as_of=day, **figures)
        refresh(creator=creator, at=instant(day.isoformat()))
        day += DAY * chance.randrange(1, 120)


@pytest.mark.parametrize("seed", range(12))
def test_every_decision_of_a_year_comes_out_as_it_did(seed):
    chance = random.Random(seed)
    fund = a_programme(platform=Platform.objects.get(code="tiktok"), rules=RULES)
    other = a_programme("people", rules=RULES)
    born = D(2008, 1, 1) + DAY * chance.randrange(900)
    creator = somebody(zone=chance.choice(["Asia/Tokyo", "America/Lima"]), birth_date=born)
    ConsentFactory(creator=creator, confirmed_by=creator.person, confirmed_at=instant("2025-01-01"))
    a_year(creator, chance)
    RuleVersion.objects.filter(rule__programme=fund).update(valid_to=D(2026, 12, 1))
    Opening.objects.create(programme=other, closes_on=D(2026, 1, 1))
    decisions = [*StandingChange.objects.select_related("rule_set"), *Standing.objects.select_related("rule_set")]
    assert len(decisions) >= 4
    for decision in decisions:
        assert replay_differences(decision) == []
        assert (replay(decision).outcome, bits_of(replay(decision))) == (decision.outcome, decision.bits)


def test_a_decision_a_year_old_after_the_rules_changed():
    creator = somebody(zone="UTC", birth_date=D(2007, 6, 1))
    channel = on_tiktok(creator, 10_000, "2025-11-01")
    fund = a_programme(platform=Platform.objects.get(code="tiktok"))
    a_version(fund, "followers", FOLLOWERS, valid_to=D(2026, 3, 1))
    a_version(fund, "followers", {**FOLLOWERS, "value": 100_000}, valid_from=D(2026, 3, 1))
    a_version(fund, "age", AGE)
    an_opening(fund, "FR", closes_on=D(2027, 1, 1))
    refresh(creator=creator, at=instant("2025-11-22"))
    measured(channel, 50_000, "2026-11-01")
    refresh(creator=creator, at=instant("2026-11-22"))
    then, now = StandingChange.objects.order_by("pk")
    assert (then.outcome, then.bits, now.outcome) == (Outcome.PASS, [0, 0, 0, 7, 0, 0, 0], Outcome.FAIL)
    verdict = replay(then)
    assert [(one.code, one.needed, one.observed) for one in verdict.criteria] == [
        ("country", ["FR"], "FR"), ("followers", 10_000, 10_000), ("age", 18, 18)]  # fmt: skip
    assert (verdict.outcome, verdict.as_of, bits_of(verdict)) == (Outcome.PASS, D(2025, 11, 22), then.bits)


def test_the_command_replays_everything_and_says_what_differs():
    creator = somebody(zone="UTC")
    on_tiktok(creator, 10_000)
    a_programme(platform=Platform.objects.get(code="tiktok"), rules={"followers": FOLLOWERS})
    refresh(creator=creator)
    out = io.StringIO()
    call_command("replay_verdicts", stdout=out)
    assert out.getvalue() == "2 decisions replayed, all as they were stored.\n"
    row = Standing.objects.get()
    Standing.objects.filter(pk=row.pk).update(outcome=Outcome.FAIL, bits=[1, 0, 0, 0, 0, 0, 0])
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 2 decisions come out otherwise") as refusal:
        call_command("replay_verdicts", stdout=out)
    assert refusal.value.returncode == 1
    assert out.getvalue() == f"standing {row.pk} of {row.as_of}: outcome, bits\n"


@pytest.mark.parametrize("statement", ["UPDATE programmes_standingchange SET outcome = 3",
                                       "DELETE FROM programmes_rulesetrecord"])  # fmt: skip
def test_what_was_decided_cannot_be_rewritten(statement):
    from django.db.utils import ProgrammingError

    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)
