"""Rows as bits: what is shared, what is counted, and what is refused."""

from datetime import date, timedelta

import numpy as np
import pytest

from marketplace.eligibility import Fact, Outcome, RuleSet
from marketplace.eligibility.ages import ages_on, day_number
from marketplace.eligibility.bitmaps import Bitmaps, RuleBook, packed
from marketplace.eligibility.columns import Column, evaluate

DAY = date(2026, 11, 22)
ADULT = {"measure": "age_years", "op": "gte", "value": 18}
CONSENT = {"measure": "parental_consent", "op": "eq", "value": True}
OLD = {"measure": "account_age_days", "op": "gte", "value": 30}
PUBLIC = {"measure": "is_public", "op": "eq", "value": True}


def population(size: int = 130) -> dict[str, Column]:
    """Accounts from 0 days on, every third public, every fifth of unknown age."""
    days = np.arange(size)
    return {
        "account_age_days": Column(days, days % 5 != 0),
        "is_public": Column((days % 3 == 0).astype(np.int64)),
        "age_years": Column(days % 20),
        "parental_consent": Column((days % 2).astype(np.int64)),
    }


def rules(*criteria: object) -> RuleSet:
    return RuleSet.parse({"all": list(criteria)})


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 63, 64, 65, 128, 130, 20_000 * 8 + 3])
def test_what_is_packed_is_unpacked_and_counted(size):
    rows = np.random.default_rng(size).random(size) < 0.4
    plane = packed.pack(rows)
    assert len(plane) == -(-size // 64)
    assert packed.unpack(plane, size).tolist() == rows.tolist()
    assert packed.count(plane) == rows.sum()
    assert packed.count(packed.full(size)) == size
    assert [row for row in range(min(size, 300)) if packed.has(plane, row)] == np.flatnonzero(rows[:300]).tolist()


@pytest.mark.parametrize(
    ("planes", "kind"), [(0, "u1"), (1, "u1"), (8, "u1"), (9, "u2"), (17, "u4"), (33, "u8"), (60, "u8")]
)
@pytest.mark.parametrize("size", [0, 1, 65, 131_073])
def test_each_row_reads_its_bit_of_every_plane(planes, kind, size):
    rows = np.random.default_rng(planes).random((planes, size)) < 0.5
    given = [None if place % 7 == 3 else packed.pack(one) for place, one in enumerate(rows)]
    rows[3::7] = False
    expected = np.zeros(size, np.uint64)
    for place, one in enumerate(rows):
        expected |= one.astype(np.uint64) << np.uint64(place)
    found = packed.per_row(given, size)
    assert (found.dtype, found.tolist()) == (np.dtype(kind), expected.tolist())
    assert packed.per_row(given, size, width=8).tolist() == expected.tolist()


def test_more_planes_than_bits_are_refused():
    with pytest.raises(ValueError, match="9 planes do not fit in 1 bytes"):
        packed.per_row([None] * 9, 1, width=1)
    with pytest.raises(ValueError, match="65 planes do not fit in 8 bytes"):
        packed.per_row([None] * 65, 1)


@pytest.mark.parametrize("k", [1, 2, 3, 4, 5])
def test_k_of_five_planes(k):
    rows = np.random.default_rng(k).random((5, 200)) < 0.5
    planes = [packed.pack(one) for one in rows]
    assert packed.unpack(packed.at_least(k, planes), 200).tolist() == (rows.sum(axis=0) >= k).tolist()
    assert [packed.unpack(plane, 200).tolist() for plane in planes] == rows.tolist()


def test_a_condition_is_asked_once_for_all_rule_sets():
    several = [rules(OLD, PUBLIC), rules(OLD, ADULT | {"exemption": CONSENT | {"grants": "REVIEW"}}), rules(PUBLIC)]
    bitmaps = Bitmaps(population(), DAY).prepare(several)
    assert bitmaps.conditions == 4
    held = bitmaps.nbytes
    for one in several:
        verdict = bitmaps.evaluate(one)
        assert (verdict.counts, verdict.outcome.shape) == (verdict.counts, (130,))
    assert (bitmaps.conditions, bitmaps.nbytes) == (4, held)


def test_a_hundred_rule_sets_with_one_exemption_hold_it_once():
    exempted = ADULT | {"exemption": CONSENT | {"grants": "EXEMPT"}}
    bitmaps = Bitmaps(population(), DAY).prepare([rules(exempted)])
    held = bitmaps.nbytes
    bitmaps.prepare(
        [rules(exempted, OLD | {"value": days}) for days in [30] * 50] + [rules(exempted | {"code": "age"})]
    )
    assert bitmaps.nbytes == held + 3 * 24


def test_planes_are_shared_and_so_nobody_can_write_to_them():
    bitmaps = Bitmaps(population(), DAY)
    exempted = rules(ADULT | {"exemption": CONSENT | {"grants": "EXEMPT"}}).criteria[0]
    answers = bitmaps.answers(exempted.condition)
    tree = bitmaps.tree(rules(ADULT | {"exemption": CONSENT | {"grants": "EXEMPT"}}))
    shared = [bitmaps.everybody, bitmaps.nobody, answers.known, answers.true, answers.possible]
    shared += [bitmaps.exempted(exempted), tree.at_least(Outcome.PASS), tree.at_least(Outcome.UNKNOWN)]
    for plane in shared:
        with pytest.raises(ValueError, match="read-only"):
            plane[0] = 0


def test_a_row_that_is_not_there_is_refused():
    verdict = Bitmaps(population(), DAY).evaluate(rules(OLD))
    assert verdict.reasons(129) == {"r1": Outcome.PASS}
    for row in (-1, 130):
        with pytest.raises(IndexError, match=f"130 rows and no row {row}"):
            verdict.reasons(row)


def test_columns_of_two_lengths_are_refused():
    columns = population() | {"is_public": Column(np.ones(129, np.int64))}
    with pytest.raises(ValueError, match="is_public has 129 rows, not 130"):
        Bitmaps(columns, DAY).prepare([rules(OLD, PUBLIC)])


def test_nobody_at_all_has_a_verdict_too():
    verdict = Bitmaps({}, DAY, size=0).evaluate(rules(OLD, ADULT))
    assert (sum(verdict.counts.values()), verdict.outcome.tolist(), verdict.bits(Outcome.UNKNOWN).tolist()) == (
        0,
        [],
        [],
    )


def test_an_empty_book_and_a_rule_set_without_criteria():
    assert RuleBook([], DAY).judge({}).outcome.tolist() == []
    book = RuleBook([rules(), rules(OLD)], DAY)
    verdict = book.judge({"account_age_days": Fact(29)})
    assert verdict.outcome.tolist() == [Outcome.PASS, Outcome.FAIL]
    assert verdict.bits(Outcome.FAIL).tolist() == [0, 1]
    assert (len(book), verdict.reasons(0), verdict.reasons(1)) == (2, {}, {"r1": Outcome.FAIL})


def test_equal_criteria_and_groups_of_many_rule_sets_are_one_in_a_book():
    old, public, adult = OLD | {"code": "a"}, PUBLIC | {"code": "b"}, ADULT | {"code": "c"}
    book = RuleBook([rules({"any": [old, public]}, adult), rules(adult | {"source": "x"}, {"any": [public, old]})], DAY)
    assert (len(book.leaves), book.leaves.conditions, book.groups) == (3, 3, 2)
    assert book.judge({}).counts[Outcome.UNKNOWN] == 2
    assert len(RuleBook([rules(adult), rules(adult | {"code": "d"})], DAY).leaves) == 2


def test_ages_are_the_same_few_or_many_at_a_time():
    births = np.arange(day_number(date(2003, 1, 1)), day_number(date(2012, 1, 1)))
    alone = [ages_on(births[place : place + 1], DAY)[0] for place in range(len(births))]
    apart = ages_on(np.append(births, 10**6), DAY)[:-1]
    assert ages_on(births, DAY).tolist() == alone == apart.tolist()


def test_many_conditions_of_one_measure_answer_as_each_alone():
    """Numbers are made smaller for many thresholds at once: as near to the ends of every size as they come."""
    edges = [
        edge + step for bits in (7, 8, 15, 16, 31, 32, 63) for edge in (2**bits, -(2**bits)) for step in (-1, 0, 1)
    ]
    edges = [number for number in edges if -(2**63) <= number < 2**63]
    column = {
        "followers": Column(np.array([*edges, 0]), np.arange(len(edges) + 1) % 4 != 3, np.full(len(edges) + 1, 20_000))
    }
    day = date(1970, 1, 1) + timedelta(20_000)
    for least in (5, 127, 128, 32_767, 32_768, 2**31 - 1, 2**31, 2**63 - 1):
        asked = [
            ("gte", least),
            ("lt", 3),
            ("between", [1, least]),
            ("in", [0, 2]),
            ("not_in", [0, least]),
            ("eq", least),
        ]
        several = [rules({"measure": "followers", "op": op, "value": value}) for op, value in asked]
        together = Bitmaps(column, day).prepare(several)
        for one in several:
            assert together.evaluate(one).outcome.tolist() == evaluate(one, column, day).outcome.tolist()
