"""Made-up campaigns and channels for property tests: small worlds, so that things meet, with every gap the data has."""

import os
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from marketplace.matching.engine import PARTS, CampaignSpec, Counts, Deliverable, Frame, NicheTree, Row
from marketplace.matching.engine.acceptance import Acceptance
from marketplace.matching.engine.cohorts import METRICS, TIERS, CohortTables
from marketplace.matching.engine.columns import SOURCES
from marketplace.matching.engine.frame import day_number
from marketplace.matching.engine.row import Number
from marketplace.matching.engine.spec import LARGEST

FULL_PROFILE = os.environ.get("ENTENTE_TEST_PROFILE") == "full"
few = settings(max_examples=300 if FULL_PROFILE else 25, deadline=None, suppress_health_check=list(HealthCheck))

DAY = date(2026, 3, 1)
PLATFORMS = ("instagram", "tiktok", "youtube")
KINDS = ("live", "story", "video")
COUNTRIES = ("BE", "FR", "US")
TREE = NicheTree(
    {
        "food": ["food"], "baking": ["food", "baking"], "bread": ["food", "baking", "bread"], "wine": ["food", "wine"],
        "style": ["style"], "nails": ["style", "nails"],
    }
)  # fmt: skip
WORDS = tuple("abcdefghijklmnop")
SECTORS = {"drinks": ("drinks",), "beer": ("drinks", "alcohol", "beer"), "cars": ("cars",)}

numbers = st.one_of(st.integers(0, 30), st.integers(0, 2_000_000), st.integers(0, LARGEST * 10))
shares = st.integers(0, 10_000)
days = st.integers(day_number(DAY) - 500, day_number(DAY) + 200)
dates = st.integers(-400, 400).map(lambda n: DAY + timedelta(days=n))
amounts = st.one_of(st.integers(1, 2_000), st.integers(1, LARGEST))
audiences = st.fixed_dictionaries(
    {},
    optional={
        "countries": st.dictionaries(st.sampled_from(COUNTRIES), shares, min_size=1),
        "ages": st.dictionaries(st.sampled_from(("18-24", "25-34")), shares, min_size=1),
        "genders": st.dictionaries(st.sampled_from(("female", "male")), shares, min_size=1),
        "languages": st.dictionaries(st.sampled_from(("en", "fr")), shares, min_size=1),
    },
)


def some(values, **bounds):
    return st.frozensets(st.sampled_from(values), **bounds)


@st.composite
def number_of(draw):
    return Number(draw(numbers), draw(days), draw(st.sampled_from(SOURCES)))


@st.composite
def rows(draw):
    codes = ("followers", "engagement_rate_bp", "median_views_20", "likes_total", "posts_total", "views_30d")
    minimum = draw(st.none() | amounts)
    return Row(
        creator=draw(st.integers(1, 600)),
        channel=draw(st.integers(1, 10_000)),
        platform=draw(st.sampled_from(PLATFORMS)),
        is_claimed=draw(st.booleans()),
        country=draw(st.sampled_from(("", *COUNTRIES))),
        home_country=draw(st.sampled_from(("", *COUNTRIES))),
        niches=tuple(draw(st.lists(st.sampled_from(sorted(TREE.paths)), max_size=5, unique=True))),
        styles=draw(some(("humour", "tutorial"))),
        languages=draw(some(("de", "en", "fr"))),
        main_language=draw(st.sampled_from(("", "en", "fr"))),
        words=draw(some(WORDS)),
        numbers=draw(st.dictionaries(st.sampled_from(codes), number_of())),
        audience=draw(audiences),
        measured_on=draw(st.none() | days),
        source=draw(st.sampled_from(SOURCES)),
        ownership=draw(st.sampled_from(("", "unproven", "pending", "proven", "refused"))),
        availability=draw(st.sampled_from(("", "open", "busy", "not_looking"))),
        available_from=draw(st.none() | days),
        available_until=draw(st.none() | days),
        refuses_sectors=draw(some(("alcohol", "cars", "drinks"))),
        refuses_kinds=draw(some(KINDS, max_size=1)),
        minimum_fee=minimum,
        minimum_fee_currency="" if minimum is None else draw(st.sampled_from(("EUR", "USD"))),
        paid_only=draw(st.booleans()),
        rates=draw(st.dictionaries(st.tuples(st.sampled_from(KINDS), st.sampled_from(("EUR", "USD"))), amounts)),
        answers_due=(due := draw(st.integers(0, 20))),
        answers_kept=draw(st.integers(0, due)),
    )


#: Channels as a marketplace has them: each id once, several to a creator now and then.
crowds = st.lists(rows(), max_size=12, unique_by=lambda row: row.channel)


@st.composite
def weights(draw):
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=len(PARTS) - 1, max_size=len(PARTS) - 1)))
    return tuple(end - start for start, end in zip([0, *cuts], [*cuts, 10_000], strict=True))


@st.composite
def specs(draw):
    lines = st.builds(Deliverable, st.sampled_from(KINDS), st.sampled_from(("", *PLATFORMS)), st.integers(1, 30))
    low, high = sorted([draw(amounts), draw(amounts)])
    start, end = sorted([draw(dates), draw(dates)])
    return CampaignSpec(
        salt=draw(st.integers(0, 2**64 - 1)),
        weights=draw(weights()),
        niches=tuple(draw(st.lists(st.sampled_from(sorted(TREE.paths)), max_size=3, unique=True))),
        styles=draw(some(("humour", "tutorial"))),
        words=tuple(draw(st.lists(st.sampled_from(WORDS), unique=True))),
        platforms=draw(some(PLATFORMS)),
        countries=draw(some(COUNTRIES)),
        languages=draw(some(("en", "fr"))),
        audience=draw(audiences),
        deliverables=tuple(draw(st.lists(lines, max_size=3))),
        result=draw(st.sampled_from(("", "views", "engagements"))),
        sector_path=draw(st.sampled_from([(), *SECTORS.values()])),
        fee_min=draw(st.none() | st.just(low)),
        fee_max=draw(st.none() | st.just(high)),
        budget=draw(st.none() | amounts),
        seats=draw(st.none() | st.integers(1, 50)),
        is_barter=draw(st.booleans()),
        content_from=draw(st.none() | st.just(start)),
        content_until=draw(st.none() | st.just(end)),
    )


@st.composite
def counts(draw):
    having = {"style": draw(st.integers(0, 1_000)), "word": draw(st.integers(0, 1_000))}
    used = {
        family: {
            code: min(n, having[family]) for code, n in draw(st.dictionaries(codes, st.integers(0, 1_000))).items()
        }
        for family, codes in (("style", st.sampled_from(("humour", "tutorial"))), ("word", st.sampled_from(WORDS)))
    }
    niches = draw(st.dictionaries(st.sampled_from(sorted(TREE.paths)), st.integers(1, 1_000)))
    pairs = st.tuples(st.integers(0, 100), st.integers(100, 200))
    return Counts(used, having, niches, draw(st.dictionaries(st.sampled_from(TIERS), pairs)))


@st.composite
def frames(draw):
    cohorts = [f"{platform}|{tier}" for platform in PLATFORMS for tier in ("", *TIERS, "nano|fr", "micro|fr")]
    values = st.lists(st.one_of(st.integers(0, 50), numbers), min_size=1, max_size=12).map(lambda v: tuple(sorted(v)))
    tables = {metric.code: draw(st.dictionaries(st.sampled_from(cohorts), values, max_size=8)) for metric in METRICS}
    sizes = {metric: {cohort: len(cuts) for cohort, cuts in table.items()} for metric, table in tables.items()}
    middles = {metric: {cohort: cuts[0] for cohort, cuts in table.items()} for metric, table in tables.items()}
    keys = [f"{result}:{p}:{k}:EUR" for result in ("views", "engagements") for p in PLATFORMS for k in KINDS]
    prices = draw(st.dictionaries(st.sampled_from(keys), st.tuples(amounts, amounts, amounts)))
    learned = draw(st.dictionaries(st.integers(1, 600), shares, max_size=100))
    return Frame(DAY, TREE, CohortTables(tables, sizes, middles, prices), draw(counts()), Acceptance(learned))
