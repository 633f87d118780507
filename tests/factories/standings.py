"""Creators whose standings tests watch, and an instant to watch them at."""

import datetime
from typing import Any

from creators.models import Channel, Creator, Measurement
from marketplace.core import jobs
from marketplace.core.models import Job
from tests.factories.accounts import PersonFactory
from tests.factories.creators import ChannelFactory, CreatorFactory, MeasurementFactory

DAY = datetime.timedelta(days=1)
FOLLOWERS = {"measure": "followers", "op": "gte", "value": 10_000}
AGE = {"measure": "age_years", "op": "gte", "value": 18}


def instant(day: str, hour: int = 12, minute: int = 0) -> datetime.datetime:
    """An instant in UTC."""
    return datetime.datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=datetime.UTC)


def somebody(*, zone: str = "Europe/Paris", **more: Any) -> Creator:
    """A grown-up with a person and no channel."""
    return CreatorFactory(person=PersonFactory(time_zone=zone), **more)


def on_tiktok(creator: Creator, followers: int | None = None, as_of: str | None = None, **more: Any) -> Channel:
    """A TikTok channel, with a figure of that day."""
    channel = ChannelFactory(creator=creator, **more)
    if followers is not None:
        measured(channel, followers, as_of)
    return channel


def measured(channel: Channel, followers: int, as_of: str | None = None) -> Measurement:
    """One more figure of a channel, today or of that day."""
    day = {"as_of": datetime.date.fromisoformat(as_of)} if as_of else {}
    return MeasurementFactory(channel=channel, followers=followers, **day)


def work(*names: str) -> list[str]:
    """Run what waits, of these kinds or all, until nothing does; the names in the order they ran."""
    ran = []
    while job := _next(names):
        jobs.run(job.pk)
        ran.append(job.name)
    return ran


def _next(names: tuple[str, ...]) -> Job | None:
    waiting = Job.objects.waiting().exclude(name="notifications.send_email").order_by("pk")
    return (waiting.filter(name__in=names) if names else waiting).first()
