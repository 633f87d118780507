"""The score: exact, additive, monotone, the same in every form and order."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from marketplace.eligibility.outcomes import Outcome
from marketplace.eligibility.rules import RuleSet
from marketplace.matching.engine import (
    PARTS,
    CampaignSpec,
    CohortTables,
    Pairs,
    bounding,
    decide,
    freeze,
    loops,
    points,
    prepare,
    score_columns,
    score_pair,
)
from marketplace.matching.engine import refusals as gates
from marketplace.matching.engine.build import columns_of
from marketplace.matching.engine.cohorts import TIERS
from marketplace.matching.engine.columns import join
from marketplace.matching.engine.score import total
from marketplace.matching.engine.sketch import Room, Sketch
from marketplace.matching.engine.tally import Tally
from marketplace.matching.engine.terms import terms_of
from marketplace.matching.engine.warm import warm
from tests.matching.strategies import crowds, few, frames, rows, specs, weights

parts_of_a_score = st.lists(st.integers(0, 10_000), min_size=8, max_size=8)
RULES = [
    {"all": []},
    {"all": [{"measure": "followers", "op": "gte", "value": 20}]},
    {"all": [{"measure": "platform", "op": "in", "value": ["tiktok", "youtube"]},
             {"any": [{"measure": "followers", "op": "lt", "value": 1_000_000},
                      {"measure": "audience_country_bp:FR", "op": "gte", "value": 2_000},
                      {"measure": "niches", "op": "has", "value": ["food"]}]},
             {"measure": "ownership_proven", "op": "eq", "value": True}]},
]  # fmt: skip
rule_sets = st.sampled_from([RuleSet.parse(rules) for rules in RULES])


@few
@given(parts_of_a_score, weights(), st.sampled_from([100, 1_000, 10_000]))
def test_points_sum_to_the_score_exactly(parts, weight, out_of):
    found = points(parts, weight, out_of)
    assert sum(found) == total(parts, weight) * out_of // 10_000
    assert all(0 <= point <= -(-w * out_of // 10_000) for point, w in zip(found, weight, strict=True))


@few
@given(parts_of_a_score, weights(), st.integers(0, 7), st.integers(0, 10_000))
def test_a_score_never_falls_when_a_part_rises(parts, weight, place, raised):
    better = [max(part, raised) if at == place else part for at, part in enumerate(parts)]
    assert total(better, weight) >= total(parts, weight)


@few
@given(specs(), crowds, frames())
def test_many_at_once_are_scored_as_one_by_one(spec, crowd, frame):
    columns = columns_of(crowd)
    parts, scores = score_columns(spec, prepare(columns, frame))
    by_channel = {row.channel: row for row in crowd}
    for at in range(len(columns)):
        readings, score = score_pair(spec, by_channel[int(columns.channel[at])], frame)
        assert [reading.part for reading in readings] == list(PARTS)
        assert [reading.value for reading in readings] == parts[at].tolist()
        assert score == scores[at]
        assert 0 <= min(parts[at]) <= max(parts[at]) <= 10_000


@few
@given(specs(), crowds)
def test_many_at_once_are_refused_as_one_by_one(spec, crowd):
    columns = columns_of(crowd)
    found = gates.columns(spec, columns)
    by_channel = {row.channel: row for row in crowd}
    for at in range(len(columns)):
        expected = gates.pair(spec, by_channel[int(columns.channel[at])])
        assert {one.code: one.outcome for one in expected} == {code: column[at] for code, column in found.items()}


@few
@given(crowds)
def test_a_row_survives_the_columns(crowd):
    columns = columns_of(crowd)
    found = {int(columns.channel[at]): columns.row(at) for at in range(len(columns))}
    expected = {row.channel: replace(row, audience_days=dict.fromkeys(row.audience, row.measured_on or 0))
                for row in crowd}  # fmt: skip
    assert found == expected


@few
@given(specs(), rule_sets, crowds, frames(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(spec, rule_set, crowd, frame, random):
    shuffled = random.sample(crowd, len(crowd))
    assert summary(spec, rule_set, shuffled, frame) == summary(spec, rule_set, crowd, frame)


def summary(spec, rule_set, crowd, frame, most=4):
    found = decide(spec, rule_set, prepare(columns_of(crowd), frame))
    columns = found.creators.columns
    top = [(int(columns.creator[row]), int(columns.channel[row]), int(found.score[row])) for row in found.top(most)]
    return top, found.tally().counts, found.tally().alone


@few
@given(specs(), rule_sets, crowds, frames())
def test_the_best_are_exactly_the_best_of_a_full_sort(spec, rule_set, crowd, frame):
    found = decide(spec, rule_set, prepare(columns_of(crowd), frame))
    most = 3
    whole = found.top(len(crowd) + 1)
    assert found.top(most).tolist() == whole[:most].tolist()
    ranked = [(min(int(found.outcome[row]), 3), int(found.score[row])) for row in whole]
    assert ranked == sorted(ranked, reverse=True)
    ruled_out = {int(row) for row in found.best if found.outcome[row] in (Outcome.FAIL, Outcome.CLOSED)}
    assert set(whole.tolist()) == set(found.best.tolist()) - ruled_out


@few
@given(specs(), rule_sets, crowds, frames())
def test_the_tally_is_the_sum_of_its_buckets(spec, rule_set, crowd, frame):
    creators = prepare(columns_of(crowd), frame)
    whole = decide(spec, rule_set, creators).tally()
    again = replace(whole, table=np.zeros_like(whole.table))
    for bucket in {row.creator % 256 for row in crowd}:
        again = again.with_bucket(bucket, decide(spec, rule_set, creators.of_bucket(bucket)).tally())
    assert again.to_bytes() == whole.to_bytes()
    assert whole.creators == len({row.creator for row in crowd})


@few
@given(specs(), rule_sets, crowds, frames(), st.lists(st.integers(0, 256), max_size=3))
def test_ranges_of_buckets_merge_into_the_whole(spec, rule_set, crowd, frame, cuts):
    creators, most = prepare(columns_of(crowd), frame), 4
    whole = decide(spec, rule_set, creators)
    edges = [0, *sorted(cuts), 256]
    found = [decide(spec, rule_set, creators.of_buckets(first, stop)) for first, stop in pairwise(edges)]
    merged = Pairs.best_of([one.pairs(one.top(most)) for one in found], spec.salt, most)
    expected = whole.pairs(whole.top(most))
    assert {name: value.tolist() for name, value in vars(merged).items()} == {
        name: value.tolist() for name, value in vars(expected).items()
    }
    assert Tally.sum([one.tally() for one in found]).to_bytes() == whole.tally().to_bytes()


@few
@given(specs(), rule_sets, crowds, frames())
def test_who_is_kept_out_by_one_criterion_alone(spec, rule_set, crowd, frame):
    """Checked the slow way: strike the criterion out of the rules, decide again, and see who is let in now."""
    creators = prepare(columns_of(crowd), frame)
    found = decide(spec, rule_set, creators)
    for criterion in rule_set.criteria:
        without = RuleSet.parse(struck_out(rule_set.as_json(), criterion.code) or {"all": []})
        let_in = decide(spec, without, creators).outcome != Outcome.FAIL
        expected = (found.outcome == Outcome.FAIL) & let_in
        assert found.alone()[f"rule:{criterion.code}"].tolist() == expected.tolist()


def struck_out(node, code):
    if "measure" in node:
        return None if node["code"] == code else node
    ((kind, members),) = node.items()
    kept = [left for member in members if (left := struck_out(member, code))]
    return {kind: kept} if kept else None


@few
@given(crowds, crowds, st.data())
def test_replacing_creators_equals_building_afresh(crowd, other, data):
    changed = data.draw(st.sets(st.sampled_from([row.creator for row in crowd + other] or [1])))
    kept = [row for row in crowd if row.creator not in changed]
    channels = {row.channel for row in kept}
    new = [row for row in other if row.creator in changed and row.channel not in channels]
    before = columns_of(crowd)
    after, afresh = before.replaced(changed, columns_of(new)), columns_of(kept + new)
    assert [after.row(at) for at in range(len(after))] == [afresh.row(at) for at in range(len(afresh))]
    assert join([afresh]).niche_lists.lists == after.niche_lists.lists


@few
@given(rows(), frames())
def test_size_alone_moves_nothing_within_a_tier(row, frame):
    """Raw followers decide whom one is compared with, and nothing else (with rates held fixed)."""
    fixed = {code: number for code, number in row.numbers.items() if code == "engagement_rate_bp"}
    score = {
        score_pair(CampaignSpec(), replace(row, numbers={**fixed, "followers": number._replace(value=size)}), frame)[1]
        for number in row.numbers.values()
        for size in (10_000, 50_000, 99_999)
    }
    assert len(score) <= 1


@few
@given(crowds, frames())
def test_frozen_tables_survive_storage(crowd, frame):
    tables = freeze(columns_of(crowd * 1))
    assert CohortTables.from_json(tables.to_json()) == tables
    assert CohortTables.from_json(frame.cohorts.to_json()) == frame.cohorts


@few
@given(specs(), rule_sets, crowds, frames())
def test_creators_whom_one_thing_alone_keeps_out(spec, rule_set, crowd, frame):
    """The slow way: no channel of theirs is let in, and some channel is kept out by this alone. Their tier is that of
    their largest channel."""
    creators = prepare(columns_of(crowd), frame)
    found = decide(spec, rule_set, creators)
    owner, tally = creators.columns.creator, found.tally()
    let_in = set(owner[found.outcome != Outcome.FAIL].tolist())
    tier = {one: int(creators.tiers[owner == one].max()) for one in owner.tolist()}
    for code, alone in found.alone().items():
        kept_out = set(owner[alone].tolist()) - let_in
        by_tier = {name: sum(tier[one] == at for one in kept_out) for at, name in enumerate(TIERS)}
        assert tally.alone[code] == {"all": len(kept_out), **by_tier}
    best = {}
    for one, outcome in zip(owner.tolist(), found.outcome.tolist(), strict=True):
        best[one] = max(best.get(one, 0), outcome)
    assert tally.counts == {o.name.lower(): list(best.values()).count(o) for o in Outcome}


def decided(spec, rule_set, crowd, frame, many):
    """Everything that is stored of a campaign."""
    found = decide(spec, rule_set, prepare(columns_of(crowd), frame), many)
    pairs = found.pairs(found.top(3))
    return {name: value.tolist() for name, value in vars(pairs).items()}, found.tally().to_bytes()


@few
@given(specs(), rule_sets, st.lists(rows(), min_size=1, max_size=150, unique_by=lambda row: row.channel), frames())
def test_compiled_loops_give_what_numpy_gives(spec, rule_set, crowd, frame):
    in_numpy, in_loops = (decided(spec, rule_set, crowd, frame, many) for many in (10**9, 0))
    assert in_loops == in_numpy


@few
@given(specs(), crowds, frames(), st.builds(Room, st.integers(0, 3), st.integers(0, 9), st.integers(0, 4)))
def test_nobody_scores_above_their_bound_and_what_is_sure_is_the_score(spec, crowd, frame, room):
    creators = prepare(columns_of(crowd), frame)
    fixed = {part: getattr(creators, part) for part in ("performance", "reliability", "confidence")}
    sketch = Sketch.of(creators.columns, frame, fixed, creators.has_words, room)
    everybody = creators.asked.bitmaps.everybody
    rows, bounds, sure = bounding.candidates(everybody, sketch.lines, 0, 0, terms_of(spec, sketch))
    score = score_columns(spec, creators)[1]
    assert rows.tolist() == list(range(len(creators.columns)))
    assert (bounds >= score).all()
    assert (bounds[sure] == score[sure]).all()


@few
@given(specs(), st.lists(rows(), min_size=2, unique_by=lambda row: row.channel), frames(), st.data())
def test_a_row_is_left_only_where_its_bound_is_below_the_mark(spec, crowd, frame, data):
    # Each has a twin, so that the mark is reached by several.
    twins = [replace(row, creator=row.creator + 10**6, channel=row.channel + 10**6) for row in crowd]
    creators = prepare(columns_of(crowd + twins), frame)
    everybody, terms = creators.asked.bitmaps.everybody, terms_of(spec, creators.sketch)

    def candidates(most, least):
        found, reached, _sure = bounding.candidates(everybody, creators.sketch.lines, most, least, terms)
        return dict(zip(found.tolist(), reached.tolist(), strict=True))

    bounds = candidates(0, 0)
    least = data.draw(st.sampled_from(sorted(bounds.values()))) + data.draw(st.integers(0, 1))
    assert candidates(0, least) == {row: bound for row, bound in bounds.items() if bound >= least}
    most = data.draw(st.integers(1, len(bounds)))
    mark, kept = sorted(bounds.values())[-most], candidates(most, 0)
    assert {row: bound for row, bound in bounds.items() if bound >= mark}.items() <= kept.items() <= bounds.items()


@few
@given(specs(), rows(), frames())
def test_a_row_without_niches_is_not_left_as_if_it_had_the_wrong_ones(spec, row, frame):
    # Nothing but the niche counts, so that nothing behind it makes up for a bound that is too low.
    spec = replace(spec, niches=("baking",), styles=frozenset(), weights=(10_000, *[0] * (len(spec.weights) - 1)))
    creators = prepare(columns_of([replace(row, niches=())]), frame)
    everybody, terms = creators.asked.bitmaps.everybody, terms_of(spec, creators.sketch)
    score = int(score_columns(spec, creators)[1][0])
    found, bounds, _sure = bounding.candidates(everybody, creators.sketch.lines, 0, score, terms)
    assert (found.tolist(), bounds.tolist()) == ([0], [score])


@few
@given(specs(), rule_sets, st.lists(rows(), min_size=1, unique_by=lambda row: row.channel), frames())
def test_whoever_asks_after_warming_waits_for_no_compiler(spec, rule_set, crowd, frame):
    warm(prepare(columns_of(crowd), frame), many=0)
    ready = [loop.signatures for loop in (loops.meet, loops.tally, bounding.candidates)]
    assert all(ready)
    decided(spec, rule_set, crowd, frame, many=0)
    assert [loop.signatures for loop in (loops.meet, loops.tally, bounding.candidates)] == ready
