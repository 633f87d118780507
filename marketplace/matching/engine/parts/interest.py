"""Does the creator want this kind of work now?

The mean of what they have said: open to work (10,000) or busy (4,000); the share of the content window in which they
are available; the share of the asked kinds of work that they offer a price for; paid (10,000) or barter (3,000). Where
it was learned how likely they are to say yes (`acceptance`), that is one line more. What they refuse outright is not
weighed here: it rules the pair out (`refusals`). Of an unclaimed profile nobody has said anything: neutral.
"""

from typing import Any

import numpy as np

from marketplace.matching.engine.arrays import NO_DAY, NO_NUMBER, Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import Frame, day_number
from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL, NEUTRAL, CampaignSpec

OPEN_TO_WORK = {"open": FULL, "busy": 4_000, "not_looking": 0}
BARTER = 3_000


def pair(spec: CampaignSpec, row: Row, frame: Frame) -> Reading:
    if not row.is_claimed:
        return Reading("interest", NEUTRAL, False, {"is_claimed": False})
    lines: list[dict[str, Any]] = [{"name": "pay", "fit": BARTER if spec.is_barter else FULL}]
    if row.availability:
        state = row.availability
        lines.append({"name": "availability", "fit": OPEN_TO_WORK.get(state, NEUTRAL), "state": state})
    if row.rates and spec.kinds:
        priced = [kind for kind in spec.kinds if row.offers(kind)]
        lines.append({"name": "offers", "fit": len(priced) * FULL // len(spec.kinds), "priced": len(priced)})
    if (share := _window_share(spec, row)) is not None:
        lines.append({"name": "window", "fit": share})
    if (likely := frame.acceptance.says_yes.get(row.creator)) is not None:
        lines.append({"name": "learned", "fit": likely})
    value = sum(line["fit"] for line in lines) // len(lines)
    return Reading("interest", value, True, {"is_claimed": True, "lines": lines, "kinds": len(spec.kinds)})


def _window_share(spec: CampaignSpec, row: Row) -> int | None:
    if spec.content_from is None or spec.content_until is None:
        return None
    if row.available_from is None and row.available_until is None:
        return None
    first, last = day_number(spec.content_from), day_number(spec.content_until)
    start = first if row.available_from is None else max(first, row.available_from)
    end = last if row.available_until is None else min(last, row.available_until)
    return max(0, end - start + 1) * FULL // max(1, last - first + 1)


def column(spec: CampaignSpec, columns: CreatorColumns, frame: Frame) -> Ints:
    state = columns.codes["availability"]
    total = np.full(len(columns), BARTER if spec.is_barter else FULL, np.int64)
    count = np.ones(len(columns), np.int64)
    lines = [(state.mapped(OPEN_TO_WORK, NEUTRAL), state.index != 0)]
    if spec.kinds:
        lines.append(_offers(spec, columns))
    if spec.content_from is not None and spec.content_until is not None:
        lines.append(_windows(columns, day_number(spec.content_from), day_number(spec.content_until)))
    likely = frame.acceptance.over(columns.creator)
    lines.append((likely, likely != NO_NUMBER))
    for fit, said in lines:
        total += np.where(said, fit, 0)
        count += said
    return np.where(columns.flags["is_claimed"], total // count, NEUTRAL)


def _offers(spec: CampaignSpec, columns: CreatorColumns) -> tuple[Ints, np.ndarray]:
    priced = np.zeros(len(columns), np.int64)
    rates = columns.sets.keys_of("rate:")
    for kind in spec.kinds:
        priced += columns.sets.any_of(key for key in rates if key.split(":")[1] == kind)
    return priced * FULL // len(spec.kinds), columns.sets.any_of(rates)


def _windows(columns: CreatorColumns, first: int, last: int) -> tuple[Ints, np.ndarray]:
    start, end = columns.days["available_from"].astype(np.int64), columns.days["available_until"].astype(np.int64)
    from_day = np.where(start == NO_DAY, first, np.maximum(start, first))
    to_day = np.where(end == NO_DAY, last, np.minimum(end, last))
    share = np.maximum(0, to_day - from_day + 1) * FULL // max(1, last - first + 1)
    return share, (start != NO_DAY) | (end != NO_DAY)
