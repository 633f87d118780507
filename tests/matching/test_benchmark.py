"""The benchmark's engines give the product's own answers, before anything is timed."""

import pytest

pytest.importorskip("polars", reason="peers are installed by bin/bench")
pytest.importorskip("duckdb")

from benchmarks import matching, matching_ours, matching_peers, matching_world

pytestmark = pytest.mark.django_db


def test_every_engine_gives_the_same_answer():
    matching_world.populate(5_000)
    world, campaign = matching_world.read(), matching_world.reference()
    rows = matching_peers.table(campaign, world.creators)
    ours = matching_ours.Ours(campaign, world.creators)
    kinds = (matching_peers.NumPy, matching_peers.Polars, matching_peers.DuckDB)
    peers = [kind(campaign, world.creators, rows) for kind in kinds]
    # Else the product goes on to creators of whom something is not known, and its peers do not.
    assert ours.filter() >= matching_ours.TOP
    for task in matching.TASKS:
        told = {engine.name: matching.digest(matching.answer(engine, task)) for engine in (ours, *peers)}
        assert set(told.values()) == {told["ours"]}, (task, told)
