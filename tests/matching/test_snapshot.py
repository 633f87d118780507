"""What the columns say of everybody is what the facts say of each; and keeping up equals reading afresh."""

import numpy as np
import pytest

from creators.models import Channel
from creators.queries.facts import facts_of_many
from marketplace.eligibility.columns import SetColumn
from marketplace.eligibility.measures import find
from marketplace.eligibility.values import Kind
from marketplace.matching.actions import changes
from marketplace.matching.engine import Frame
from marketplace.matching.engine.cohorts import EMPTY
from marketplace.matching.engine.measured import OTHERS, fact_columns
from marketplace.matching.snapshot import current
from marketplace.matching.snapshot.load import load
from tests.factories.accounts import PersonFactory
from tests.factories.creators import MeasurementFactory
from tests.factories.matching import crowd

pytestmark = pytest.mark.django_db

KEYED = (
    "audience_country_bp:FR", "audience_country_bp:BE", "audience_country_bp:US", "audience_age_bp:18-24",
    "audience_gender_bp:female", "audience_gender_bp:other", "audience_language_bp:fr", "rate_minor:story:EUR",
    "rate_minor:sponsored_video:EUR", "rate_minor:sponsored_video:USD", "rate_minor:live:USD",
)  # fmt: skip
MEASURES = (
    *OTHERS, *KEYED, "followers", "following", "posts_total", "likes_total", "posts_30d", "views_30d",
    "live_hours_30d", "median_views_20", "engagement_rate_bp", "platform", "country", "home_country", "city",
    "community_standing",
)  # fmt: skip


def frame():
    return Frame(current.today(), current.read_tree(), EMPTY)


def said_by(column, row, code):
    """The value a column holds for a row, as a fact would; None if unknown."""
    if column is None or (column.known is not None and not column.known[row]):
        return None
    if isinstance(column, SetColumn):
        return frozenset(w for w, bit in column.vocabulary.items() if int(column.words[row, bit // 64]) >> bit % 64 & 1)
    value = int(column.values[row])
    if find(code).kind is Kind.CODE:
        return next(word for word, number in column.vocabulary.items() if number == value)
    return bool(value) if find(code).kind is Kind.BOOL else value


def test_columns_say_what_facts_say():
    crowd(60)
    columns = load()
    channels = {channel.pk: channel for channel in Channel.objects.all()}
    facts = facts_of_many(list(channels.values()), current.today(), newest=True)
    assert sorted(columns.channel.tolist()) == sorted(channels)
    found = fact_columns(columns, MEASURES, frame())
    assert set(found) == set(MEASURES)
    for code in MEASURES:
        for row, channel in enumerate(columns.channel.tolist()):
            fact = facts[channel].get(code)
            expected = None if fact is None else find(code).values.normal(fact.value) if code == "city" else fact.value
            assert said_by(found[code], row, code) == expected, (code, channel)


def test_columns_date_what_facts_date():
    crowd(40, seed=2)
    columns = load()
    facts = facts_of_many(list(Channel.objects.all()), current.today(), newest=True)
    dated = [code for code in MEASURES if find(code).stale_after_days is not None]
    found = fact_columns(columns, dated, frame())
    for code in dated:
        for row, channel in enumerate(columns.channel.tolist()):
            fact = facts[channel].get(code)
            if fact is not None:
                assert np.datetime64(fact.as_of).astype(int) == found[code].as_of[row], (code, channel)


def test_only_who_is_matched_is_read():
    here = crowd(3, seed=3)
    crowd(1, seed=4, state="paused", person=PersonFactory())
    gone = Channel.objects.filter(creator=here[0])
    gone.update(removed_at="2026-01-01T00:00Z")
    expected = set(Channel.objects.filter(creator__in=here[1:]).values_list("pk", flat=True))
    assert set(load().channel.tolist()) == expected


def test_reading_some_equals_reading_all():
    people = crowd(20, seed=5)
    columns = load()
    for creator in people:
        mine = columns.of_creator(creator.pk)
        alone = load([creator.pk])
        assert [mine.row(at) for at in range(len(mine))] == [alone.row(at) for at in range(len(alone))]


def test_keeping_up_equals_reading_afresh(django_assert_num_queries):
    people = crowd(30, seed=6)
    current.forget()
    current.columns()
    for creator in people[:2]:
        MeasurementFactory(channel=creator.channels.first(), followers=777_777)
    people[2].state = "hidden" if people[2].person_id else "removed"
    people[2].save()
    changes.note([creator.pk for creator in people[:3]])
    kept, afresh = current.columns(), load()
    assert [kept.row(at) for at in range(len(kept))] == [afresh.row(at) for at in range(len(afresh))]
    assert kept.bucket_starts.tolist() == afresh.bucket_starts.tolist()
    with django_assert_num_queries(1):
        assert current.columns() is kept


def test_a_text_wider_than_promised_is_noticed():
    from marketplace.matching.snapshot.fetch import Field, code, fetch

    with pytest.raises(ValueError, match="width"):
        fetch([Field("n", "1", ">i4"), code("x", "'é'", 4)], "")
