"""Creators like these, through what a person may see."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from creators.models import Channel, Creator
from creators.queries.profiles import discoverable
from marketplace.lookalikes import policies
from marketplace.lookalikes.similar import MOST_SEEDS, Similar, similar
from marketplace.matching.models import Epoch
from marketplace.matching.snapshot import current

#: So many are shown.
MOST = 24


@dataclass(frozen=True)
class Alike:
    """One creator with the channel that is most like the seeds', and the parts of it."""

    creator: Creator
    channel: Channel
    found: Similar


def seeds_of(person: Any, wanted: Sequence[str]) -> list[Creator]:
    """The creators named by their public ids, at most five, who can be found; none for those who may not look."""
    if not policies.may_compare(person):
        return []
    ids = []
    for text in dict.fromkeys(wanted):
        try:
            ids.append(uuid.UUID(text))
        except ValueError:
            continue
    return list(discoverable().filter(public_id__in=ids[:MOST_SEEDS]).order_by("display_name", "pk"))


def alike(seeds: Sequence[Creator], most: int = MOST) -> list[Alike]:
    """The creators most like these who can be found now, the likest first; [] before the first epoch."""
    epoch = Epoch.objects.first()
    if epoch is None:
        return []
    prepared, _seen = current.creators_in(epoch)
    found = similar(prepared, [seed.pk for seed in seeds], most)
    visible = discoverable().filter(pk__in=[one.creator for one in found]).in_bulk()
    channels = Channel.objects.live().select_related("platform").in_bulk([one.channel for one in found])
    return [
        Alike(visible[one.creator], channels[one.channel], one)
        for one in found
        if one.creator in visible and one.channel in channels
    ]
