"""All stored creators against all programmes: the columns must say what `judge` says of each."""

import datetime
import json
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from creators.models import Creator
from marketplace.eligibility import Outcome
from marketplace.programmes.actions.loading import load
from marketplace.programmes.models import Programme
from marketplace.programmes.queries import judge, with_rules
from marketplace.programmes.queries.facts import known_of
from marketplace.programmes.queries.report import WORST_FIRST, report
from marketplace.taxonomy.models import Platform
from tests.factories.creators import ChannelFactory, CreatorFactory, MeasurementFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def population() -> None:
    load()
    for number, country in enumerate(["FR", "US", "KR", "JP", "IT", ""]):
        creator = CreatorFactory(birth_date=datetime.date(2008 - number, 11, 22), source="a list" if number < 2 else "")
        for platform in ("tiktok", "threads")[: 1 + number % 2]:
            kind = Platform.objects.get(code=platform)
            channel = ChannelFactory(creator=creator, platform=kind, country=country, community_standing="good")
            MeasurementFactory(
                channel=channel, followers=1_000 * 10**number, views_30d=100_000, posts_30d=number, as_of=TODAY
            )


def one_by_one() -> dict[str, Counter[Outcome]]:
    known = known_of(Creator.objects.all(), datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC))
    expected = {}
    for programme in with_rules(Programme.objects.listed().select_related("inherits")):
        found = [[judge(programme, facts, TODAY).outcome for _one, facts in each.subjects(programme)] for each in known]
        expected[programme.slug] = Counter(max(each, key=WORST_FIRST.index) for each in found if each)
    return expected


@pytest.mark.usefixtures("population")
def test_the_columns_say_what_judge_says_of_each():
    found = {line.programme.slug: line.counts for line in report(TODAY)}
    assert found == one_by_one()
    assert found["tiktok-live-gifts"][Outcome.PASS] == 6
    assert sum(found["threads-bonus"].values()) == 3


@pytest.mark.usefixtures("population")
def test_the_creators_of_one_source(capsys):
    call_command("eligibility_report", "--on", "2026-11-22", "--source", "A List", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["on"], answer["source"]) == ("2026-11-22", "A List")
    gifts = next(one for one in answer["programmes"] if one["programme"] == "tiktok-live-gifts")
    assert (gifts["creators"], gifts["outcomes"]["PASS"]) == (2, 2)
    with pytest.raises(CommandError, match="no creator came from “nowhere”"):
        call_command("eligibility_report", "--source", "nowhere")


@pytest.mark.usefixtures("population")
def test_a_table(capsys):
    call_command("eligibility_report", "--on", "2026-11-22")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["2026-11-22", "creators", *(outcome.name for outcome in [
        Outcome.PASS, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.FAIL, Outcome.EXEMPT, Outcome.NOT_YET_OPEN,
        Outcome.CLOSED])]  # fmt: skip
    assert [line.split()[0] for line in lines[1:]] == list(
        Programme.objects.listed().order_by("slug").values_list("slug", flat=True))  # fmt: skip


@pytest.mark.usefixtures("population")
def test_more_creators_ask_no_more_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        report(TODAY)
