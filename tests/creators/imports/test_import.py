"""A list comes in: what is made, changed, left alone and refused."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from creators.actions import imports
from creators.enums import CreatorState, MeasurementSource
from creators.imports.scope import MayNotImport
from creators.models import Channel, Creator, ImportBatch, ImportSource, Measurement
from marketplace.activity.models import Event
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.errors import Invalid
from tests.creators.imports.conftest import HEADER, bring, tally, world
from tests.factories.creators import ChannelFactory, CreatorFactory

pytestmark = pytest.mark.django_db
ZOE = '@Zoe.Cuisine,Zoé,Food & Drinks,"12,5K",1 204,France,"Recettes\nfaciles 💌"\n'
DAY = datetime.date(2026, 1, 31)


def test_a_row_becomes_an_unclaimed_profile_with_sourced_numbers():
    batch = bring(HEADER + ZOE, as_of=DAY)
    assert tally(batch) == (1, 1, 0, 0, 0)
    creator = Creator.objects.get()
    assert (creator.person, creator.state, creator.source) == (None, CreatorState.DRAFT, "Agency")
    assert (creator.display_name, creator.slug, creator.home_country) == ("Zoé", "zoe", "FR")
    assert creator.bio == "Recettes\nfaciles 💌"
    assert [niche.code for niche in creator.niches.all()] == ["210"]
    channel = creator.channels.get()
    assert (channel.handle, channel.url) == ("zoe.cuisine", "https://www.tiktok.com/@zoe.cuisine")
    measurement = channel.measurements.get()
    assert (measurement.followers, measurement.following, measurement.posts_total) == (12_500, 1_204, None)
    assert (measurement.source, measurement.as_of) == (MeasurementSource.IMPORTED, DAY)


def test_the_same_file_again_changes_nothing():
    bring(HEADER + ZOE, as_of=DAY)
    before = world()
    assert tally(bring(HEADER + ZOE, as_of=DAY)) == (1, 0, 0, 1, 0)
    assert world() == before


def test_new_numbers_are_a_new_measurement_and_new_words_replace_old_ones():
    bring(HEADER + ZOE, as_of=DAY)
    later = bring(HEADER + "zoe.cuisine,Zoé C.,Music,13K,1204,,\n", as_of=DAY + datetime.timedelta(30))
    assert tally(later) == (1, 0, 1, 0, 0)
    creator = Creator.objects.get()
    assert (creator.display_name, creator.home_country, creator.bio[:8]) == ("Zoé C.", "FR", "Recettes")
    assert [niche.code for niche in creator.niches.all()] == ["338"]
    assert list(Measurement.objects.order_by("as_of").values_list("followers", flat=True)) == [12_500, 13_000]
    assert ImportSource.objects.count() == 1


def test_a_correction_of_the_same_day_keeps_what_the_second_file_does_not_say():
    bring(HEADER + ZOE, as_of=DAY)
    bring("username,followers\nzoe.cuisine,12600\n", as_of=DAY)
    newest = Measurement.objects.newest_first().first()
    assert (newest.followers, newest.following) == (12_600, 1_204)


def test_every_wrong_row_is_refused_with_all_its_reasons_and_the_rest_comes_in():
    text = HEADER + (
        "not a handle,A,Food,1,1,France,\n"
        ",B,Food,1,1,France,\n"
        "good.one,C,Quux,10,2,Atlantis,\n"
        "bad.numbers,D,Food,many,1.5,France,\n"
        "GOOD.ONE,E,Food,11,2,France,\n"
        "shifted,F,Food,1,1,France,a,b\n"
        "short\n"
    )
    batch = bring(text)
    assert tally(batch) == (7, 2, 0, 0, 5)
    told = {row.line: [(one["code"], one["field"]) for one in row.errors] for row in batch.rows.all() if row.errors}
    assert told == {
        2: [("bad_handle", "handle")],
        3: [("no_handle", "handle")],
        4: [("unknown_country", "country"), ("unknown_niche", "niche")],
        5: [("not_a_number", "followers"), ("not_whole", "following")],
        6: [("twice", "handle")],
        7: [("too_many_cells", "")],
    }
    assert set(Channel.objects.values_list("handle", flat=True)) == {"good.one", "short"}
    assert batch.rows.get(line=5).raw == ["bad.numbers", "D", "Food", "many", "1.5", "France", ""]


def test_a_dry_run_tells_the_same_and_writes_nothing_and_is_then_committed():
    text = HEADER + ZOE + "no good handle,,,,,,\n"
    checked = bring(text, dry_run=True)
    assert (tally(checked), world()) == ((2, 1, 0, 0, 1), (0, 0, 0))
    batch = imports.commit(actor=SYSTEM, batch=checked)
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    assert (tally(batch), world()) == (tally(checked), (1, 1, 1))
    assert (batch.reasons, batch.checked_as) == (checked.reasons, checked)
    with pytest.raises(imports.NotReady):
        imports.commit(actor=SYSTEM, batch=checked)


def test_profiles_people_look_after_are_left_as_they_are():
    claimed = ChannelFactory(handle="claimed", creator=CreatorFactory(display_name="Hers"))
    before = world()
    batch = bring("username,name,followers\nclaimed,Mine,99\n")
    assert (tally(batch), world()) == ((1, 0, 0, 1, 0), before)
    assert batch.rows.get().errors == [{"code": "left_as_it_is", "field": "handle", "text": "claimed"}]
    claimed.creator.refresh_from_db()
    assert claimed.creator.display_name == "Hers"


def test_one_event_tells_of_a_batch_and_none_of_a_batch_that_changed_nothing():
    def told():
        return list(Event.objects.filter(verb="creators.batch_imported").values_list("subject_id", flat=True))

    first = bring(HEADER + ZOE, as_of=DAY)
    assert told() == [first.pk]
    bring(HEADER + ZOE, as_of=DAY)
    bring(HEADER + ZOE, as_of=DAY, dry_run=True)
    assert told() == [first.pk]


def test_the_file_is_let_go_of_once_it_was_read(settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bring(HEADER + ZOE)
    assert not ImportBatch.objects.exclude(file="").exists()
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_platforms_and_days_may_stand_in_the_rows():
    text = "link,plateforme,abonnés,date de mesure\nhttps://www.instagram.com/lea/,,5,31/01/2026\nlea,Twitch,6,\n"
    batch = bring(text, platform="")
    assert tally(batch) == (2, 2, 0, 0, 0)
    found = Channel.objects.values_list("platform__code", "handle", "measurements__followers", "measurements__as_of")
    assert set(found) == {("instagram", "lea", 5, DAY), ("twitch", "lea", 6, batch.as_of)}


def test_an_engagement_rate_becomes_engagement_of_the_followers_of_its_row():
    bring('username,followers,"ER, %"\na.b,1000,"12,5 %"\n')
    assert Measurement.objects.get().median_engagement_20 == 125


def test_what_cannot_be_read_is_refused_before_anything_is_kept(rosa, lea):
    with pytest.raises(MayNotImport):
        bring(HEADER + ZOE, actor=lea.person)
    with pytest.raises(Invalid):
        bring(HEADER + ZOE, actor=rosa, platform="")
    with pytest.raises(Invalid):
        bring(HEADER + ZOE, actor=rosa, source=" ")
    with pytest.raises(Invalid):
        bring(HEADER + ZOE, actor=rosa, as_of=datetime.date(2999, 1, 1))
    assert not ImportBatch.objects.filter(job__isnull=False).exists()
    assert tally(bring(HEADER + ZOE, actor=rosa)) == (1, 1, 0, 0, 0)
    assert Measurement.objects.get(source=MeasurementSource.IMPORTED).recorded_by == rosa


def test_a_thousand_rows_cost_no_more_queries_than_ten():
    counted = []
    for count in (10, 990):
        batch = bring("username,followers\n" + "".join(f"m{count}.{at},{at}\n" for at in range(count)), run=False)
        with CaptureQueriesContext(connection) as queries:
            jobs.run(batch.job_id)
        counted.append(len(queries))
    assert Channel.objects.count() == 1_000
    assert counted[0] == counted[1] < 60


@pytest.mark.parametrize(
    ("zone", "days", "kept"), [("Pacific/Auckland", 1, 1), ("Pacific/Auckland", 2, 0), ("UTC", 1, 0)]
)
def test_the_future_begins_where_whoever_brings_the_file_is(rosa, monkeypatch, zone, days, kept):
    rosa.time_zone = zone
    rosa.save()
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.datetime(2026, 3, 1, 20, tzinfo=datetime.UTC))
    said = datetime.date(2026, 3, 1) + datetime.timedelta(days)
    row = f"lea,12,{said.isoformat()}\n"
    batch = bring(f"username,followers,date\n{row}", actor=rosa)
    assert tally(batch) == (1, kept, 0, 0, 1 - kept)
    if kept:
        assert bring(HEADER + ZOE, actor=rosa, as_of=said).as_of == said
    else:
        with pytest.raises(Invalid) as refused:
            bring(HEADER + ZOE, actor=rosa, as_of=said)
        assert list(refused.value.errors) == ["as_of"]
