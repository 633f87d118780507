"""Standings with the programmes that are shipped: computed, compared, replayed."""

import io

import pytest
from django.core.management import call_command

from marketplace.core.models import Job
from marketplace.programmes.actions.loading import load
from marketplace.programmes.actions.standings import refresh_many
from marketplace.programmes.jobs import COMPARE
from marketplace.programmes.models import Programme, Standing, StandingChange, StandingComparison
from marketplace.taxonomy.models import Platform
from tests.factories.creators import ChannelFactory, complete
from tests.factories.standings import instant, on_tiktok, somebody, work

pytestmark = pytest.mark.django_db


def a_crowd():
    """Countries, ages and platforms at the edges of what the programmes ask."""
    for country, born in (("FR", "2009-01-05"), ("KR", "2007-06-01"), ("", "1990-02-28"), ("IT", "2013-12-31")):
        creator = somebody(home_country=country, birth_date=instant(born).date())
        complete(creator)
        on_tiktok(creator, 10_000, country="")
        for code in ("instagram", "youtube", "threads", "x"):
            ChannelFactory(creator=creator, platform=Platform.objects.get(code=code), country=country)
        yield creator


def test_every_listed_programme_is_judged_kept_true_and_replayed():
    load()
    work("activity.react", "programmes.programme")
    creators = list(a_crowd())
    refresh_many(creator_ids=[one.pk for one in creators])
    judged = set(Standing.objects.values_list("programme__slug", flat=True))
    assert judged == set(Programme.objects.listed().values_list("slug", flat=True))
    assert StandingChange.objects.filter(creator=creators[0]).count() == len(judged) + len(judged & on_tiktok_twice())
    load()
    assert Job.objects.filter(name="programmes.programme").exclude(state="done").count() == 0
    COMPARE.enqueue(key="compare")
    work("programmes.compare")
    found = StandingComparison.objects.get()
    assert (found.creators, found.standings, found.differences) == (4, Standing.objects.count(), [])
    call_command("replay_verdicts", stdout=(out := io.StringIO()))
    assert out.getvalue() == f"{2 * found.standings} decisions replayed, all as they were stored.\n"


def on_tiktok_twice():
    """The programmes of the platform on which each has two channels."""
    return set(Programme.objects.listed().filter(platform__code="tiktok").values_list("slug", flat=True))
