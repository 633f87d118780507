"""The figures of every method, with intervals and differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from marketplace.learning.evaluation import intervals, metrics
from marketplace.learning.evaluation.metrics import Floats, Ints
from marketplace.learning.evaluation.table import Table

#: A tier with fewer pairs is not told.
LEAST = 50


def measured(table: Table, against: str = "") -> dict[str, Any]:
    """Every method's figures; with `against`, how much better each ranks than that one (paired, by cluster)."""
    methods = {**table.scores, **table.chances}
    found = {name: of_method(table, values, name in table.chances) for name, values in methods.items()}
    if against:
        for name in methods:
            found[name]["ndcg@5_gain"] = _gain(table, methods[name], methods[against])
    return {
        "data": table.name,
        "pairs": len(table.labels),
        "groups": len(np.unique(table.groups)),
        "clusters": len(np.unique(table.clusters)),
        "relevant": int((table.labels > 0).sum()),
        "chance": {"ndcg@5": _mean(metrics.ndcg(table.labels, np.zeros(len(table.labels)), table.groups, 5)[0])},
        "notes": table.notes,
        "methods": found,
    }


def of_method(table: Table, values: Floats, is_chance: bool) -> dict[str, Any]:
    """The figures of one method."""
    labels, groups = table.labels, table.groups
    found: dict[str, Any] = {}
    for k in (5, 10):
        each, of_groups = metrics.ndcg(labels, values, groups, k)
        found[f"ndcg@{k}"] = intervals.of_mean(each, _cluster_of(table, of_groups)).as_json()
    found["recall@50"] = _mean(metrics.recall(labels, values, groups, 50)[0])
    found["auc"] = intervals.of_rows(lambda rows: metrics.auc(labels[rows], values[rows]), table.clusters).as_json()
    if is_chance:
        outcomes = (labels > 0).astype(np.float64)
        found["brier"] = round(metrics.brier(outcomes, values), 4)
        found["ece"] = round(metrics.ece(outcomes, values), 4)
    gini, never = metrics.exposure(values, groups, table.items, table.shown)
    found["exposure_gini"], found["never_shown"] = round(gini, 4), round(never, 4)
    if table.tiers:
        found["by_tier"] = _by_tier(table, values, is_chance)
    return found


def _by_tier(table: Table, values: Floats, is_chance: bool) -> dict[str, Any]:
    """AUC, calibration and share of the places shown, of each tier with enough pairs."""
    tiers = np.array(table.tiers)
    top = np.zeros(len(values), bool)
    for group in np.unique(table.groups):
        rows = np.flatnonzero(table.groups == group)
        top[rows[np.argsort(-values[rows], kind="stable")][: table.shown]] = True
    found = {}
    for tier in sorted(set(table.tiers or [])):
        rows = tiers == tier
        if rows.sum() >= LEAST:
            outcomes = (table.labels[rows] > 0).astype(np.float64)
            found[tier] = {
                "pairs": int(rows.sum()),
                "auc": round(metrics.auc(table.labels[rows], values[rows]), 4),
                "ece": round(metrics.ece(outcomes, values[rows]), 4) if is_chance else None,
                "shown_share": round(float(top[rows].sum() / top.sum()), 4),
            }
    return found


def _gain(table: Table, ours: Floats, theirs: Floats) -> dict[str, float]:
    mine, groups = metrics.ndcg(table.labels, ours, table.groups, 5)
    yours, _ = metrics.ndcg(table.labels, theirs, table.groups, 5)
    return intervals.of_mean(mine - yours, _cluster_of(table, groups)).as_json()


def _cluster_of(table: Table, groups: Ints) -> Ints:
    known = dict(zip(table.groups.tolist(), table.clusters.tolist(), strict=True))
    return np.array([known[group] for group in groups.tolist()], np.int64)


def _mean(values: Floats) -> float | None:
    return round(float(values.mean()), 4) if len(values) else None


def as_text(found: dict[str, Any]) -> str:
    """The same for people, a line a method."""
    head = f"{found['data']}: {found['pairs']} pairs, {found['groups']} groups, {found['relevant']} relevant"
    lines = [head, *found["notes"], f"nDCG@5 by chance {found['chance']['ndcg@5']}", ""]
    width = max(len(name) for name in found["methods"])
    lines.append(
        f"{'':{width}}  nDCG@5 [95 %]          nDCG@10  AUC [95 %]            R@50   Brier   ECE    Gini   never"
    )
    for name, one in found["methods"].items():
        lines.append(f"{name:{width}}  {_line(one)}")
        if gain := one.get("ndcg@5_gain"):
            lines.append(f"{'':{width}}  gain {gain['value']:+.3f} [{gain['low']:+.3f}, {gain['high']:+.3f}]")
    return "\n".join(lines)


def _line(one: dict[str, Any]) -> str:
    five, ten, area = one["ndcg@5"], one["ndcg@10"], one["auc"]
    chance = [f"{one[name]:.4f}" if name in one else "   –  " for name in ("brier", "ece")]
    return (
        f"{five['value']:.3f} [{five['low']:.3f}, {five['high']:.3f}]  {ten['value']:.3f}   "
        f"{area['value']:.3f} [{area['low']:.3f}, {area['high']:.3f}]  {one['recall@50'] or 0:.3f}  "
        f"{'  '.join(chance)}  {one['exposure_gini']:.3f}  {one['never_shown']:.3f}"
    )
