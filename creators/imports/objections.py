"""Channels whose owners do not want to be in anybody's list."""

import hashlib
from collections.abc import Iterable

from creators.models import Channel, Objection


def digest(platform: str, handle: str) -> str:
    """What is kept of a channel whose owner objected: enough to know it again."""
    return hashlib.sha256(f"entente:objection:{platform}:{handle}".encode()).hexdigest()


def object_to(channels: Iterable[Channel]) -> None:
    """No list brings these channels back."""
    digests = [digest(channel.platform.code, channel.handle) for channel in channels]
    Objection.objects.bulk_create([Objection(digest=one) for one in digests], ignore_conflicts=True)
