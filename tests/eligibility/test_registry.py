"""The measures are a closed list that can be read in both languages, and some things are never in it."""

import pytest
from django.utils.translation import override

from marketplace.eligibility import Fact, Outcome, explain, marketplace_criteria, marketplace_rules
from marketplace.eligibility.comparators import OPS_OF_KIND
from marketplace.eligibility.measures import MEASURES, Kind, UnknownMeasure, find
from marketplace.eligibility.post_sentences import STATES as OF_POSTS
from marketplace.eligibility.rules import RuleSet
from marketplace.eligibility.sentences import STATES
from marketplace.eligibility.values import Subject

from .rules_and_populations import DAYS

TODAY = DAYS[-1]

#: No rule may ask about these, so no measure names them, in either language.
SENSITIVE = [
    "ethnic", "ethni", "race", "racial", "origin", "religio", "belief", "croyance", "faith", "health", "santé",
    "disab", "handicap", "sexual", "orientation", "income", "revenu", "salar", "wealth", "family", "famil", "marital",
    "married", "pregnan", "children", "enfant", "politic", "union", "syndic", "genetic", "biometric",
]  # fmt: skip


def test_no_measure_is_about_something_sensitive():
    # Platforms close programmes to accounts of parties and politicians. Programmes may say so; campaigns may not.
    assert not MEASURES["is_political"].is_for_campaigns
    for measure in MEASURES.values():
        if measure.code == "is_political":
            continue
        words = " ".join([measure.code, measure.label_en, measure.label_fr]).casefold()
        assert [word for word in SENSITIVE if word in words] == []


def test_the_gender_of_a_person_cannot_be_asked_only_the_make_up_of_an_audience():
    assert [code for code in MEASURES if "gender" in code] == ["audience_gender_bp"]


def test_every_measure_is_labelled_in_both_languages_and_can_be_compared():
    for code, measure in MEASURES.items():
        assert measure.code == code
        assert measure.label_in("en")
        assert measure.label_in("fr")
        assert OPS_OF_KIND[measure.kind]
    assert len({measure.label_fr for measure in MEASURES.values()}) == len(MEASURES)


def test_a_label_follows_the_language_and_names_its_key():
    with override("fr"):
        assert find("audience_country_bp:CH").label == "Audience par pays (Suisse)"
    with override("en"):
        assert find("audience_country_bp:CH").label == "Audience by country (Switzerland)"


@pytest.mark.parametrize(
    "code",
    ["audience_country_bp", "audience_country_bp:", "audience_country_bp:fr", "followers:FR", "rate_minor:story"],
)
def test_a_family_needs_a_key_of_its_kind_and_others_have_none(code: str):
    with pytest.raises(UnknownMeasure):
        find(code)


def test_every_number_that_is_measured_has_a_limit_of_age():
    ageless = [m.code for m in MEASURES.values() if m.kind is Kind.INT and m.stale_after_days is None]
    assert ageless == ["account_age_days", "rate_minor", "age_years", "seats_taken", "post_views", "post_duration_s"]


POSTS = [
    "posts_counted", "posts_views", "posts_best_views", "post_views", "post_duration_s", "post_has_text",
    "post_is_sponsored", "post_is_boosted", "post_has_foreign_watermark", "post_has_copyrighted_content",
    "post_is_duet_or_stitch",
]  # fmt: skip


def general(**facts: object) -> Outcome:
    return explain(marketplace_rules(), {code: Fact(value) for code, value in facts.items()}, TODAY).outcome


def test_the_marketplace_protects_minors_and_refuses_banned_or_private_channels():
    fine = {"age_years": 18, "community_standing": "good", "is_public": True}
    assert general(**fine) is Outcome.PASS
    assert general(**{**fine, "age_years": 17}) is Outcome.FAIL
    assert general(**{**fine, "age_years": 17}, parental_consent=True) is Outcome.REVIEW
    assert general(**{**fine, "age_years": 15}, parental_consent=True) is Outcome.FAIL
    assert general(**{**fine, "community_standing": "restricted"}) is Outcome.FAIL
    assert general(**{**fine, "is_public": False}) is Outcome.FAIL


def test_inherited_rules_come_first_with_their_source():
    own = RuleSet.parse({"any": [{"measure": "followers", "op": "gte", "value": 1}]})
    whole = own.inheriting(marketplace_criteria())
    assert [c.code for c in whole.criteria] == [
        "mp-minimum-age",
        "mp-adult-or-consent",
        "mp-standing",
        "mp-public",
        "r1",
    ]
    assert all(c.source for c in whole.criteria[:4])
    assert RuleSet.parse(whole.as_json()) == whole


def test_a_rule_set_may_state_a_general_rule_itself():
    own = RuleSet.parse({"all": [{"measure": "age_years", "op": "gte", "value": 12}]})
    whole = own.inheriting(marketplace_criteria(), unless_stated=True)
    assert [c.code for c in whole.criteria] == ["mp-standing", "mp-public", "r1"]


def test_a_campaign_asks_for_what_a_channel_is_and_not_for_what_programmes_ask():
    kept_back = [code for code, measure in MEASURES.items() if not measure.is_for_campaigns]
    assert kept_back == [
        "parental_consent",
        "is_political",
        "can_go_live",
        "invited",
        "profile_fields",
        "seats_taken",
        "memberships",
        "condition",
        *POSTS,
    ]


def test_every_yes_or_no_can_be_said():
    assert set(STATES) | set(OF_POSTS) == {code for code, measure in MEASURES.items() if measure.kind is Kind.BOOL}


def test_nothing_about_posts_is_for_campaigns():
    about = [code for code, measure in MEASURES.items() if measure.over_posts or measure.subject is Subject.POST]
    assert about == POSTS
