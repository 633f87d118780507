"""Nothing that a pair said of each other may be seen in its own features, and nothing can be learnt from nothing."""

import csv

import numpy as np
import pytest

from marketplace.learning.evaluation import metrics, speed_dating
from marketplace.learning.evaluation.speed_history import RATED, left_out
from tests.house.test_budgets import ROOT

MARKS = ("dec", *RATED)
REAL = ROOT.parent / "shared" / "data" / "speed_dating" / speed_dating.FILE


def meeting(chance, wave, one, two, gender):
    like = chance.normal() + 2 * ((one + two) % 5 == 0) + (two % 3)
    line = dict.fromkeys((*speed_dating.IMPORTANCE, *speed_dating.SELF, *speed_dating.SHARED), "5")
    line |= {name: f"{chance.normal() + like:.2f}" for name in RATED}
    return line | {"wave": str(wave), "iid": str(one), "pid": str(two), "gender": gender, "dec": str(int(like > 1.5))}


def evening(waves=9, side=9):
    """Everybody meets everybody of the other side."""
    chance, lines = np.random.default_rng(3), []
    for wave in range(waves):
        first = 100 * (wave + 1)
        for one in range(side):
            for two in range(side):
                lines.append(meeting(chance, wave, first + one, first + 50 + two, "0"))
                lines.append(meeting(chance, wave, first + 50 + two, first + one, "1"))
    return lines


def features_of(lines, one, two):
    rows, found = speed_dating.featured(lines)
    at = next(place for place, line in enumerate(rows) if (line["iid"], line["pid"]) == (one, two))
    return found[at]


def test_the_mean_of_the_others_leaves_the_cell_out():
    values = np.array([[1.0, 2.0, np.nan], [9.0, 4.0, 5.0]])
    found = left_out(values, 1, 6)
    assert found[0, 0] == pytest.approx((2 + 3 * 6) / (1 + 3))
    values[0, 0] = 777
    assert left_out(values, 1, 6)[0, 0] == pytest.approx(found[0, 0])


@pytest.mark.parametrize("back", [False, True])
def test_what_a_pair_said_of_each_other_is_not_in_its_own_features(back):
    lines = evening(waves=1)
    before = features_of(lines, "103", "157"), features_of(lines, "157", "103")
    said = ("157", "103") if back else ("103", "157")
    changed = [line | dict.fromkeys(MARKS, "1") if (line["iid"], line["pid"]) == said else line for line in lines]
    other = [line | dict.fromkeys(MARKS, "0") if (line["iid"], line["pid"]) == said else line for line in lines]
    for version in (changed, other):
        assert features_of(version, "103", "157") == pytest.approx(before[0], nan_ok=True)
        assert features_of(version, "157", "103") == pytest.approx(before[1], nan_ok=True)
    assert features_of(other, "103", "158") != pytest.approx(features_of(changed, "103", "158"), nan_ok=True)


def written(tmp_path, lines):
    path = tmp_path / speed_dating.FILE
    with path.open("w", newline="", encoding="latin-1") as handle:
        writer = csv.DictWriter(handle, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    return path


def test_both_answers_find_matches_and_drawn_answers_find_none(tmp_path):
    path = written(tmp_path, evening())
    true = speed_dating.table(path)
    assert metrics.auc(true.labels, true.chances["product"]) > 0.58
    assert true.groups.tolist() != true.items.tolist()
    drawn = speed_dating.table(path, np.random.default_rng(5))
    for name, values in drawn.chances.items():
        assert 0.4 < metrics.auc(drawn.labels, values) < 0.6, name


@pytest.mark.real_data
@pytest.mark.full
@pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/data/speed_dating")
def test_drawn_answers_of_the_real_evenings_give_chance():
    drawn = speed_dating.table(REAL, np.random.default_rng(5))
    for name, values in drawn.chances.items():
        assert 0.47 < metrics.auc(drawn.labels, values) < 0.53, name
