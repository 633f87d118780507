"""What is learnt is exact, additive, monotone, and promoted only where it is surely better."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.learning.policy import Line, Reciprocity, chance_bp
from marketplace.learning.policy.exposed import Exposed, split
from marketplace.learning.policy.gates import independent, judge
from marketplace.learning.policy.train import learn

PARTS = st.lists(st.integers(0, 10_000), min_size=6, max_size=6)
TRUTH = np.array([3.0, 0.0, 2.0, 0.0, 1.0, 0.0])


def made_up(size=12_000, seed=1, truth=TRUTH, noise=False):
    """Brands with lists of ten; whoever fits in what the truth weighs says yes."""
    chance = np.random.default_rng(seed)
    parts = chance.integers(0, 10_001, (size, 6))
    odds = parts / 10_000 @ truth - 4
    yes = (chance.random(size) < 1 / (1 + np.exp(-odds))).astype(float)
    brand, lists, people = np.arange(size) // 50 % 120, np.arange(size) // 10, chance.integers(0, 3_000, size)
    return Exposed(
        parts, chance.permutation(yes) if noise else yes, np.arange(size) // 100, brand, people,
        lists, lists, 1 + np.arange(size) % 10, parts.sum(1) // 6, chance.integers(0, 2, size),
        {"tier": ["nano", "mid"] * (size // 2), "country": ["FR"] * size, "language": ["fr"] * size},
    )  # fmt: skip


@given(st.integers(-15_000_000, 15_000_000))
def test_a_probability_is_the_logistic_function_s_to_the_nearest(log_odds):
    exact = 10_000 / (1 + math.exp(-log_odds / 1e6))
    assert abs(chance_bp(log_odds) - exact) <= 0.5 + 1e-6


def test_the_ends_and_the_middle():
    assert [chance_bp(one) for one in (-20_000_000, 0, 20_000_000)] == [0, 5_000, 10_000]
    assert Reciprocity(5_000, 3_333).both_bp == 1_666


@given(PARTS, st.integers(0, 5), st.integers(0, 10_000))
def test_more_of_a_part_never_makes_a_yes_less_likely(parts, at, more):
    line = Line(-4_000_000, (3_000_000, 0, 2_000_000, 0, 1_000_000, 500_000))
    raised = [*parts]
    raised[at] = max(parts[at], more)
    assert line.chance_bp(raised) >= line.chance_bp(parts)
    assert Line.from_json(line.as_json()) == line


def test_what_a_brand_or_creator_of_the_test_did_is_never_learnt_from():
    shown = made_up()
    rows = split(shown)
    for one in ("brand", "creator"):
        ids = getattr(shown, one)
        held = {value for value in np.unique(ids) if value not in set(ids[rows.train])}
        assert held
    assert shown.day[rows.train].max() < shown.day[rows.calibrate].min()
    assert shown.day[rows.calibrate].max() < shown.day[rows.test].min()
    pairs = set(zip(shown.brand[rows.train], shown.creator[rows.train], strict=True))
    assert not pairs & set(zip(shown.brand[rows.test], shown.creator[rows.test], strict=True))


def test_the_truth_is_found_again():
    shown = made_up(30_000)
    line = learn(shown.only(np.arange(20_000)), shown.only(np.arange(20_000, 30_000)))
    assert np.array(line.coefficients) / 1e6 == pytest.approx(TRUTH, abs=0.35)
    assert min(line.coefficients) >= 0


def test_what_is_surely_better_passes_every_gate():
    found = judge("brand", made_up(40_000), None)
    assert found.reasons == []
    assert found.figures["ndcg@10_gain"]["low"] > 0
    assert found.figures["log_loss_gain"]["low"] > 0
    again = judge("brand", made_up(40_000), found.line)
    assert any("not surely better" in reason for reason in again.reasons)


def test_answers_without_any_meaning_promote_nothing():
    found = judge("creator", made_up(noise=True), None)
    assert any("nDCG@10 is not surely better" in reason for reason in found.reasons)


def test_too_little_is_said_in_numbers():
    found = judge("brand", made_up(300), None)
    assert found.line is None
    assert found.reasons[0].startswith("brand: 300 pairs were shown long enough ago, ")


def test_a_slice_that_is_off_is_a_reason():
    shown = made_up(40_000)
    said_yes = np.where(
        np.arange(40_000) % 2 == 0, np.minimum(shown.said_yes + (shown.brand % 3 == 0), 1), shown.said_yes
    )
    found = judge("brand", Exposed(**{**vars(shown), "said_yes": said_yes}), None)
    assert any("for tier" in reason for reason in found.reasons)


def test_answers_that_go_together_are_no_product():
    shown = made_up(20_000)
    judged = judge("brand", shown, None)
    assert independent(judged, judged, (shown, shown)) != []
    other = made_up(20_000, seed=2)
    assert independent(judged, judged, (shown, other)) == []
