"""Each part by example, with exact values and what it says."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given

from marketplace.matching import words
from marketplace.matching.engine import CampaignSpec, Deliverable, Frame, Row, refusals, score_pair
from marketplace.matching.engine.cohorts import EMPTY, CohortTables, tier_of
from marketplace.matching.engine.counterfactuals import counterfactuals
from marketplace.matching.engine.frame import day_number
from marketplace.matching.engine.parts import audience, confidence, niche, performance, preferences, price
from marketplace.matching.engine.row import Number
from marketplace.matching.engine.sentences import change_sentence, refusal_sentence, sentence
from tests.matching.strategies import DAY, TREE, few, frames, rows, specs

FRAME = Frame(DAY, TREE, EMPTY)
ME = Row(creator=1, channel=1, platform="tiktok")
TODAY = day_number(DAY)


@pytest.mark.parametrize(
    ("wanted", "offered", "expected"),
    [
        (["baking"], ["baking"], 10_000),
        (["food"], ["bread"], 10_000),  # narrower than wanted is wanted
        (["bread"], ["baking"], 8_000),  # 2 × 2 / (3 + 2)
        (["baking"], ["wine"], 5_000),  # siblings
        (["baking"], ["nails"], 0),
        (["baking"], ["nails", "baking"], 9_500),  # not the main niche
        (["baking", "nails"], ["baking"], 8_750),  # three quarters the nearest, one quarter the mean
        (["baking"], [], 5_000),
        ([], ["baking"], 10_000),
    ],
)
def test_niche(wanted, offered, expected):
    spec = CampaignSpec(niches=tuple(wanted))
    assert niche.pair(spec, replace(ME, niches=tuple(offered)), FRAME).value == expected


def test_wanted_shares_that_make_a_whole_give_one_minus_the_total_variation():
    wanted, actual = {"FR": 6_000, "BE": 4_000}, {"FR": 3_000, "BE": 5_000, "US": 2_000}
    spec = CampaignSpec(audience={"countries": wanted})
    variation = (abs(6_000 - 3_000) + abs(4_000 - 5_000) + 2_000) // 2
    assert audience.pair(spec, replace(ME, audience={"countries": actual}), FRAME).value == 10_000 - variation


def test_an_audience_that_is_not_known_is_neutral_and_said_so():
    spec = CampaignSpec(audience={"ages": {"18-24": 3_000}})
    reading = audience.pair(spec, ME, FRAME)
    assert (reading.value, reading.is_known) == (5_000, False)
    assert sentence(reading, words) == "The ages of the audience are not known: neutral."


def test_performance_is_a_percentile_among_the_same_platform_and_tier():
    cuts = {"engagement_rate_bp": {"tiktok|micro": (100, 200, 300, 400), "tiktok|": (1_000, 2_000)}}
    sizes = {"engagement_rate_bp": {"tiktok|micro": 40, "tiktok|": 90}}
    frame = Frame(DAY, TREE, CohortTables(cuts, sizes))
    for followers, rate, expected in (
        (50_000, 300, 6_250),
        (50_000, 50, 0),
        (50_000, 999, 10_000),
        (5_000, 1_500, 5_000),
    ):
        numbers = {"followers": Number(followers, TODAY), "engagement_rate_bp": Number(rate, TODAY)}
        assert performance.pair(replace(ME, numbers=numbers), frame).value == expected
    assert performance.pair(ME, frame).value == 5_000


def test_tiers_begin_at_round_numbers():
    found = [tier_of(followers) for followers in (None, 0, 9_999, 10_000, 99_999, 100_000, 500_000, 1_000_000)]
    assert found == [0, 1, 1, 2, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("cost", "expected"),
    [(100, 10_000), (400, 10_000), (600, 7_500), (800, 5_000), (1_200, 2_500), (1_600, 0), (9_999, 0)],
)
def test_price(cost, expected):
    spec = CampaignSpec(deliverables=(Deliverable("video", "tiktok", 2),), fee_max=800)
    row = replace(ME, rates={("video", "EUR"): cost // 2})
    assert price.pair(spec, row).value == pytest.approx(expected, abs=7)


def test_a_price_in_another_currency_is_never_converted():
    spec = CampaignSpec(deliverables=(Deliverable("video"),), fee_max=800)
    reading = price.pair(spec, replace(ME, rates={("video", "USD"): 100}))
    assert (reading.value, reading.is_known) == (5_000, False)
    assert "another currency" in sentence(reading, words)


def test_wishes():
    spec = CampaignSpec(
        deliverables=(Deliverable("video"), Deliverable("story")),
        content_from=date(2026, 4, 1), content_until=date(2026, 4, 10),
    )  # fmt: skip
    row = replace(ME, availability="busy", rates={("video", "EUR"): 1}, available_from=day_number(date(2026, 4, 6)))
    # paid 10,000, busy 4,000, one kind of two 5,000, five days of ten 5,000
    assert preferences.pair(spec, row).value == 6_000
    assert preferences.pair(spec, replace(row, is_claimed=False)).value == 5_000
    assert preferences.pair(replace(spec, is_barter=True), replace(ME, availability="open")).value == 6_500


def test_confidence():
    assert confidence.pair(ME, FRAME).value == 0
    fetched = replace(ME, source="fetched", measured_on=TODAY, ownership="proven")
    assert confidence.pair(fetched, FRAME).value == 10_000
    old = replace(ME, source="declared", measured_on=TODAY - 210, ownership="unproven")
    assert confidence.pair(old, FRAME).value == (5_000 + 5_000 + 0) // 3


@pytest.mark.django_db
@few
@given(specs(), rows(), frames())
def test_everything_can_be_said_in_both_languages(spec, row, frame):
    readings, _ = score_pair(spec, row, frame)
    for language in ("fr", "en"):
        with translation.override(language):
            said = [sentence(reading, words) for reading in readings]
            said += [refusal_sentence(gate, words) for gate in refusals.pair(spec, row)]
            said += [change_sentence(change, words) for change in counterfactuals(spec, row, frame)]
        assert all(text and "%(" not in text for text in said)


@few
@given(specs(), rows(), frames())
def test_what_would_change_it_is_checked_by_scoring_again(spec, row, frame):
    _, score = score_pair(spec, row, frame)
    changes = counterfactuals(spec, row, frame)
    assert all(change.before == score and change.gain > 0 for change in changes)
    assert [change.gain for change in changes] == sorted((change.gain for change in changes), reverse=True)


def test_a_lower_price_raises_the_score_by_what_is_said():
    spec = CampaignSpec(deliverables=(Deliverable("video"),), fee_max=40_000)
    row = replace(ME, rates={("video", "EUR"): 60_000})
    changes = [change for change in counterfactuals(spec, row, FRAME) if change.code == "lower_price"]
    for change in changes:
        cheaper = replace(row, rates={("video", "EUR"): change.evidence["to"]})
        assert score_pair(spec, cheaper, FRAME)[1] == change.after
    assert {change.evidence["to"] for change in changes} == {40_000, 20_000}
