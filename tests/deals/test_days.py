"""Whose day it is: a contact goes by the creator's own, a run by UTC, a campaign's dates by UTC for everybody."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from brands.models import Campaign
from brands.queries import gaps_of
from creators.queries import today_of
from marketplace.deals import policies
from marketplace.deals.actions import applications, gates, invitations
from marketplace.deals.verdicts import standing_of
from marketplace.eligibility import Outcome
from marketplace.matching import queries as matching
from tests.factories.accounts import PersonFactory
from tests.factories.brands import CampaignFactory
from tests.factories.creators import published_creator
from tests.factories.deals import applied, channel_of, invited, open_campaign

pytestmark = pytest.mark.django_db

BIRTHDAY = date(2026, 11, 22)
BORN = date(2008, 11, 22)
#: The moment, where the creator lives, and whether their 18th birthday has begun there and in UTC.
EDGES = [
    (datetime(2026, 11, 21, 22, 59, 59, tzinfo=UTC), "Europe/Paris", False, False),
    (datetime(2026, 11, 21, 23, 0, 0, tzinfo=UTC), "Europe/Paris", True, False),
    (datetime(2026, 11, 22, 4, 59, 59, tzinfo=UTC), "America/New_York", False, True),
    (datetime(2026, 11, 22, 5, 0, 0, tzinfo=UTC), "America/New_York", True, True),
]


@pytest.fixture
def at(monkeypatch):
    """Make it this moment."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def adult_rule(results):
    return next(one.outcome for one in results if one.code == "mp-adult-or-consent")


@pytest.mark.parametrize(("moment", "zone", "grown_up_there", "grown_up_in_utc"), EDGES)
def test_a_birthday_at_the_edge_of_a_time_zone(at, moment, zone, grown_up_there, grown_up_in_utc):
    at(moment)
    campaign = open_campaign()
    creator = published_creator(birth_date=BORN, person=PersonFactory(time_zone=zone))
    assert today_of(creator) == (BIRTHDAY if grown_up_there else date(2026, 11, 21))
    assert policies.is_adult(creator) is grown_up_there
    standing = standing_of(channel_of(creator), campaign)
    assert adult_rule(standing.verdict.criteria) == (Outcome.PASS if grown_up_there else Outcome.FAIL)
    run = matching.explain_match(campaign, creator)
    assert run.as_of == moment.date()
    assert adult_rule(run.criteria) == (Outcome.PASS if grown_up_in_utc else Outcome.FAIL)
    if grown_up_there:
        assert invited(campaign, creator).creator == creator
        return
    with pytest.raises(invitations.NotContactable):
        invited(campaign, creator)
    with pytest.raises(applications.NotAdult):
        applied(campaign, creator)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [(datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC), True), (datetime(2026, 11, 23, 0, 0, 0, tzinfo=UTC), False)],
)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_last_day_to_apply_ends_in_utc_for_every_reader(at, moment, is_open, zone):
    campaign = CampaignFactory(published=True, apply_until=date(2026, 11, 22), content_from=None, content_until=None)
    at(moment)
    with timezone.override(zone):
        assert Campaign.objects.open().exists() is is_open
        assert ("apply_until" in {gap.field for gap in gaps_of(campaign)}) is not is_open
        if is_open:
            gates.campaign_is_open(campaign)
        else:
            with pytest.raises(gates.NotOpen):
                gates.campaign_is_open(campaign)
