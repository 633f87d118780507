"""What creators are told, word for word."""

import datetime

import pytest

from marketplace.notifications.models import Notice
from marketplace.programmes.actions.standings import refresh
from marketplace.programmes.models import Rule, RuleVersion
from marketplace.taxonomy.models import Platform
from tests.factories.programmes import a_programme, a_version, an_opening
from tests.factories.standings import FOLLOWERS, instant, measured, on_tiktok, somebody, work

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def creator():
    return somebody(zone="UTC")


def a_fund(slug="fund", **version):
    fund = a_programme(slug, platform=Platform.objects.get(code="tiktok"), name_en=f"The {slug}")
    a_version(fund, "followers", FOLLOWERS, **version)
    Rule.objects.filter(programme=fund).update(label_en="At least 10,000 followers", label_fr="Au moins 10 000 abonnés")
    return fund


def told(creator, day):
    """The newest notice after a full computation that day."""
    refresh(creator=creator, at=instant(day))
    work()
    notice = Notice.objects.filter(person=creator.person).order_by("-pk").first()
    return notice.title, notice.body


def test_what_was_lost_and_to_which_rule(creator):
    a_fund()
    channel = on_tiktok(creator, 10_000, "2026-11-01", handle="nour")
    told(creator, "2026-11-01")
    measured(channel, 9_999, "2026-11-02")
    assert told(creator, "2026-11-02") == (
        "You no longer meet the rules of The fund with nour",
        "Not met any more: At least 10,000 followers.",
    )


def test_a_rule_without_a_name_is_told_by_what_it_asks(creator):
    fund = a_fund()
    Rule.objects.filter(programme=fund).update(label_en="", label_fr="")
    channel = on_tiktok(creator, 10_000, "2026-11-01", handle="nour")
    told(creator, "2026-11-01")
    measured(channel, 9_999, "2026-11-02")
    assert told(creator, "2026-11-02")[1] == "Not met any more: Followers: at least 10,000."


def test_figures_that_grew_old(creator):
    a_fund()
    on_tiktok(creator, 10_000, "2026-08-01", handle="nour")
    told(creator, "2026-08-01")
    assert told(creator, "2026-10-31") == (
        "You no longer meet the rules of The fund with nour",
        "Your figures are missing or too old: At least 10,000 followers. Add a measurement.",
    )


def test_a_programme_that_closed(creator):
    an_opening(a_fund(), closes_on=D(2026, 11, 3))
    on_tiktok(creator, 10_000, "2026-11-01", handle="nour")
    told(creator, "2026-11-01")
    assert told(creator, "2026-11-03") == ("The fund with nour has closed", "It is over where you are.")


def test_days_of_grace(creator):
    a_fund(grace_days=7)
    channel = on_tiktok(creator, 10_000, "2026-11-01", handle="nour")
    told(creator, "2026-11-01")
    measured(channel, 9_999, "2026-11-02")
    assert told(creator, "2026-11-02") == (
        "You no longer meet the rules of The fund with nour; your place is kept for now",
        "Not met any more: At least 10,000 followers. Meet it again before 9 November 2026 and nothing changes.",
    )
    assert told(creator, "2026-11-09")[0] == "You no longer meet the rules of The fund with nour"


def test_several_at_once_are_one_notice(creator):
    a_fund("one")
    a_fund("two")
    channel = on_tiktok(creator, 9_999, "2026-11-01", handle="nour")
    told(creator, "2026-11-01")
    measured(channel, 10_000, "2026-11-02")
    gained = "You meet all of its rules. Its page says how to join."
    assert told(creator, "2026-11-02") == (
        "Since today you qualify for 2 programmes",
        f"The one with nour: {gained} The two with nour: {gained}",
    )
    assert Notice.objects.get(verb="programmes.qualified").kind.url({"items": []}) == "/creator/programmes/"


def test_rules_that_became_milder(creator):
    fund = a_fund()
    on_tiktok(creator, 6_000, "2026-11-01", handle="nour")
    told(creator, "2026-11-01")
    RuleVersion.objects.filter(rule__programme=fund).update(valid_to=D(2026, 11, 3))
    a_version(fund, "followers", {**FOLLOWERS, "value": 5_000}, valid_from=D(2026, 11, 3))
    assert told(creator, "2026-11-03") == (
        "Since today you qualify for The fund with nour",
        "The rules changed on 3 November 2026, and you meet them.",
    )
