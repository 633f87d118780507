"""Windows over posts slide by themselves: the next look is never after the day the count turns."""

import datetime

import pytest

from creators.models import Post as Row
from marketplace.eligibility import Fact, Outcome
from marketplace.eligibility.posts import Post
from marketplace.programmes.actions.standings import refresh
from marketplace.programmes.models import Standing, StandingChange
from marketplace.programmes.queries import facts as room
from marketplace.programmes.queries.facts import adds_facts
from marketplace.programmes.queries.standings import replay_differences
from tests.factories.programmes import a_programme
from tests.factories.standings import DAY, instant, on_tiktok, somebody

pytestmark = pytest.mark.django_db
D = datetime.date
LISTED = (
    Post(D(2026, 10, 30), views=2_500, has_text=True),
    Post(D(2026, 11, 5), views=2_499),
    Post(D(2026, 11, 6), views=None, is_sponsored=False),
    Post(D(2026, 11, 18), views=9_000, duration_s=61),
    Post(D(2026, 12, 29), views=3_000_000_000),
)


@pytest.fixture
def posts():
    """The posts above, as if they were read every day."""

    @adds_facts
    def listed(known, programmes):
        return {
            (one.creator.pk, programme.pk): {"posts": Fact(LISTED, one.day, "declared")}
            for one in known
            for programme in programmes
        }

    yield listed
    room._adders.remove(listed)


def asking(value, op="gte", measure="posts_counted", **posts):
    rule = {"measure": measure, "op": op, "value": value, "posts": posts}
    return a_programme(rules={"posts": rule})


def watch(creator, first, last):
    """Every day's outcome; the days on which it turned; whether a look was too late on any."""
    turned, late, before, day = [], [], None, first
    while day <= last:
        refresh(creator=creator, at=instant(day.isoformat()))
        row = Standing.objects.get()
        if before is not None and row.outcome != before[0]:
            turned.append((day, Outcome(row.outcome).name))
            late += [] if before[1] == day else [day]
        # Read anew every day, it would be stale only in a week: whatever else is due comes from the posts.
        before, day = (row.outcome, row.changes_on), day + DAY
    return turned, late


@pytest.mark.parametrize(("rule", "turns"), [
    ({"value": 2, "window": {"rolling_days": 30}},
     [(D(2026, 11, 6), "PASS"), (D(2026, 12, 7), "FAIL")]),
    ({"value": 1, "window": {"calendar": "month"}, "where": {"all": [
        {"measure": "post_views", "op": "gte", "value": 2_500}]}},
     [(D(2026, 11, 1), "FAIL"), (D(2026, 11, 7), "UNKNOWN"), (D(2026, 11, 19), "PASS"), (D(2026, 12, 1), "FAIL"),
      (D(2026, 12, 30), "PASS"), (D(2027, 1, 1), "FAIL")]),
    ({"value": 1, "window": {"calendar": "week"}},
     [(D(2026, 11, 2), "FAIL"), (D(2026, 11, 6), "PASS"), (D(2026, 11, 9), "FAIL"), (D(2026, 11, 19), "PASS"),
      (D(2026, 11, 23), "FAIL"), (D(2026, 12, 30), "PASS"), (D(2027, 1, 4), "FAIL")]),
    ({"value": [1, 2], "op": "cadence"},
     [(D(2026, 11, 7), "PASS"), (D(2026, 11, 14), "FAIL"), (D(2026, 11, 19), "PASS"),
      (D(2026, 11, 21), "FAIL")]),
])  # fmt: skip
def test_a_window_slides(posts, rule, turns):
    programme = asking(**rule)
    found, late = watch(somebody(zone="UTC"), D(2026, 10, 31), D(2027, 1, 6))
    assert (late, found) == ([], turns), programme


def test_posts_are_kept_with_a_decision_and_replay_it(posts):
    asking(1, where={"all": [{"measure": "post_views", "op": "gte", "value": 2_500}]})
    refresh(creator=somebody(zone="UTC"), at=instant("2026-11-01"))
    change = StandingChange.objects.select_related("rule_set").get()
    assert change.observed["posts"][0][:1] == [{"published_on": "2026-10-30", "views": 2_500, "has_text": True}]
    assert (change.outcome, change.data_as_of, replay_differences(change)) == (Outcome.PASS, D(2026, 11, 1), [])


def test_posts_of_a_channel_are_read_as_it_lists_them():
    creator = somebody(zone="UTC")
    channel = on_tiktok(creator)
    for day in (D(2026, 11, 1), D(2026, 11, 21)):
        Row.objects.create(channel=channel, published_on=day, counted_on=D(2026, 11, 22), views=5)
    a_programme(platform=channel.platform, rules={"posts": {
        "measure": "posts_counted", "op": "gte", "value": 2, "posts": {"window": {"rolling_days": 30}}}})  # fmt: skip
    refresh(creator=creator, at=instant("2026-11-22"))
    row = Standing.objects.get()
    # The list is a week old at most; the first post leaves the window two days after that.
    assert (row.outcome, row.changes_on) == (Outcome.PASS, D(2026, 11, 30))
    refresh(creator=creator, at=instant("2026-11-30"))
    assert Standing.objects.get().outcome == Outcome.UNKNOWN
