"""What no campaign may ask, whichever door the rules come through."""

import pytest

from brands.actions import campaigns
from brands.actions.campaigns.limits import own_rules_at_most
from marketplace.core.errors import Invalid
from marketplace.eligibility import RuleSet, marketplace_criteria
from marketplace.taxonomy.models import Niche
from tests.factories.brands import CampaignFactory

pytestmark = pytest.mark.django_db

CONSENT = {"measure": "parental_consent", "op": "eq", "value": True}
FEW = {"measure": "followers", "op": "gte", "value": 10}
ADULT = {"measure": "age_years", "op": "gte", "value": 18}


def write(olive, campaign, rule):
    return campaigns.update(actor=olive, campaign=campaign, rules={"all": [rule]})


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (ADULT | {"op": "lte"}, "only be asked as a minimum"),
        (ADULT | {"op": "eq", "value": 34}, "only be asked as a minimum"),
        (ADULT | {"op": "between", "value": [18, 25]}, "only be asked as a minimum"),
        *[(ADULT | {"value": age}, "Rule 1 (age_years)") for age in (16, 17, 19, 20, 22, 24, 26)],
        (ADULT | {"op": "gt", "value": 18}, "one of these: 18, 21, 25"),
        (FEW | {"exemption": ADULT | {"value": 20, "grants": "EXEMPT"}}, "one of these: 18, 21, 25"),
        (CONSENT, "Consent is looked after by the marketplace"),
        (ADULT | {"exemption": CONSENT | {"grants": "EXEMPT"}}, "Consent is looked after by the marketplace"),
        ({"measure": "niches", "op": "has", "value": ["no-such-niche"]}, "no-such-niche"),
        ({"measure": "is_political", "op": "eq", "value": False}, "cannot ask for this: Account of a government"),
        ({"measure": "invited", "op": "invited"}, "cannot ask for this: Invited"),
        ({"measure": "memberships", "op": "has", "value": ["x"]}, "cannot ask for this: Programmes joined"),
    ],
)
def test_prying_rules_are_refused_and_nothing_changes(olive, campaign, rule, words):
    with pytest.raises(Invalid) as caught:
        write(olive, campaign, rule)
    assert words in str(caught.value.errors["rules"])
    campaign.refresh_from_db()
    assert campaign.rules == {"all": []}


def test_a_sensitive_niche_cannot_be_asked_for(olive, campaign):
    sensitive = Niche.objects.filter(is_sensitive=True).order_by("code").first()
    with pytest.raises(Invalid):
        write(olive, campaign, {"measure": "niches", "op": "has_not", "value": [sensitive.code]})


@pytest.mark.parametrize("age", [18, 21, 25])
def test_the_ages_that_laws_ask_for_can_be_asked(olive, campaign, age):
    write(olive, campaign, ADULT | {"value": age})
    campaign.refresh_from_db()
    assert campaign.rules == {"all": [{"code": "r1"} | ADULT | {"value": age}]}


def test_the_number_of_the_rule_is_named_within_groups(olive, campaign):
    with pytest.raises(Invalid) as caught:
        campaigns.update(actor=olive, campaign=campaign, rules={"all": [FEW, {"any": [FEW, ADULT | {"value": 20}]}]})
    assert caught.value.errors == {
        "rules": ["Rule 3 (age_years): an age can only be asked as a minimum of one of these: 18, 21, 25."]
    }


@pytest.mark.parametrize("move", ["publish", "resume"])
def test_rules_older_than_the_limits_are_not_published(olive, brand, move):
    row = CampaignFactory(brand=brand, paused=move == "resume", rules={"all": [ADULT | {"value": 20}]})
    before = row.state
    with pytest.raises(campaigns.BriefIncomplete) as caught:
        getattr(campaigns, move)(actor=olive, campaign=row)
    assert list(caught.value.errors) == ["rules"]
    row.refresh_from_db()
    assert row.state == before
    campaigns.update(actor=olive, campaign=row, rules={"all": [ADULT | {"value": 21}]})
    assert getattr(campaigns, move)(actor=olive, campaign=row).is_published


def test_a_campaign_has_as_many_rules_as_can_be_judged_with_the_inherited_ones(olive, campaign):
    assert own_rules_at_most() == 60 - len(marketplace_criteria()) == 56
    with pytest.raises(Invalid) as caught:
        campaigns.update(actor=olive, campaign=campaign, rules={"all": [FEW] * 57})
    assert "a campaign can have 56, with the 4 that hold for everybody" in caught.value.errors["rules"][0]
    campaign.refresh_from_db()
    assert campaign.rules == {"all": []}
    campaigns.update(actor=olive, campaign=campaign, rules={"all": [FEW] * 56})
    campaign.refresh_from_db()
    assert len(RuleSet.parse(campaign.rules).inheriting(marketplace_criteria()).criteria) == 60


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"all": [FEW | {"code": "mp-public"}]}, "Two rules have the same code: mp-public."),
        ({"any": [{"all": [{"any": [FEW]}]}]}, "Groups may be nested 3 deep, not deeper."),
    ],
)
def test_rules_that_cannot_stand_beside_the_inherited_ones_are_refused(olive, campaign, rules, words):
    RuleSet.parse(rules)
    with pytest.raises(Invalid) as caught:
        campaigns.update(actor=olive, campaign=campaign, rules=rules)
    assert words in caught.value.errors["rules"][0]
