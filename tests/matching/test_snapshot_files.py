"""The files of the snapshot: the same rows give the same bytes, whatever way they came about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creators.models import Rate
from marketplace.matching.actions import changes, epochs
from marketplace.matching.engine.build import columns_of
from marketplace.matching.engine.columns import concatenated, in_buckets
from marketplace.matching.models import Epoch
from marketplace.matching.snapshot import current, files, store
from marketplace.matching.snapshot.load import load
from tests.factories.creators import MeasurementFactory
from tests.factories.matching import crowd as make_crowd
from tests.matching.strategies import crowds, few


def lines(columns):
    return [columns.row(at) for at in range(len(columns))]


@few
@given(crowds)
def test_a_file_says_what_the_columns_say(crowd):
    columns = columns_of(crowd)
    data = files.encode(columns)
    again = files.decode(data)
    assert lines(again) == lines(columns)
    assert files.encode(again) == data


@few
@given(crowds, crowds, st.data())
def test_a_bucket_kept_up_to_date_has_the_bytes_of_one_made_afresh(crowd, other, data):
    changed = data.draw(st.sets(st.sampled_from([row.creator for row in crowd + other] or [1])))
    kept = [row for row in crowd if row.creator not in changed]
    channels = {row.channel for row in kept}
    new = [row for row in other if row.creator in changed and row.channel not in channels]
    after = files.decode(files.encode(columns_of(crowd))).replaced(changed, columns_of(new))
    assert files.encode(after) == files.encode(columns_of(kept + new))


@few
@given(crowds)
def test_buckets_put_together_are_the_whole(crowd):
    columns = columns_of(crowd)
    several = [piece for piece in in_buckets(columns) if len(piece)] or [columns]
    pieces = [files.decode(files.encode(piece)) for piece in several]
    whole = concatenated(pieces)
    assert lines(whole) == lines(columns)
    assert files.encode(whole) == files.encode(columns)


def test_a_file_of_another_version_is_not_read():
    data = files.encode(columns_of([]))
    with pytest.raises(files.Unreadable):
        files.decode(data.replace(b'"version":1', b'"version":9'))


@pytest.fixture
def directory(settings, tmp_path):
    settings.MATCHING_SNAPSHOTS = tmp_path
    return tmp_path


def kept():
    found = store.of(Epoch.objects.first()).read()
    assert found is not None
    return found[0], [files.encode(piece) for piece in found[1]]


@pytest.mark.django_db
def test_processes_start_from_files(directory, django_capture_on_commit_callbacks, django_assert_num_queries):
    make_crowd(8)
    with django_capture_on_commit_callbacks(execute=True):
        epochs.begin()
    whole = current.columns()
    current.forget()
    # The last change, the epoch, and the tree of niches: nothing of creators.
    with django_assert_num_queries(3):
        assert lines(current.columns()) == lines(whole)


@pytest.mark.django_db
def test_files_that_were_kept_up_to_date_equal_files_made_afresh(directory, django_capture_on_commit_callbacks):
    people = make_crowd(10)
    with django_capture_on_commit_callbacks(execute=True):
        epoch = epochs.begin()
    MeasurementFactory(channel=people[0].channels.first(), followers=777_777)
    Rate.objects.filter(creator=people[1]).delete()
    changes.note([people[0].pk, people[1].pk])
    current.columns()
    seen, incremental = kept()
    assert incremental == [files.encode(piece) for piece in in_buckets(load())]
    assert len(list(store.of(epoch).directory.glob("*.columns"))) == 256
    # Who is behind what is there writes nothing.
    store.of(epoch).write(seen - 1, dict(enumerate(in_buckets(load([])))))
    assert kept() == (seen, incremental)


@pytest.mark.django_db
def test_a_new_epoch_takes_the_place_of_the_one_before(directory, django_capture_on_commit_callbacks):
    make_crowd(3)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            epoch = epochs.begin()
    assert [path.name for path in directory.iterdir()] == [store.of(epoch).directory.name]
