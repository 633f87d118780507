"""The people and campaigns that benchmarks run on: made up, large, and matched before a clock starts."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from brands.models import Campaign
from creators.models import Channel, Creator
from marketplace.accounts.models import Person
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.demo import seed
from marketplace.matching.actions import runs
from marketplace.matching.models import Match
from marketplace.matching.queries import open_campaigns


def ensure(creators: int) -> dict[str, int]:
    """Make up the population once and match it; return what there is (counts)."""
    if seed.is_needed():
        seed.run(scale=creators)
    run = runs.start(actor=SYSTEM)
    assert run.job is not None
    jobs.run(run.job.pk)
    counts = {"creators": Creator.objects.discoverable().count(), "channels": Channel.objects.live().count()}
    return counts | {"campaigns": Campaign.objects.published().count(), "matches": Match.objects.count()}


def sessions(people: int) -> list[dict[str, Any]]:
    """One signed-in session a person, with the pages that person opens: half creators, half members of a brand."""
    creators = list(Creator.objects.published().select_related("person").order_by("pk")[: people // 2])
    owner = Person.objects.get(email="owner@demo.entente.example")
    made: list[dict[str, Any]] = []
    for number, creator in enumerate(creators):
        assert creator.person is not None
        made.append({"session": _session(creator.person), "pages": _creator_pages(creator), "offset": number})
    for number in range(people - len(creators)):
        made.append({"session": _session(owner), "pages": _brand_pages(owner, number), "offset": number})
    return made


def _session(person: Person) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def _creator_pages(creator: Creator) -> list[tuple[str, str]]:
    campaign = open_campaigns(creator).order_by("pk").first()
    assert campaign is not None
    return [
        ("dashboard (creator)", reverse("pages:dashboard")),
        ("campaigns for me (creator)", reverse("matching:for_creator")),
        ("why (creator)", reverse("matching:why", args=[campaign.public_id])),
        ("own page (creator)", reverse("creators:mine")),
    ]


def _brand_pages(person: Person, number: int) -> list[tuple[str, str]]:
    campaigns = list(Campaign.objects.published().run_by(person).order_by("pk"))
    campaign = campaigns[number % len(campaigns)]
    match = Match.objects.filter(campaign=campaign).select_related("creator").order_by("rank")[number % 20]
    return [
        ("dashboard (brand)", reverse("pages:dashboard")),
        ("match list (brand)", reverse("matching:for_campaign", args=[campaign.public_id])),
        ("why (brand)", reverse("matching:match", args=[campaign.public_id, match.creator.public_id])),
        ("creator page (brand)", reverse("creators:detail", args=[match.creator.public_id])),
    ]
