"""Any file of pairs, and the command over it."""

import csv
import json

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from marketplace.learning.evaluation import kaito, metrics, pairs
from tests.house.test_budgets import ROOT

KAITO = ROOT.parent / "shared" / "data" / "relevance_kaito"


def made_up(seed=1, brands=40, each=25):
    """Brands with creators whose yes follows two numbers; both sides answer."""
    chance, lines = np.random.default_rng(seed), []
    for brand in range(brands):
        for creator in range(each):
            fit, price = chance.random(2)
            yes = [int(chance.random() < share) for share in (0.1 + 0.6 * fit, 0.2 + 0.6 * price)]
            lines.append({
                "brand_id": f"b{brand}", "creator_id": f"c{creator}", "label": yes[0] * yes[1], "brand_yes": yes[0],
                "creator_yes": yes[1], "x_fit": f"{fit:.3f}", "x_price": f"{price:.3f}", "score": f"{fit:.3f}",
                "tier": "nano" if creator < 12 else "mid", "time": f"2026-{1 + brand % 12:02}-01",
                "brand_text": "vegan food", "text": "vegan food" if fit > 0.5 else "cars",
            })  # fmt: skip
    return lines


def written(tmp_path, lines):
    path = tmp_path / "pairs.csv"
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    return path


def test_later_pairs_are_held_out_and_both_sides_are_joined(tmp_path):
    # 240 brands: among the 300 held-out pairs of 40, chance alone puts one side's number before both now and then.
    table = pairs.table(written(tmp_path, made_up(brands=240)))
    assert 0 < len(table.labels) < 6_000
    assert {"learned", "product", "p(brand says yes)", "p(creator says yes)", "score, calibrated"} == set(table.chances)
    assert {"score", "BM25", "TF-IDF"} == set(table.scores)
    auc = {name: metrics.auc(table.labels, values) for name, values in {**table.chances, **table.scores}.items()}
    assert auc["product"] > auc["score"] > 0.55
    assert metrics.ece(table.labels, table.chances["product"]) < 0.08


def test_labels_dealt_out_at_random_give_chance(tmp_path):
    lines = [
        {name: line[name] for name in ("brand_id", "creator_id", "label", "x_fit", "x_price")} for line in made_up()
    ]
    path = written(tmp_path, lines)
    assert metrics.auc(pairs.table(path).labels, pairs.table(path).chances["learned"]) > 0.6
    table = pairs.table(path, np.random.default_rng(4))
    assert 0.42 < metrics.auc(table.labels, table.chances["learned"]) < 0.58


def test_a_split_that_is_given_is_kept(tmp_path):
    lines = [line | {"split": "test" if line["brand_id"] == "b3" else "train"} for line in made_up()]
    table = pairs.table(written(tmp_path, lines))
    assert len(table.labels) == 25
    assert table.notes == ["Split by split: 975 rows to learn from, 25 held out."]


def test_the_command_prints_one_object_and_refuses_what_is_no_pair_file(tmp_path, capsys):
    path = written(tmp_path, made_up())
    call_command("evaluate_matching", "--data", str(path), "--json")
    found = json.loads(capsys.readouterr().out)["tables"][0]["methods"]
    assert found["product"]["ndcg@5"]["low"] < found["product"]["ndcg@5"]["value"] < found["product"]["ndcg@5"]["high"]
    assert set(found["product"]["by_tier"]) == {"nano", "mid"}
    assert "ndcg@5_gain" in found["product"]
    call_command("evaluate_matching", "--data", str(tmp_path))
    assert "product" in capsys.readouterr().out
    path.write_text("brand_id,creator_id\n1,2\n")
    for wrong in (path, tmp_path / "nothing.csv"):
        with pytest.raises(CommandError):
            call_command("evaluate_matching", "--data", str(wrong))


@pytest.mark.real_data
@pytest.mark.skipif(not KAITO.exists(), reason="needs ../shared/data/relevance_kaito")
def test_the_project_asked_about_is_not_among_what_is_read():
    projects, known = kaito.read(KAITO), kaito.sizes(KAITO)
    asked, others = projects[0], projects[1:]
    before = kaito.features(asked, others, known)
    relabelled = kaito.Project(asked.name, asked.split, asked.text, dict.fromkeys(asked.hits, 0.0))
    assert kaito.features(relabelled, others, known).tolist() == before.tolist()
    assert kaito.ranked([relabelled], others, known)["learned"].tolist() == (
        kaito.ranked([asked], others, known)["learned"].tolist()
    )
