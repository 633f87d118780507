"""What people read: whole sentences, numbers in their language, and nothing private to others."""

from datetime import date

import pytest

from marketplace.eligibility import CriterionResult, Fact, RuleSet, Voice, explain

TODAY = date(2026, 11, 22)
TAKEN = date(2026, 11, 1)


def result(measure: str, op: str, value: object, observed: object, voice: Voice = Voice.CREATOR) -> CriterionResult:
    rules = RuleSet.parse({"measure": measure, "op": op, "value": value})
    return explain(rules, {measure: Fact(observed, TAKEN, "declared")}, TODAY, "en", voice).criteria[0]


@pytest.mark.parametrize(
    ("measure", "op", "value", "observed", "sentence"),
    [
        ("followers", "gte", 10_000, 8_760, "You have 8,760 followers; 10,000 are needed: 1,240 missing."),
        ("followers", "gt", 9_999, 1, "You have 1 follower; 10,000 are needed: 9,999 missing."),
        ("followers", "gte", 10_000, 10_000, "You have 10,000 followers; 10,000 are needed."),
        ("posts_30d", "gte", 1, 0, "You have 0 posts in 30 days; 1 is needed: 1 missing."),
        ("following", "lte", 500, 620, "You have 620 accounts followed; at most 500 accepted: 120 too many."),
        ("followers", "between", [1_000, 5_000], 900, "Followers: 900; from 1,000 to 5,000 needed."),
        ("engagement_rate_bp", "gte", 400, 320, "Engagement rate: 3.2%; at least 4% needed: 0.8 points missing."),
        ("account_age_days", "gte", 30, 29, "Account age: 29 days; at least 30 days needed: 1 day missing."),
        ("live_hours_30d", "gte", 100, 125, "Live hours in 30 days: 12.5 h; at least 10 h needed."),
        ("country", "in", ["FR", "BE"], "CH", "Country of the channel: Switzerland; needed: Belgium or France."),
        ("languages", "has", ["fr", "en"], {"fr"}, "Languages: French; all of these needed: English and French."),
        ("languages", "has_not", ["de"], set(), "Languages: none; none of these accepted: German."),
        ("is_public", "eq", True, False, "The channel is private. A public channel is needed."),
        ("is_public", "eq", True, True, "The channel is public."),
        ("is_business", "eq", False, True, "It is a business account. A personal account is needed."),
        ("invited", "eq", True, False, "No invitation was received. An invitation is needed."),
        ("seats_taken", "lt", 25, 25, "25 of 25 seats are taken."),
        (
            "profile_fields",
            "has",
            ["photo", "rates"],
            {"photo"},
            "Parts of the profile that are filled in: a photo; all of these needed: a photo and prices.",
        ),
        ("age_years", "gte", 18, 17, "You are 17 years old; the minimum age is 18."),
        ("followers", "gte", 10, None, "Followers: not known; at least 10 needed."),
    ],
)
def test_the_creator_reads_what_is_needed_and_what_is_missing(measure, op, value, observed, sentence):
    assert result(measure, op, value, observed).message == sentence


def test_others_read_it_neutrally():
    found = result("followers", "gte", 10_000, 8_760, Voice.NEUTRAL)
    assert found.message == "8,760 followers; 10,000 are needed: 1,240 missing."
    assert found.fix == ""


def test_an_age_is_said_to_its_owner_alone():
    seen = result("age_years", "gte", 18, 17, Voice.NEUTRAL)
    assert (seen.observed, seen.gap, seen.as_of, seen.source) == (None, None, None, "")
    assert seen.message == "The minimum age of 18 is not reached."
    assert "17" not in str(seen.as_json())


def test_a_word_that_is_needed_reads_as_french():
    rules = RuleSet.parse({"all": [{"measure": "community_standing", "op": "eq", "value": "good"}]})
    [standing] = explain(rules, {}, TODAY, "fr").criteria
    assert standing.message.endswith("inconnu\u202f; il faut\u00a0: en règle.")


def test_numbers_and_names_follow_the_language():
    rules = RuleSet.parse(
        {
            "all": [
                {"measure": "country", "op": "in", "value": ["DE"]},
                {"measure": "views_30d", "op": "gte", "value": 3_000_000_000},
            ]
        }
    )
    facts = {"country": Fact("CH"), "views_30d": Fact(2_999_999_999, TAKEN)}
    country, views = explain(rules, facts, TODAY, "fr", Voice.CREATOR).criteria
    assert "Pays de la chaîne" in country.message
    assert "Suisse" in country.message
    assert "Allemagne" in country.message
    assert "2\u202f999\u202f999\u202f999" in views.message


def test_a_stale_figure_is_said_with_its_day():
    rules = RuleSet.parse({"measure": "followers", "op": "gte", "value": 10})
    seen = explain(rules, {"followers": Fact(50, date(2026, 1, 2))}, TODAY, "en", Voice.CREATOR).criteria[0]
    assert (seen.outcome.name, seen.observed, seen.gap) == ("UNKNOWN", 50, None)
    assert seen.message == "Followers: last measured on 2 January 2026; a figure counts for 90 days."
    assert seen.fix == "Add a new measurement of this channel."


def test_review_exemption_and_dates_are_said():
    consent = {"measure": "parental_consent", "op": "eq", "value": True, "grants": "REVIEW"}
    adult = {"measure": "age_years", "op": "gte", "value": 18, "exemption": consent}
    later = {"measure": "is_public", "op": "eq", "value": True, "valid_from": "2027-03-01"}
    facts = {"age_years": Fact(17), "parental_consent": Fact(True), "is_public": Fact(True)}
    youth, public = explain(RuleSet.parse({"all": [adult, later]}), facts, TODAY, "en").criteria
    assert youth.message == ("The minimum age of 18 is not reached. A person must decide: Parental consent on record.")
    assert public.message.endswith("This rule applies from 1 March 2027.")


def test_a_creator_reads_how_to_fix_it():
    assert result("followers", "gte", 10_000, 8_760).fix == "Once you reach 10,000, add a measurement."
    assert result("followers", "gte", 10, None).fix == "Add a measurement of this channel that includes this figure."
    assert result("followers", "gte", 10, 11).fix == ""
