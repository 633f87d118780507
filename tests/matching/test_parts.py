"""Each part by example, with exact values and what it says."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given

from marketplace.matching import words
from marketplace.matching.engine import CampaignSpec, Counts, Deliverable, Frame, Row, prices, refusals, score_pair
from marketplace.matching.engine.build import columns_of
from marketplace.matching.engine.cohorts import EMPTY, CohortTables, tier_of
from marketplace.matching.engine.counterfactuals import counterfactuals
from marketplace.matching.engine.counts import count
from marketplace.matching.engine.frame import day_number
from marketplace.matching.engine.parts import (
    audience,
    confidence,
    interest,
    niche,
    performance,
    price,
    reliability,
    text,
)
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
        (["bread"], ["baking"], 7_601),  # 2 × 1,623 / (2,647 + 1,623): one in three makes baking, one in six bread
        (["baking"], ["wine"], 2_805),  # siblings under food: 2 × 599 / (1,623 + 2,647)
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


def test_a_rarer_branch_brings_cousins_nearer():
    spec, row = CampaignSpec(niches=("baking",)), replace(ME, niches=("wine",))
    few_, many = (Frame(DAY, TREE.counted(named), EMPTY) for named in ({"style": 1_000}, {"food": 1_000}))
    assert niche.pair(spec, row, few_).value > niche.pair(spec, row, FRAME).value > niche.pair(spec, row, many).value


def test_a_style_counts_as_much_as_it_is_rare():
    counts = Counts({"style": {"humour": 98, "asmr": 0}}, {"style": 98})
    frame = Frame(DAY, TREE, EMPTY, counts)
    spec = CampaignSpec(styles=frozenset({"humour", "asmr"}))
    common, rare = (niche.pair(spec, replace(ME, styles=frozenset({code})), frame).value for code in ("humour", "asmr"))
    # log2(100 / 99) beside log2(100 / 1), in steps of 1/1,024 bit
    assert (common, rare) == (15 * 10_000 // 6_818, 6_803 * 10_000 // 6_818)


#: Words used by 4, 8, 16 and 32 of 126 creators: 5 bits to 2.
WORDS = Counts({"word": {"velo": 3, "neig": 7, "sac": 15, "mont": 31}}, {"word": 126})


@pytest.mark.parametrize(
    ("mine", "expected"),
    [
        ({"bateau"}, 0),
        ({"velo"}, 5 * 10_000 // 12),
        ({"mont", "sac"}, 5 * 10_000 // 12),
        ({"velo", "neig", "sac"}, 10_000),  # as much as the three rarest
        ({"velo", "neig", "sac", "mont"}, 10_000),
    ],
)
def test_words_in_common(mine, expected):
    spec = CampaignSpec(words=("mont", "velo", "unheard", "neig", "sac"))
    reading = text.pair(spec, replace(ME, words=frozenset(mine)), Frame(DAY, TREE, EMPTY, WORDS))
    assert (reading.value, reading.evidence["asked"]) == (expected, 4)


def test_small_words_that_the_list_of_stop_words_leaves_in_are_no_words():
    crowd = [replace(ME, creator=nth, channel=nth, words=frozenset({"les", "velo"})) for nth in range(1, 6)]
    assert count(columns_of(crowd)).used["word"] == {"velo": 5}


def test_words_in_common_agree_in_french_with_one_word_of_several():
    spec = CampaignSpec(words=("mont", "velo", "sac"))
    reading = text.pair(spec, replace(ME, words=frozenset({"velo"})), Frame(DAY, TREE, EMPTY, WORDS))
    with translation.override("fr"):
        said = sentence(reading, words)
    assert said == "Mots qui comptent dans le brief et qui figurent parmi les siens\u00a0: 1 sur 3 (velo…)."


def test_without_words_to_compare_text_is_neutral():
    frame = Frame(DAY, TREE, EMPTY, WORDS)
    assert text.pair(CampaignSpec(words=("velo",)), ME, frame).value == 5_000
    assert text.pair(CampaignSpec(words=("unheard",)), replace(ME, words=frozenset({"velo"})), frame).value == 5_000


def test_few_answers_say_little_and_newcomers_are_average():
    counts = Counts(answers={"nano": (80, 100), "micro": (0, 5)})
    frame = Frame(DAY, TREE, EMPTY, counts)
    # Everybody: (80 + 5 × ½) / (105 + 5) = 75 %; nano: (80 + 5 × 75 %) / 105 = 79.76 %
    newcomer = replace(ME, numbers={"followers": Number(500, TODAY)})
    assert reliability.pair(newcomer, frame).value == 7_976
    assert reliability.pair(replace(newcomer, answers_due=1), frame).value == 5 * 7_976 // 6
    assert reliability.pair(replace(newcomer, answers_due=45, answers_kept=45), frame).value == 9_797
    assert reliability.pair(ME, FRAME).value == 5_000


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


def test_a_rate_of_few_posts_is_drawn_towards_the_middle():
    cuts = {"engagement_rate_bp": {"tiktok|micro": (100, 200, 300, 400), "tiktok|micro|fr": (300, 900)}}
    tables = CohortTables(cuts, cuts, {"engagement_rate_bp": {"tiktok|micro": 200}})
    numbers = {"followers": Number(50_000, TODAY), "engagement_rate_bp": Number(420, TODAY)}
    for posts, language, expected in ((1, "", 5_000), (20, "", 7_500), (None, "", 7_500), (1, "fr", 5_000)):
        known = {} if posts is None else {"posts_total": Number(posts, TODAY)}
        row = replace(ME, numbers={**numbers, **known}, main_language=language)
        assert performance.pair(row, Frame(DAY, TREE, tables)).value == expected


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
    assert price.pair(spec, row, FRAME).value == pytest.approx(expected, abs=7)


@pytest.mark.parametrize(("rate", "expected"), [(2_000, 10_000), (4_000, 5_000), (8_000, 0), (6_000, 2_500)])
def test_a_result_is_priced_against_what_such_posts_ask(rate, expected):
    tables = CohortTables({}, {}, {}, {"views:tiktok:video:EUR": (100, 200, 400)})
    spec = CampaignSpec(deliverables=(Deliverable("video", "tiktok", 2),), result="views")
    row = replace(ME, rates={("video", "EUR"): rate}, numbers={"median_views_20": Number(20_000, TODAY)})
    reading = price.pair(spec, row, Frame(DAY, TREE, tables))
    assert reading.value == expected
    assert reading.evidence["result"]["price"] == rate // 20
    assert "per 1,000 views. Half of comparable posts ask less than €2." in sentence(reading, words)
    both = price.pair(replace(spec, fee_max=rate * 4), row, Frame(DAY, TREE, tables))
    assert both.value == (expected + 10_000) // 2
    assert price.pair(spec, replace(row, numbers={}), Frame(DAY, TREE, tables)).value == 5_000


def test_the_interval_narrows_with_posts():
    assert prices.interval(1_000, 20) == (817, 1_287)
    assert prices.interval(1_000, 4) == prices.interval(1_000, 1) == (666, 2_000)
    assert prices.interval(1_000, None) == prices.interval(1_000, 10)


def test_a_price_in_another_currency_is_never_converted():
    spec = CampaignSpec(deliverables=(Deliverable("video"),), fee_max=800)
    reading = price.pair(spec, replace(ME, rates={("video", "USD"): 100}), FRAME)
    assert (reading.value, reading.is_known) == (5_000, False)
    assert "another currency" in sentence(reading, words)


def test_wishes():
    spec = CampaignSpec(
        deliverables=(Deliverable("video"), Deliverable("story")),
        content_from=date(2026, 4, 1), content_until=date(2026, 4, 10),
    )  # fmt: skip
    row = replace(ME, availability="busy", rates={("video", "EUR"): 1}, available_from=day_number(date(2026, 4, 6)))
    # paid 10,000, busy 4,000, one kind of two 5,000, five days of ten 5,000
    assert interest.pair(spec, row, FRAME).value == 6_000
    assert interest.pair(spec, replace(row, is_claimed=False), FRAME).value == 5_000
    assert interest.pair(replace(spec, is_barter=True), replace(ME, availability="open"), FRAME).value == 6_500


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
