"""Runs cut small, so that a small crowd shows what a large one would."""

import pytest

from marketplace.matching.actions import places, results, shards, upkeep


@pytest.fixture
def small_steps(settings):
    """A campaign a step."""
    settings.MATCHING_CAMPAIGNS_A_STEP = 1


@pytest.fixture
def fewer_kept(monkeypatch):
    """Lists of ten instead of two hundred, so that a small crowd fills them."""
    for module in (places, results, shards, upkeep):
        monkeypatch.setattr(module, "KEPT", 10)
