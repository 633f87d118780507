"""What no campaign may ask, whichever door the rules come through."""

import pytest

from brands.actions import campaigns
from marketplace.core.errors import Invalid
from marketplace.taxonomy.models import Niche

pytestmark = pytest.mark.django_db

CONSENT = {"measure": "parental_consent", "op": "eq", "value": True}
ADULT = {"measure": "age_years", "op": "gte", "value": 18}


def write(olive, campaign, rule):
    return campaigns.update(actor=olive, campaign=campaign, rules={"all": [rule]})


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (ADULT | {"op": "lte"}, "only be asked as a minimum"),
        (ADULT | {"op": "eq", "value": 34}, "only be asked as a minimum"),
        (ADULT | {"op": "between", "value": [18, 25]}, "only be asked as a minimum"),
        (ADULT | {"value": 26}, "at most 25 years"),
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


def test_the_age_that_a_law_asks_for_can_be_asked(olive, campaign):
    write(olive, campaign, ADULT | {"value": 21})
    campaign.refresh_from_db()
    assert campaign.rules == {"all": [{"code": "r1"} | ADULT | {"value": 21}]}
