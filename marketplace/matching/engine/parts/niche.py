"""Does the creator make what the campaign is about?

For each niche the campaign names, how near the creator's nearest niche comes (`NicheTree.closeness`). The part is three
quarters the nearest of all, one quarter their mean, so a creator at home in one wanted niche does well, and one at home
in several better. If the campaign also names styles, a fifth of the part is how much of them the creator has, each
counted as much as it is rare among creators (`Counts.rarity`): a style that everybody has tells little.
"""

import numpy as np

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.counts import STYLES
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL, NEUTRAL, CampaignSpec


def pair(spec: CampaignSpec, row: Row, frame: Frame) -> Reading:
    if not spec.niches and not spec.styles:
        return Reading("niche", FULL, True, {"nothing_asked": True})
    nearest = [(*frame.tree.closeness(wanted, row.niches), wanted) for wanted in spec.niches]
    topic = _topic([near for near, _, _ in nearest], known=bool(row.niches))
    shared = row.styles & spec.styles
    rarity = _rarity(spec, frame)
    style = _style(sum(rarity[code] for code in shared), sum(rarity.values()), known=bool(row.styles))
    best, through, wanted = max(nearest, key=lambda one: one[0], default=(0, "", ""))
    known = bool(row.niches) if spec.niches else bool(row.styles)
    evidence = {
        "wanted": wanted, "offered": through, "closeness": best, "has_niches": bool(row.niches),
        "ancestor": frame.tree.common_ancestor(wanted, through) if through else "",
        "niches_asked": len(spec.niches), "styles_asked": len(spec.styles), "styles_shared": sorted(shared),
    }  # fmt: skip
    return Reading("niche", _both(topic, style, spec), known, evidence)


def column(spec: CampaignSpec, columns: CreatorColumns, frame: Frame) -> Ints:
    if not spec.niches and not spec.styles:
        return np.full(len(columns), FULL, np.int64)
    topic = _topics(spec, columns, frame)
    if not spec.styles:
        return topic
    rarity = _rarity(spec, frame)
    shared = np.zeros(len(columns), np.int64)
    for code, rare in rarity.items():
        shared += np.where(columns.sets.has(f"style:{code}"), rare, 0)
    has_any = columns.sets.any_of(columns.sets.keys_of("style:"))
    style = np.where(has_any, shared * FULL // sum(rarity.values()), NEUTRAL)
    return style if not spec.niches else (4 * topic + style) // 5


def _topics(spec: CampaignSpec, columns: CreatorColumns, frame: Frame) -> Ints:
    """Creators share their lists of niches: each distinct list is judged once, unless there are fewer rows."""
    table, rows = columns.niche_lists.table, columns.niche_list
    if not spec.niches:
        return np.full(len(rows), NEUTRAL, np.int64)
    lines = table if len(table) < len(rows) else table[rows]
    near = np.stack([columns.niche_lists.nearest(frame.tree, wanted, lines) for wanted in spec.niches])
    topic = (3 * near.max(axis=0) + near.sum(axis=0) // len(near)) // 4
    topic[lines[:, 0] == len(columns.niche_lists.words)] = NEUTRAL
    return topic[rows] if len(table) < len(rows) else topic


def _rarity(spec: CampaignSpec, frame: Frame) -> dict[str, int]:
    return {code: frame.counts.rarity(STYLES, code) for code in sorted(spec.styles)}


def _topic(closeness: list[int], *, known: bool) -> int:
    if not known or not closeness:
        return NEUTRAL
    return (3 * max(closeness) + sum(closeness) // len(closeness)) // 4


def _style(shared: int, asked: int, *, known: bool) -> int:
    return shared * FULL // asked if known and asked else NEUTRAL


def _both(topic: int, style: int, spec: CampaignSpec) -> int:
    if not spec.styles:
        return topic
    return style if not spec.niches else (4 * topic + style) // 5
