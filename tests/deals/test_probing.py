"""What a brand cannot find out by asking again and again."""

import pytest

from creators.actions import refusals
from marketplace.core.errors import Invalid
from marketplace.deals.actions import invitations
from marketplace.deals.models import Contact
from tests.factories.creators import published_creator
from tests.factories.deals import invited, open_campaign

pytestmark = pytest.mark.django_db


def test_price_after_price_finds_a_step_of_the_public_series_and_nothing_finer():
    """Whatever a creator has in mind between two round amounts, every price is answered in the same way."""
    campaign = open_campaign()
    for wish in (30_001, 49_999):
        with pytest.raises(Invalid):
            refusals.set(actor=(own := published_creator()).person, creator=own, minimum_fee_minor=wish,
                         minimum_fee_currency="EUR")  # fmt: skip
    creator = published_creator()
    refusals.set(actor=creator.person, creator=creator, minimum_fee_minor=50_000, minimum_fee_currency="EUR")
    for price in (30_000, 30_001, 49_999):
        with pytest.raises(invitations.CreatorRefuses):
            invited(campaign, creator, price_minor=price)
    assert not Contact.objects.exists()
    assert invited(campaign, creator, price_minor=50_000).price_minor == 50_000
