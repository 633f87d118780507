"""The process's own copy of the columns. Pages and jobs share it; it reads only what changed since it last looked."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import structlog
from django.db.models import Max
from django.utils import timezone

from marketplace.matching.engine import CohortTables, Counts, CreatorColumns, Frame, NicheTree, Prepared, prepare
from marketplace.matching.engine.cohorts import EMPTY
from marketplace.matching.engine.columns import BUCKETS, concatenated, in_buckets
from marketplace.matching.engine.warm import warm
from marketplace.matching.models import Change, Epoch
from marketplace.matching.snapshot import store
from marketplace.matching.snapshot.load import load
from marketplace.taxonomy.models import Niche

#: If more than one creator in so many has changed, reading everything again is cheaper.
FEW = 8
#: Epochs whose prepared parts are kept: the current one and, while a new one takes over, the one before.
KEPT_EPOCHS = 2


@dataclass(eq=False)
class Held:
    """Columns as they were after change number `seen`, a piece a bucket."""

    seen: int
    pieces: list[CreatorColumns]
    tree: NicheTree
    prepared: dict[int, Prepared] = field(default_factory=dict)

    @cached_property
    def columns(self) -> CreatorColumns:
        return concatenated(self.pieces)


log = structlog.get_logger(__name__)
_held: Held | None = None
#: The tables of epochs, which never change once they are stored.
_tables: dict[int, tuple[CohortTables, Counts]] = {}
_lock = threading.Lock()


def creators_in(epoch: Epoch) -> tuple[Prepared, int]:
    """Every matched channel, ready to be scored in an epoch, and the number of the last change it contains."""
    held = _up_to_date()
    with _lock:
        found = held.prepared.get(epoch.pk)
        if found is None:
            found = prepare(held.columns, frame_of(epoch, held.tree))
            held.prepared[epoch.pk] = found
            for old in sorted(held.prepared)[:-KEPT_EPOCHS]:
                del held.prepared[old]
    return found, held.seen


def read_ahead() -> None:
    """Have everything at hand that the next question needs, as a web server and a worker do before they are asked: the
    columns, what an epoch makes of them, and the loops that go through them, compiled."""
    epoch = Epoch.objects.first()
    if epoch is None:
        columns()
    else:
        warm(creators_in(epoch)[0])


def columns() -> CreatorColumns:
    """Every matched channel, as of now."""
    return _up_to_date().columns


def frame_of(epoch: Epoch | None, tree: NicheTree | None = None) -> Frame:
    """What scores of an epoch refer to; before the first epoch, today and no cohorts."""
    tree = tree or read_tree()
    if epoch is None:
        return Frame(today(), tree, EMPTY)
    cohorts, counts = _tables_of(epoch)
    return Frame(epoch.as_of, tree.counted(counts.niches), cohorts, counts)


def _tables_of(epoch: Epoch) -> tuple[CohortTables, Counts]:
    found = _tables.get(epoch.pk)
    if found is None:
        found = CohortTables.from_json(epoch.cohorts), Counts.from_json(epoch.counts)
        _tables[epoch.pk] = found
        while len(_tables) > KEPT_EPOCHS:
            _tables.pop(min(_tables), None)
    return found


def read_tree() -> NicheTree:
    return NicheTree(dict(Niche.objects.order_by().values_list("code", "path")))


def today() -> date:
    """The marketplace's day (UTC): epochs begin with it."""
    return timezone.now().date()


def forget() -> None:
    """Read everything again next time."""
    global _held
    with _lock:
        _held = None
        _tables.clear()


def begin(epoch: Epoch) -> None:
    """Files for a new epoch, in place of those of the ones before."""
    keep_files(epoch, _up_to_date())
    store.clear(epoch)


def keep_files(epoch: Epoch | None, held: Held, changed: tuple[int, dict[int, CreatorColumns]] | None = None) -> None:
    """Write what is held into files; or, given the number of a later change and the buckets that changed until then,
    those. A disk that is full costs other processes time, and nobody their answer."""
    kept = store.of(epoch)
    if kept is None:
        return
    try:
        if changed is None:
            kept.write(held.seen, dict(enumerate(held.pieces)))
        else:
            kept.write(*changed, since=held.seen)
    except OSError:
        log.warning("matching.files_not_written", exc_info=True)


def _up_to_date() -> Held:
    global _held
    last = Change.objects.aggregate(last=Max("pk"))["last"] or 0
    with _lock:
        if _held is None or last < _held.seen:
            _held = _begun(last)
        if last > _held.seen:
            _held = _caught_up(_held, last)
        return _held


def _begun(last: int) -> Held:
    """From the files of the newest epoch; where there are none that are of use, from the database."""
    kept = store.of(Epoch.objects.first())
    found = kept.read() if kept is not None else None
    if found is not None and found[0] <= last:
        return Held(*found, read_tree())
    return _afresh(last)


def _afresh(last: int) -> Held:
    """Everything from the database, and into files."""
    held = Held(last, in_buckets(load()), read_tree())
    keep_files(Epoch.objects.first(), held)
    return held


def _caught_up(held: Held, last: int) -> Held:
    """With what changed since: only the buckets of creators who did are made anew."""
    changed = set(Change.objects.filter(pk__gt=held.seen, pk__lte=last).values_list("creator", flat=True))
    if None in changed or len(changed) * FEW > max(FEW, sum(map(len, held.pieces))):
        return _afresh(last)
    rows, by_bucket = load(changed), defaultdict[int, set[int]](set)
    for creator in changed:
        by_bucket[creator % BUCKETS].add(creator)
    fresh = {bucket: held.pieces[bucket].replaced(among, rows.of_bucket(bucket)) for bucket, among in by_bucket.items()}
    pieces = [fresh.get(bucket, piece) for bucket, piece in enumerate(held.pieces)]
    keep_files(Epoch.objects.first(), held, (last, fresh))
    after = Held(last, pieces, held.tree)
    after.prepared = {pk: found.replaced(after.columns, fresh) for pk, found in held.prepared.items()}
    return after
