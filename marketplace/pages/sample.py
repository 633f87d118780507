"""The example on the home page: made-up people, judged and scored by the real rules."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.eligibility import Fact, RuleSet, Verdict, explain
from marketplace.matching import words
from marketplace.matching.engine import (
    PARTS,
    CampaignSpec,
    CohortTables,
    Counts,
    Deliverable,
    Frame,
    NicheTree,
    Row,
    freeze,
    points,
    score_pair,
)
from marketplace.matching.engine.build import columns_of
from marketplace.matching.engine.row import Number
from marketplace.matching.engine.sentences import label, sentence
from marketplace.matching.engine.spec import VIEWS

RULES = {
    "all": [
        {"measure": "platform", "op": "in", "value": ["tiktok", "instagram"]},
        {"measure": "followers", "op": "gte", "value": 10_000},
        {"measure": "audience_country_bp:FR", "op": "gte", "value": 5_000},
        {"measure": "engagement_rate_bp", "op": "gte", "value": 400},
    ]
}
HIKING, OUTDOORS = "EN-HIKING", "159"
TREE = NicheTree({OUTDOORS: ("150", OUTDOORS), HIKING: ("150", OUTDOORS, HIKING)})
#: Words of the brief as full-text search shortens them; how many of 126 creators use each, and who answers.
WORDS = ("alpin", "randon", "bivouac")
COUNTS = Counts(
    {"word": {"alpin": 7, "randon": 15, "bivouac": 3}}, {"word": 126}, {OUTDOORS: 40, HIKING: 12}, {"micro": (88, 100)}
)
VIDEO, FOLLOWERS, ENGAGEMENT, FRENCH, VIEWED, POSTS = "sponsored_video", 48_200, 360, 6_240, 26_000, 412


@dataclass(frozen=True)
class Example:
    """A campaign, a creator, and what the marketplace answers."""

    campaign: str
    creator: str
    verdict: Verdict
    score: int
    parts: list[dict[str, Any]]


def example(today: date | None = None) -> Example:
    """Everything is within reach but one number, so that the distance shows."""
    day = (today or timezone.localdate()) - timedelta(days=4)
    facts = {
        "platform": Fact("tiktok", day, "profile"),
        "followers": Fact(FOLLOWERS, day, "fetched"),
        "audience_country_bp:FR": Fact(FRENCH, day, "proof"),
        "engagement_rate_bp": Fact(ENGAGEMENT, day, "declared"),
    }
    verdict = explain(RuleSet.parse(RULES), facts, day)
    score, parts = scored(day)
    return Example(_("Summer in the Alps, on foot"), "Léa Martin", verdict, score, parts)


def scored(day: date) -> tuple[int, list[dict[str, Any]]]:
    """The score with its parts in words."""
    spec = campaign()
    readings, score = score_pair(spec, creator(day), Frame(day, TREE.counted(COUNTS.niches), neighbours(), COUNTS))
    shares = points([reading.value for reading in readings], spec.weights)
    lines = zip(PARTS, readings, spec.weights, shares, strict=True)
    return score, [
        {"code": code, "label": label(code), "points": got, "weight": weight, "sentence": sentence(reading, words)}
        for code, reading, weight, got in lines
    ]


def default_weights() -> list[dict[str, Any]]:
    """How much each part counts unless a brand says otherwise, and what it looks at."""
    about = {
        "niche": _("How near what the creator makes is to what the campaign is about."),
        "text": _("Whether the creator’s own words meet those of the brief."),
        "audience": _("Whether the audience lives where, and is as old, as the campaign needs."),
        "performance": _("Engagement and views beside channels of the same platform, size and language."),
        "price": _("What a result would cost, and whether the creator’s prices lie in what the brand can pay."),
        "reliability": _("Whether the creator answers in time; newcomers count like the average of their size."),
        "interest": _("Whether it suits the creator: work they offer, free time, paid or not."),
        "confidence": _("How new the numbers are, and who vouches for them."),
    }
    weights = CampaignSpec().weights
    return [
        {"label": label(code), "about": about[code], "weight": weight}
        for code, weight in zip(PARTS, weights, strict=True)
    ]


def campaign() -> CampaignSpec:
    return CampaignSpec(
        niches=(HIKING,),
        words=WORDS,
        result=VIEWS,
        countries=frozenset({"FR"}),
        languages=frozenset({"fr"}),
        audience={"countries": {"FR": 5_000}},
        deliverables=(Deliverable(VIDEO, "tiktok"),),
        fee_min=30_000,
        fee_max=80_000,
        seats=3,
    )


def creator(day: date) -> Row:
    measured = day.toordinal() - date(1970, 1, 1).toordinal()
    return Row(
        creator=0,
        channel=0,
        platform="tiktok",
        country="FR",
        niches=(OUTDOORS, HIKING),
        languages=frozenset({"fr"}),
        main_language="fr",
        words=frozenset({"randon", "bivouac", "alpag"}),
        answers_due=5,
        answers_kept=4,
        numbers={
            "followers": Number(FOLLOWERS, measured, "fetched"),
            "engagement_rate_bp": Number(ENGAGEMENT, measured, "declared"),
            "median_views_20": Number(VIEWED, measured, "declared"),
            "posts_total": Number(POSTS, measured, "declared"),
        },
        audience={"countries": {"FR": FRENCH}},
        audience_days={"countries": measured},
        measured_on=measured,
        source="declared",
        ownership="proven",
        availability="open",
        rates={(VIDEO, "EUR"): 45_000},
    )


@lru_cache(maxsize=1)
def neighbours() -> CohortTables:
    """Sixty made-up channels of the same size, so that there is something to compare with."""
    return freeze(columns_of(map(_neighbour, range(60))))


def _neighbour(n: int) -> Row:
    numbers = {"followers": 30_000, "engagement_rate_bp": 100 + 6 * n, "median_views_20": 4_000 + 400 * n}
    numbers["posts_total"] = 300
    return Row(
        creator=n,
        channel=n,
        platform="tiktok",
        main_language="fr",
        numbers={code: Number(value, 0) for code, value in numbers.items()},
        rates={(VIDEO, "EUR"): 20_000 + 500 * n},
    )
