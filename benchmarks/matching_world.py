"""The made-up world of `benchmarks.matching`: creators written by PostgreSQL itself, read by the product's own way."""

import os
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import psycopg
from django.db import connection, models, transaction

from benchmarks import matching_people
from creators.models import Channel, Creator, CreatorNiche, Measurement, Rate
from marketplace.accounts.models import Person
from marketplace.eligibility.rules import RuleSet
from marketplace.matching.engine import (
    CampaignSpec,
    Deliverable,
    Frame,
    Prepared,
    count,
    freeze,
    prepare,
)
from marketplace.matching.engine.columns import concatenated, in_buckets
from marketplace.matching.snapshot import current, files
from marketplace.matching.snapshot.load import load
from marketplace.taxonomy.models import DeliverableKind, Niche, Platform

TODAY = date(2026, 11, 27)


class World(NamedTuple):
    """Everybody, ready; and what it took, in seconds and bytes a creator."""

    creators: Prepared
    build_s: float
    cold_start_s: float
    prepare_s: float
    bytes_a_creator: float


class Campaign(NamedTuple):
    spec: CampaignSpec
    rules: RuleSet


def populate(size: int) -> None:
    """So many creators, made up once and kept for the next time. Raises SystemExit if there are fewer: they are made up
    together, and none are added."""
    there = Creator.objects.count()
    if there >= size:
        return
    if there:
        raise SystemExit(f"This benchmark's database holds {there:,} creators: remove .local/bench to have {size:,}.")
    with transaction.atomic(), connection.cursor() as cursor:
        matching_people.make_creators(1)
        cursor.execute("SELECT setseed(0.5)")
        _multiply(cursor, Person, size, {"email": "'many' || g || '@bench.example'"})
        _multiply(cursor, Creator, size, _creators())
        _multiply(cursor, Channel, size, _channels())
        _multiply(cursor, Measurement, size, _measurements())
        for place in range(3):
            _multiply(cursor, CreatorNiche, size, _niches(place), f"WHERE random() < {(1, 0.6, 0.3)[place]}")
        for kind in ("sponsored_video", "story"):
            _multiply(cursor, Rate, size, _rates(kind), "WHERE g % 10 < 7")
    analyze()


def analyze() -> None:
    """Let PostgreSQL look at what was just made. Only the owner of the tables may ask for it: for the runtime role it
    is a warning, and reading everybody then takes minutes until the server does it by itself."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("ANALYZE")


def _multiply(cursor: Any, model: type[models.Model], size: int, drawn: dict[str, str], where: str = "") -> None:
    """So many rows like the newest one, each with what is `drawn`: SQL in which g is its number. Its id is the newest
    one's and g."""
    table = model._meta.db_table
    base = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    base = base if model is not CreatorNiche and model is not Rate else _first(model)
    made = {"id": f"nextval(pg_get_serial_sequence('{table}', 'id'))", "public_id": "gen_random_uuid()"} | drawn
    names = [field.column for field in model._meta.concrete_fields if not field.generated]
    values = ", ".join(made.get(name, f't."{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    cursor.execute(
        f"INSERT INTO {table} ({listed}) SELECT {values} "
        f"FROM (SELECT * FROM {table} WHERE id = {base}) t, generate_series(1, {size}) AS g {where}"
    )


def _first(model: type[models.Model]) -> int:
    return int(model._default_manager.order_by("pk").values_list("pk", flat=True)[0])


def _nth(model: type[models.Model]) -> str:
    """The id of the g-th of the rows just made: they follow the template without a gap."""
    return f"{_first(model)} + g"


def _creators() -> dict[str, str]:
    claimed = "g % 10 < 7"
    return {
        "person_id": f"CASE WHEN {claimed} THEN {_nth(Person)} END",
        "state": f"CASE WHEN {claimed} THEN 'published' ELSE 'draft' END",
        "published_at": f"CASE WHEN {claimed} THEN now() END",
        "languages": "(ARRAY['{fr}', '{en}', '{fr,en}', '{de}'])[1 + floor(random() * 4)::int]::varchar[]",
        "home_country": "(ARRAY['FR', 'FR', 'BE', 'DE', 'US', 'ES'])[1 + floor(random() * 6)::int]",
        "birth_date": f"CASE WHEN {claimed} THEN DATE '1985-01-01' + floor(random() * 9000)::int END",
        "availability": "(ARRAY['open', 'open', 'open', 'busy'])[1 + floor(random() * 4)::int]",
        "paid_only": "random() < 0.3",
        "minimum_fee_minor": f"CASE WHEN {claimed} AND random() < 0.3 THEN 5000 * (1 + floor(random() * 12)::int) END",
        "minimum_fee_currency": "'EUR'",
    }


def _channels() -> dict[str, str]:
    places = Platform.objects.filter(code__in=["tiktok", "instagram", "youtube"]).order_by("code")
    ids = ", ".join(str(pk) for pk in places.values_list("pk", flat=True))
    return {
        "creator_id": _nth(Creator),
        "platform_id": f"(ARRAY[{ids}])[1 + floor(random() * 3)::int]",
        "handle": "'many' || g",
        "country": "(ARRAY['FR', 'FR', 'BE', 'DE', 'US', 'ES'])[1 + floor(random() * 6)::int]",
        "community_standing": "'good'",
    }


def _measurements() -> dict[str, str]:
    known = "CASE WHEN g % 5 > 0 THEN floor(m * {})::bigint END"
    size = "(exp(9.8 + 1.74 * (random() + random() + random() + random() + random() + random() - 3) * 1.414))"
    return {
        "channel_id": _nth(Channel),
        "as_of": f"DATE '{TODAY}' - floor(random() * 60)::int",
        "source": "(ARRAY['declared', 'imported', 'fetched'])[1 + floor(random() * 3)::int]",
        "followers": f"greatest(100, {size})::bigint",
        "median_engagement_20": known.replace("m", "exp(6 + 4 * random())").format("1"),
        "median_views_20": known.replace("m", "exp(8 + 4 * random())").format("1"),
        "views_30d": known.replace("m", "exp(9 + 5 * random())").format("1"),
        "likes_total": "floor(exp(9 + 6 * random()))::bigint",
        "posts_total": "20 + floor(random() * 2000)::int",
        "audience_countries": _half("'FR', 1000 * (1 + floor(random() * 8)), 'BE', 500 + floor(random() * 500)"),
        "audience_ages": _half("'18-24', 1000 * (1 + floor(random() * 8)), '25-34', 1500"),
    }


def _half(shares: str) -> str:
    return f"CASE WHEN random() < 0.5 THEN jsonb_build_object({shares}) ELSE '{{}}' END"


def _niches(place: int) -> dict[str, str]:
    ids = list(Niche.objects.filter(is_common=True).order_by("code").values_list("pk", flat=True))
    chosen = f"(ARRAY[{', '.join(map(str, ids))}])[1 + (g::bigint * 7919 + g / 97 + {place} * 17) % {len(ids)}]"
    return {"creator_id": _nth(Creator), "niche_id": chosen, "position": str(place)}


def _rates(kind: str) -> dict[str, str]:
    kind_id = DeliverableKind.objects.get(code=kind).pk
    return {
        "creator_id": _nth(Creator), "kind_id": str(kind_id), "channel_id": "NULL",
        "amount_minor": "5000 + 500 * floor(random() * 300)::int", "currency": "'EUR'",
    }  # fmt: skip


def read() -> World:
    """From the database into columns; into files and from them again, as another process starts; prepared."""
    begun = time.perf_counter()
    pieces = in_buckets(load())
    build = time.perf_counter() - begun
    with TemporaryDirectory() as name:
        written = [Path(name) / f"{bucket:03d}" for bucket in range(len(pieces))]
        for path, piece in zip(written, pieces, strict=True):
            path.write_bytes(files.encode(piece))
        size = sum(path.stat().st_size for path in written)
        begun = time.perf_counter()
        columns = concatenated([files.read(path) for path in written])
        for code in (*columns.numbers, *columns.codes, *columns.days, *columns.flags, *columns.sets.lists):
            _touch(columns, code)
        cold = time.perf_counter() - begun
    tables = freeze(columns)
    frame = Frame(TODAY, current.read_tree(), tables, count(columns))
    begun = time.perf_counter()
    creators = prepare(columns, frame)
    assert len(creators.sketch.lines) == len(columns)
    assert creators.layout.creators <= len(columns)
    return World(creators, build, cold, time.perf_counter() - begun, size / max(1, len(columns.creator_starts)))


def _touch(columns: Any, name: str) -> None:
    """Have a column put together: what a process never asks for, it never reads."""
    for family in (columns.numbers, columns.codes, columns.days, columns.flags, columns.sets.lists):
        if name in family:
            assert family[name] is not None


def reference() -> Campaign:
    """The campaign of the figures that are compared: the product's parts, some 6 % of creators eligible."""
    niches = _common_niches()
    return Campaign(
        CampaignSpec(
            salt=1_234_567, niches=tuple(niches[place] for place in (3, 20, 31)), countries=frozenset({"FR", "BE"}),
            languages=frozenset({"fr"}), platforms=frozenset({"tiktok", "instagram"}),
            audience={"countries": {"FR": 4_000}, "ages": {"18-24": 3_000}},
            deliverables=(Deliverable("sponsored_video"), Deliverable("story", "", 2)),
            fee_min=40_000, fee_max=250_000,
        ),
        RuleSet.parse({"all": [
            {"measure": "followers", "op": "gte", "value": 8_000},
            {"any": [{"measure": "views_30d", "op": "gte", "value": 60_000},
                     {"measure": "median_views_20", "op": "gte", "value": 8_000}]},
            {"measure": "languages", "op": "has_any", "value": ["fr", "en"]},
            {"measure": "country", "op": "in", "value": ["BE", "FR"]},
            {"measure": "age_years", "op": "gte", "value": 21},
        ]}),
    )  # fmt: skip


def random_campaigns(size: int, seed: int = 11) -> list[Campaign]:
    """Campaigns from a seed, with the round thresholds that people choose."""
    chance, niches = np.random.default_rng(seed), _common_niches()
    return [_drawn(chance, niches, number) for number in range(size)]


def _drawn(chance: np.random.Generator, niches: list[str], number: int) -> Campaign:
    def one(values: list[Any]) -> Any:
        return values[int(chance.integers(len(values)))]

    low, country = one([10_000, 20_000, 40_000, 80_000]), one(["FR", "BE", "DE", "US", "ES"])
    start = TODAY + timedelta(days=int(chance.integers(10, 60)))
    spec = CampaignSpec(
        salt=number * 7_919 + 1,
        niches=tuple(niches[place] for place in chance.choice(len(niches), int(chance.integers(1, 4)), replace=False)),
        countries=frozenset({country, one(["FR", "BE"])}), languages=frozenset({one(["fr", "en", "de"])}),
        platforms=frozenset(one([["tiktok"], ["instagram", "tiktok"], ["youtube"], []])),
        audience={"countries": {"FR": one([2_000, 3_000, 5_000])}, "ages": {"18-24": one([2_000, 4_000])}},
        deliverables=(Deliverable("sponsored_video"), Deliverable("story", "", one([1, 2, 3]))),
        fee_min=low, fee_max=low * one([2, 4, 8]), is_barter=one([False] * 9 + [True]),
        content_from=start, content_until=start + timedelta(days=20),
    )  # fmt: skip
    least = one([1_000, 2_000, 5_000, 10_000, 20_000, 50_000])
    rules = {"all": [
        {"measure": "followers", "op": "gte", "value": least},
        {"any": [{"measure": "views_30d", "op": "gte", "value": least * one([2, 5])},
                 {"measure": "engagement_rate_bp", "op": "gte", "value": one([100, 200, 300])}]},
        {"measure": "languages", "op": "has_any", "value": one([["fr"], ["fr", "en"], ["de"]])},
        {"measure": "age_years", "op": "gte", "value": one([18, 21, 25])},
    ]}  # fmt: skip
    return Campaign(spec, RuleSet.parse(rules))


def _common_niches() -> list[str]:
    return list(Niche.objects.filter(is_common=True).order_by("code").values_list("code", flat=True))
