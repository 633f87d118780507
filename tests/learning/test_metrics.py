"""Measures: textbook values, ties, chance, and intervals."""

import numpy as np
import pytest

from marketplace.learning.evaluation import intervals, metrics, report
from marketplace.learning.evaluation.table import Table
from marketplace.learning.evaluation.text import BM25, bm25, tfidf

ONE = np.zeros(4, np.int64)


def array(*values):
    return np.array(values, np.float64)


def test_ndcg_is_one_for_the_best_order_and_the_textbook_s_otherwise():
    labels = array(3, 2, 0, 1)
    assert metrics.ndcg(labels, array(9, 8, 1, 7), ONE, 4)[0] == pytest.approx([1])
    gained = 0 + 3 / np.log2(3) + 2 / 2
    assert metrics.ndcg(labels, array(8, 7, 9, 1), ONE, 3)[0] == pytest.approx([gained / (3 + 2 / np.log2(3) + 1 / 2)])


def test_ties_get_what_chance_gets():
    labels, same = array(1, 0, 0, 0), np.zeros(4)
    expected = (1 + 1 / np.log2(3) + 1 / 2 + 1 / np.log2(5)) / 4
    assert metrics.ndcg(labels, same, ONE, 4)[0] == pytest.approx([expected])
    assert metrics.recall(labels, same, ONE, 1)[0] == pytest.approx([0.25])
    assert metrics.auc(labels, same) == 0.5


def test_groups_without_anything_relevant_are_left_out():
    values, groups = metrics.ndcg(array(1, 0, 0, 0), array(1, 2, 3, 4), np.array([5, 5, 6, 6]), 5)
    assert groups.tolist() == [5]
    assert values == pytest.approx([1 / np.log2(3)])


def test_probabilities_are_held_against_what_happened():
    outcomes, chances = array(1, 0, 1, 0), array(0.9, 0.1, 0.9, 0.1)
    assert metrics.brier(outcomes, chances) == pytest.approx(0.01)
    assert metrics.ece(outcomes, chances, bins=2) == pytest.approx(0.1)
    assert metrics.ece(array(1, 0), array(0.5, 0.5), bins=1) == pytest.approx(0)
    assert metrics.log_loss(array(1, 0), array(0.5, 0.25)) == pytest.approx([np.log(2), np.log(4 / 3)])


def test_exposure_counts_who_is_among_the_first():
    groups, items = np.array([1, 1, 2, 2]), np.array([7, 8, 7, 8])
    assert metrics.exposure(array(9, 1, 9, 1), groups, items, 1) == (0.5, 0.5)
    assert metrics.exposure(array(9, 1, 1, 9), groups, items, 1) == (0.0, 0.0)


def test_intervals_draw_whole_clusters():
    values, clusters = np.repeat([0.0, 1.0], 50), np.repeat([1, 2], 50)
    found = intervals.of_mean(values, clusters)
    assert (found.value, found.low, found.high) == (0.5, 0.0, 1.0)
    alone = intervals.of_mean(values, np.arange(100))
    assert 0.35 < alone.low < 0.5 < alone.high < 0.65
    rows = intervals.of_rows(lambda at: float(values[at].mean()), clusters)
    assert (rows.value, rows.low, rows.high) == (0.5, 0.0, 1.0)


def test_bm25_prefers_rare_words_and_short_documents():
    index = BM25(["vegan food paris", "food food and more food of every kind there is", "cars"])
    assert index.score("vegan", 0) > index.score("food", 0) > 0
    assert index.score("food", 0) > BM25(["vegan food paris and very many other words", "food", "cars"]).score(
        "food", 0
    )
    assert index.score("boats", 0) == 0
    assert bm25(["food", "cars"], ["cars", "cars"]).tolist()[0] == 0


def test_tfidf_is_a_cosine():
    found = tfidf(["vegan food", "cars"], ["vegan food", "boats"])
    assert found == pytest.approx([1, 0])
    assert tfidf(["a"], [""]).tolist() == [0]


def test_the_report_says_every_figure_of_every_method():
    chance = np.random.default_rng(1)
    groups = np.repeat(np.arange(30), 20)
    labels = (chance.random(600) < 0.2).astype(float)
    good = np.clip(labels * 0.5 + chance.random(600) * 0.5, 0, 1)
    table = Table("made up", groups, groups, np.tile(np.arange(20), 30), labels,
                  chances={"good": good}, scores={"none": np.zeros(600)}, tiers=["small", "large"] * 300)  # fmt: skip
    found = report.measured(table, "none")
    assert found["methods"]["none"]["ndcg@5"]["value"] == found["chance"]["ndcg@5"]
    assert found["methods"]["none"]["auc"]["value"] == 0.5
    assert found["methods"]["good"]["ndcg@5_gain"]["low"] > 0
    assert set(found["methods"]["good"]["by_tier"]) == {"small", "large"}
    assert "brier" not in found["methods"]["none"]
    assert "good" in report.as_text(found)
