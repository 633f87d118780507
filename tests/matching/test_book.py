"""Many campaigns asked at once come to what each comes to alone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from marketplace.eligibility.rules import RuleSet
from marketplace.matching.engine import CampaignSpec, decide, prepare
from marketplace.matching.engine.book import Book
from marketplace.matching.engine.build import columns_of
from tests.matching.strategies import DAY, crowds, few, frames, specs
from tests.matching.test_engine import RULES

FOLLOWERS = {"measure": "followers", "op": "gte", "value": 500}
MORE_RULES = [
    *RULES,
    {"atleast": 2, "of": [{**FOLLOWERS, "value": 5}, {"measure": "languages", "op": "has_any", "value": ["fr"]},
                          {"all": [FOLLOWERS, {"measure": "country", "op": "in", "value": ["FR", "BE"]}]}]},
    {"all": [FOLLOWERS], "valid_to": "2026-01-01"},
    {"all": [{**FOLLOWERS, "valid_from": "2027-01-01"}, {"measure": "views_30d", "op": "gte", "value": 7}]},
    {"all": [{"measure": "age_years", "op": "gte", "value": 18, "code": "adult",
              "exemption": {**FOLLOWERS, "grants": "REVIEW"}}, {**FOLLOWERS, "informational": True, "code": "told"}]},
]  # fmt: skip
campaigns = st.lists(st.tuples(specs(), st.sampled_from([RuleSet.parse(rules) for rules in MORE_RULES])), max_size=9)


def alone(campaign, creators):
    """Outcomes of every row and the table of counts, of one campaign."""
    found = decide(*campaign, creators)
    return found.outcome.tolist(), found.tally()


@few
@given(campaigns, crowds, frames())
def test_campaigns_together_come_to_what_each_comes_to_alone(spoken, crowd, frame):
    creators = prepare(columns_of(crowd), frame)
    book = Book(DAY, dict(enumerate(spoken)))
    for bucket in {row.creator % 256 for row in crowd} | {0}:
        within = creators.of_bucket(bucket)
        judged = book.judge(within)
        outcomes, counts = judged.outcomes(np.arange(len(within.columns))), judged.counts()
        for number, campaign in enumerate(spoken):
            expected, tally = alone(campaign, within)
            place = book.page.place[number]
            width = tally.table.shape[1]
            assert outcomes[place].tolist() == expected
            assert book[number].criteria == tally.criteria
            assert counts[place, :width].tolist() == tally.table[bucket].tolist()
            assert not counts[place, width:].any()


@few
@given(campaigns, campaigns, crowds, frames())
def test_a_book_that_was_changed_equals_one_made_afresh(before, after, crowd, frame):
    creators = prepare(columns_of(crowd), frame).of_bucket(crowd[0].creator % 256 if crowd else 0)
    book = Book(DAY, dict(enumerate(before)))
    for number, campaign in enumerate(after):
        book.put(number, *campaign)
    book.keep(range(len(after)))
    afresh = Book(DAY, dict(enumerate(after)))
    rows = np.arange(len(creators.columns))
    for number in range(len(after)):
        places = book.page.place[number], afresh.page.place[number]
        told = [one.judge(creators).outcomes(rows)[at].tolist() for one, at in zip((book, afresh), places, strict=True)]
        counted = [one.judge(creators).counts()[at].tolist() for one, at in zip((book, afresh), places, strict=True)]
        assert told[0] == told[1]
        assert counted[0] == counted[1]


def test_equal_members_of_many_campaigns_are_asked_once():
    rules = RuleSet.parse({"all": [FOLLOWERS, {"measure": "views_30d", "op": "gte", "value": 7}]})
    other = RuleSet.parse({"all": [FOLLOWERS, {"measure": "views_30d", "op": "gte", "value": 8}]})
    spec = CampaignSpec()
    book = Book(DAY, {1: (spec, rules), 2: (spec, other), 3: (spec, rules)})
    assert (len(book), book.distinct) == (3, 3)
    assert len(book[1].criteria) == 7 + 2
