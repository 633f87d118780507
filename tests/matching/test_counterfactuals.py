"""What would change a score: checked by scoring again, the cheapest first, told to whoever can do it."""

from dataclasses import replace

from hypothesis import given

from marketplace.matching.engine import CampaignSpec, CohortTables, Deliverable, Frame, Row, score_pair
from marketplace.matching.engine.cohorts import EMPTY
from marketplace.matching.engine.counterfactuals import BRAND, CREATOR, LEAST_GAIN, counterfactuals
from marketplace.matching.engine.frame import day_number
from marketplace.matching.engine.ideas import ideas
from marketplace.matching.engine.row import Number
from tests.matching.strategies import DAY, TREE, few, frames, rows, specs

FRAME = Frame(DAY, TREE, EMPTY)
#: Of whom nothing is left to be proven or measured.
ME = Row(
    creator=1, channel=1, platform="tiktok", source="fetched", measured_on=day_number(DAY), ownership="proven",
    numbers={"engagement_rate_bp": Number(300, day_number(DAY))},
)  # fmt: skip


def named(spec, row, frame=FRAME):
    return {(change.side, change.code): change for change in counterfactuals(spec, row, frame)}


@few
@given(specs(), rows(), frames())
def test_every_change_is_what_scoring_again_says(spec, row, frame):
    _, score = score_pair(spec, row, frame)
    found = counterfactuals(spec, row, frame)
    tried = {(idea.code, score_pair(idea.spec, idea.row, frame)[1]) for idea in ideas(spec, row, frame)}
    assert {(change.code, change.after) for change in found} <= tried
    assert all(change.before == score and change.gain >= LEAST_GAIN and change.effort > 0 for change in found)
    for side in (CREATOR, BRAND):
        mine = [change for change in found if change.side == side]
        assert len(mine) <= 3
        assert [(one.at_most, -one.worth) for one in mine] == sorted((one.at_most, -one.worth) for one in mine)
        assert len({change.code for change in mine}) == len(mine)


def test_a_lower_price_raises_the_score_by_what_is_said():
    spec = CampaignSpec(deliverables=(Deliverable("video"),), fee_max=40_000)
    row = replace(ME, rates={("video", "EUR"): 60_000})
    found = named(spec, row)
    cheaper = found[CREATOR, "lower_price"]
    # From 2,500 to full for two thirds less; a third less would only bring it to 5,000.
    assert (cheaper.evidence["to"], cheaper.gain, cheaper.effort) == (20_000, 1_125, 6_666)
    again = replace(row, rates={("video", "EUR"): cheaper.evidence["to"]})
    assert score_pair(spec, again, FRAME)[1] == cheaper.after
    dearer = found[BRAND, "raise_fee"]
    assert (dearer.evidence["to"], dearer.gain, dearer.effort) == (60_000, 375, 5_000)


def test_the_price_of_a_result_is_a_bend_too():
    tables = CohortTables({}, {}, {}, {"views:tiktok:video:EUR": (500, 1_000, 2_000)})
    spec = CampaignSpec(deliverables=(Deliverable("video", "tiktok"),), result="views")
    row = replace(ME, rates={("video", "EUR"): 30_000}, numbers={**ME.numbers, "median_views_20": Number(20_000, 0)})
    change = named(spec, row, Frame(DAY, TREE, tables))[CREATOR, "lower_price"]
    assert (change.evidence["to"], change.gain) == (10_000, 1_125)


def test_a_brand_may_ask_in_one_more_country_or_language():
    spec = CampaignSpec(countries=frozenset({"FR"}), languages=frozenset({"fr"}))
    found = named(spec, replace(ME, country="BE", languages=frozenset({"nl"}), main_language="nl"))
    assert {key for key in found if key[0] == BRAND} == {(BRAND, "name_country"), (BRAND, "name_language")}
    assert found[BRAND, "name_country"].gain == 1_000


def test_what_is_not_known_is_marked_as_at_most():
    spec = CampaignSpec(audience={"ages": {"18-24": 3_000}}, niches=("baking",))
    found = named(spec, ME)
    assert found[CREATOR, "give_audience"].at_most
    assert found[CREATOR, "give_niches"].worth > found[CREATOR, "give_audience"].worth
