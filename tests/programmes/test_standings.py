"""Where creators stand: what is stored, what changes it, who is told."""

import datetime

import pytest
from django.utils import translation

from creators.actions import measurements, removal
from marketplace.activity.models import Event
from marketplace.activity.record import SYSTEM
from marketplace.core.models import Job
from marketplace.eligibility import Outcome
from marketplace.notifications.models import Notice
from marketplace.programmes.actions.standings import refresh, refresh_many
from marketplace.programmes.enums import Cause, Kind, ProgrammeState
from marketplace.programmes.models import Programme, RuleSetRecord, RuleVersion, Standing, StandingChange
from marketplace.programmes.queries.standings import best_of, history, of_creator
from marketplace.taxonomy.models import Platform
from tests.factories.accounts import local_today
from tests.factories.creators import ChannelFactory, MeasurementFactory
from tests.factories.programmes import a_programme, a_version, an_opening
from tests.factories.standings import AGE, DAY, FOLLOWERS, instant, measured, on_tiktok, somebody, work

pytestmark = pytest.mark.django_db
D = datetime.date
NOON = instant("2026-11-22")


def tiktok() -> Platform:
    return Platform.objects.get(code="tiktok")


def a_fund(slug="fund", **more):
    return a_programme(slug, platform=tiktok(), **{"rules": {"followers": FOLLOWERS, "age": AGE}, **more})


def changes(creator):
    rows = StandingChange.objects.filter(creator=creator).order_by("pk")
    return [(row.from_outcome, row.shown_outcome, row.cause) for row in rows]


def test_one_standing_a_channel_of_the_platform_and_one_for_a_programme_without():
    creator = somebody()
    one, other = on_tiktok(creator, 10_000, "2026-11-01"), on_tiktok(creator, 9_999, "2026-11-01")
    ChannelFactory(creator=creator, platform=Platform.objects.get(code="youtube"))
    fund, contest = a_fund(), a_programme("contest", kind=Kind.CONTEST, rules={"age": AGE})
    refresh(creator=creator, at=NOON)
    found = {(row.programme_id, row.channel_id): row.outcome for row in Standing.objects.all()}
    assert found == {
        (fund.pk, one.pk): Outcome.PASS,
        (fund.pk, other.pk): Outcome.FAIL,
        (contest.pk, None): Outcome.PASS,
    }


def test_a_standing_keeps_what_it_rests_on():
    creator = somebody(birth_date=D(2000, 1, 1))
    channel = on_tiktok(creator, 4_000, "2026-11-01")
    fund = a_fund()
    refresh(creator=creator, at=NOON)
    row = Standing.objects.get(programme=fund)
    since = creator.updated_at.date().isoformat()
    assert row.observed == {
        "age_years": [26, since, "profile"], "country": ["FR", channel.updated_at.date().isoformat(), "profile"],
        "followers": [4_000, "2026-11-01", "declared"]}  # fmt: skip
    assert (row.bits, row.as_of, row.data_as_of) == ([1, 0, 0, 2, 0, 0, 0], D(2026, 11, 22), D(2026, 11, 1))
    assert (row.progress_bp, row.since) == (4_000, D(2026, 11, 22))
    assert RuleSetRecord.objects.get().body["all"][0]["value"] == 10_000
    assert set(RuleVersion.objects.values_list("decided_on", flat=True)) == {D(2026, 11, 22)}


def test_a_second_refresh_writes_nothing():
    creator = somebody()
    on_tiktok(creator, 10_000, "2026-11-01")
    a_fund()
    refresh(creator=creator, at=NOON)
    stored = list(Standing.objects.values())
    assert refresh(creator=creator, at=NOON).changes == []
    assert (list(Standing.objects.values()), StandingChange.objects.count(), Event.objects.count()) == (stored, 1, 1)


@pytest.mark.parametrize("many", [1, 3])
def test_a_refresh_takes_a_fixed_number_of_queries(django_assert_num_queries, many):
    creators = [somebody() for _ in range(many)]
    for creator in creators:
        on_tiktok(creator, 10_000, "2026-11-01")
    for number in range(many):
        a_fund(f"fund-{number}")
    refresh_many(creator_ids=[one.pk for one in creators], at=NOON)
    with django_assert_num_queries(21):
        refresh_many(creator_ids=[one.pk for one in creators], at=NOON)


def test_ten_thousand_is_enough_and_one_less_is_not():
    creator = somebody()
    channel = on_tiktok(creator, 9_999, "2026-11-20")
    a_fund()
    refresh(creator=creator, at=NOON)
    measured(channel, 10_000, "2026-11-22")
    refresh(creator=creator, at=NOON)
    assert changes(creator) == [(None, Outcome.FAIL, Cause.FIRST), (Outcome.FAIL, Outcome.PASS, Cause.FACTS)]


def test_a_measurement_leads_to_a_notice_and_to_no_second_one():
    creator = somebody()
    channel = on_tiktok(creator, 9_999)
    a_fund(name_en="LIVE Gifts")
    refresh(creator=creator)
    work()
    measurements.add(actor=SYSTEM, channel=channel, as_of=D.today(), followers=10_001)
    assert "programmes.creator" in work()
    for job in Job.objects.filter(name="activity.react"):
        Job.objects.filter(pk=job.pk).update(state="waiting", key=f"again {job.pk}")
    work()
    told = [notice.title for notice in Notice.objects.filter(person=creator.person).order_by("pk")]
    assert told == [
        "You can see which programmes are near",
        f"Since today you qualify for LIVE Gifts with {channel.handle}",
    ]


def test_a_new_profile_gets_one_summary():
    creator = somebody()
    on_tiktok(creator, 10_000)
    a_fund("a")
    a_fund("b")
    a_fund("c", rules={"followers": {**FOLLOWERS, "value": 1_000_000}})
    refresh(creator=creator)
    work()
    notice = Notice.objects.get()
    assert (notice.title, notice.body) == (
        "You qualify for 2 programmes",
        "We compared your profile with the rules of 3 programmes. See what is missing and how far it is.")  # fmt: skip
    assert notice.kind.url(notice.data) == "/creator/programmes/"


def test_no_figure_is_in_a_notice_or_an_event():
    creator = somebody(birth_date=local_today() - (17 * 365 + 100) * DAY)
    channel = on_tiktok(creator, 123_456)
    a_fund()
    refresh(creator=creator)
    measured(channel, 7_654)
    refresh(creator=creator)
    work()
    for data in [*Notice.objects.values_list("data", flat=True), *Event.objects.values_list("data", flat=True)]:
        assert not {"123456", "7654", "17", "16", "observed"} & set(
            str(data).replace("'", " ").replace(",", " ").split()
        )
    assert Event.objects.filter(verb="programmes.standings_changed").count() == 1


def test_a_removed_channel_and_a_retired_programme_leave_no_standing():
    creator = somebody()
    channel = on_tiktok(creator, 10_000)
    fund, other = a_fund(), a_fund("other")
    refresh(creator=creator)
    Programme.objects.filter(pk=other.pk).update(state=ProgrammeState.RETIRED)
    refresh(creator=creator, programmes=[other])
    assert list(Standing.objects.values_list("programme", flat=True)) == [fund.pk]
    channel.removed_at = NOON
    channel.save()
    refresh(creator=creator)
    assert (Standing.objects.count(), StandingChange.objects.count()) == (0, 2)


def test_an_unclaimed_profile_has_no_standing():
    creator = MeasurementFactory(channel__creator__unclaimed=True, followers=20_000).channel.creator
    a_fund()
    refresh(creator=creator)
    assert Standing.objects.count() == 0


def test_nearest_first_and_the_best_channel_of_each():
    creator = somebody(birth_date=D(2000, 1, 1))
    on_tiktok(creator, 2_000, "2026-11-01")
    better = on_tiktok(creator, 9_000, "2026-11-01")
    a_fund("near")
    a_fund("far", rules={"followers": {**FOLLOWERS, "value": 1_000_000}})
    a_fund("have", rules={"age": AGE})
    over = a_fund("over")
    an_opening(over, closes_on=D(2026, 1, 1))
    answers = best_of(of_creator(creator, at=NOON))
    assert [(one.programme.slug, one.outcome.name, one.progress_bp) for one in answers] == [
        ("have", "PASS", 10_000), ("near", "FAIL", 9_000), ("far", "FAIL", 90), ("over", "CLOSED", 9_000)]  # fmt: skip
    assert (answers[1].channel, [one.gap for one in answers[1].missing]) == (better, [1_000])


def test_of_two_that_miss_a_yes_the_one_that_misses_fewer_rules_is_nearer():
    on_tiktok(creator := somebody(birth_date=D(2000, 1, 1)), 9_000, "2026-11-01")
    personal = {"measure": "is_business", "op": "eq", "value": True}
    a_fund("a-far", rules={"followers": FOLLOWERS, "kind": personal})
    a_fund("near", rules={"followers": {**FOLLOWERS, "value": 1}, "kind": personal})
    answers = of_creator(creator, at=NOON)
    assert [(one.programme.slug, one.progress_bp) for one in answers] == [("near", 0), ("a-far", 0)]


@pytest.mark.parametrize("many", [1, 3])
def test_reading_takes_a_fixed_number_of_queries(django_assert_num_queries, many):
    creator = somebody()
    for number in range(many):
        on_tiktok(creator, 10_000)
        a_fund(f"fund-{number}")
    refresh(creator=creator)
    with django_assert_num_queries(16):
        answers = of_creator(creator)
    assert [one.is_kept for one in answers] == [False] * many * many
    with django_assert_num_queries(1):
        assert len(list(history(creator))) == many * many


def test_the_notice_of_a_change_of_rules_says_since_when():
    creator = somebody()
    channel = on_tiktok(creator, 10_000)
    fund = a_programme(platform=tiktok(), name_en="The fund")
    old = a_version(fund, "followers", FOLLOWERS)
    fund.rules.update(label_en="At least so many followers", label_fr="Assez d’abonnés")
    refresh(creator=creator)
    today = local_today()
    RuleVersion.objects.filter(pk=old.pk).update(valid_to=today + DAY)
    a_version(fund, "followers", {**FOLLOWERS, "value": 20_000}, valid_from=today + DAY)
    refresh(creator=creator, at=instant((today + DAY).isoformat()))
    work()
    notice = Notice.objects.order_by("-pk").first()
    with translation.override("en"):
        named = f"The fund with {channel.handle}"
        assert notice.title == f"The rules of {named} changed, and you no longer meet them"
        assert "The rules changed on" in notice.body
        assert "At least so many followers" in notice.body
    assert notice.kind.url(notice.data) == "/creator/programmes/fund/"
    assert changes(creator)[-1] == (Outcome.PASS, Outcome.FAIL, Cause.RULES)


def test_a_removed_profile_has_no_standing_and_a_history_of_nobody():
    creator = somebody()
    on_tiktok(creator, 10_000)
    a_fund()
    refresh(creator=creator)
    removal.remove(actor=SYSTEM, creator=creator)
    work()
    assert (Standing.objects.count(), StandingChange.objects.count()) == (0, 1)
    assert StandingChange.objects.get().creator.display_name == ""
