"""Charts drawn on the server as SVG with attributes only, so that they also go into documents and e-mails."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from marketplace.core.templatetags.ui import piece

register = template.Library()


@register.simple_tag
def score_bar(score: int, parts: Sequence[Mapping[str, Any]], legend: bool = True) -> SafeString:
    """A score of 0…10,000 as the stack of its parts.

    Each part is {"code", "label", "points", "weight"[, "sentence"]}: points and weight in the same units, so that the
    points of all parts add up to the score and the weights to 10,000.
    """
    rows, left = [], 0
    shown = in_tenths([part["points"] for part in parts])
    for index, (part, points) in enumerate(zip(parts, shown, strict=True), 1):
        rows.append({**part, "x": str(left), "width": str(part["points"]), "shown": points, "index": index})
        left += part["points"]
    return piece("score_bar", score=score, parts=rows, total=left, legend=legend)


def in_tenths(points: Sequence[int]) -> list[int]:
    """Points of 10,000, rounded so that those out of 100 with one decimal still add up to the rounded whole."""
    whole = [one // 10 for one in points]
    left = round(sum(points) / 10) - sum(whole)
    by_remainder = sorted(range(len(points)), key=lambda place: (-(points[place] % 10), place))
    for place in by_remainder[:left]:
        whole[place] += 1
    return [10 * tenths for tenths in whole]


@register.simple_tag
def sparkline(values: Sequence[int | None], label: str = "") -> SafeString:
    """A small line of a handful of values, oldest first; unknown values leave a gap."""
    spots = list(enumerate(values))
    return piece("sparkline", label=label, paths=_paths(spots, 96, 24, 2))


@register.simple_tag
def line_chart(
    points: Sequence[tuple[Any, int | None]], label: str, unit: str = "number", height: int = 160
) -> SafeString:
    """A line over dated values [(date, value)], with its table for those who do not see it."""
    known = [value for _, value in points if value is not None]
    paths = _paths([(day.toordinal(), value) for day, value in points], 600, height, 8)
    return piece(
        "line_chart",
        label=label,
        unit=unit,
        points=points,
        paths=paths,
        height=height,
        low=min(known, default=None),
        high=max(known, default=None),
    )


@register.simple_tag
def shares(
    columns: Sequence[str], rows: Sequence[tuple[str, Sequence[int | None]]], label: str, first: str = ""
) -> SafeString:
    """A table of shares in basis points with a bar beside each: rows [(name, [share, …])], a share for each column;
    None is not told."""
    filled = [
        {
            "label": name,
            "cells": [
                # Attributes of SVG are not numbers of a language.
                {"label": column, "share": share, "width": str(share or 0)}
                for column, share in zip(columns, values, strict=True)
            ],
        }
        for name, values in rows
    ]
    return piece("shares", columns=columns, rows=filled, label=label, first=first)


Spot = tuple[int, int | None]


def _paths(spots: Sequence[Spot], width: int, height: int, inset: int) -> list[dict[str, Any]]:
    """The unbroken runs of known values, each as polyline points with its last point."""
    known = [value for _, value in spots if value is not None]
    if not known:
        return []
    low, high = min(known), max(known)
    first, last = spots[0][0], spots[-1][0]
    runs: list[list[tuple[float, float]]] = [[]]
    for place, value in spots:
        if value is None:
            runs.append([])
            continue
        across = (place - first) / (last - first) if last > first else 0.5
        up = (value - low) / (high - low) if high > low else 0.5
        runs[-1].append((inset + across * (width - 2 * inset), height - inset - up * (height - 2 * inset)))
    return [_path(run, height - inset) for run in runs if run]


def _path(run: Sequence[tuple[float, float]], floor: float) -> dict[str, Any]:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    area = f"{run[0][0]:.1f},{floor:.1f} {line} {run[-1][0]:.1f},{floor:.1f}"
    return {"line": line, "area": area, "x": f"{run[-1][0]:.1f}", "y": f"{run[-1][1]:.1f}"}
