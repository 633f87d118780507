"""Everybody of a roster is invited in one step, and each has a word of what became of it."""

import pytest

from marketplace.core.errors import Invalid, Refused
from marketplace.deals.models import Contact
from marketplace.rosters.actions import inviting
from tests.factories.deals import invited, manager_of, viewer_of
from tests.factories.rosters import built, chosen_from, solved

pytestmark = pytest.mark.django_db


def test_each_is_invited_at_their_price_or_says_why_not():
    campaign = chosen_from(40_000, 50_000)
    roster = solved(campaign)
    first, second = (pick.creator for pick in roster.picks.order_by("cost_minor"))
    invited(campaign, first)
    picks = inviting.invite(actor=manager_of(campaign), roster=roster, message="Come and make soap.")
    told = {pick.creator: (pick.contact and pick.contact.price_minor, pick.refused) for pick in picks}
    assert told == {first: (None, "already-in-contact"), second: (50_000, "")}
    inviting.invite(actor=manager_of(campaign), roster=roster, message="Again.")
    assert Contact.objects.filter(campaign=campaign).count() == 2


def test_a_viewer_invites_nobody_and_an_empty_message_is_refused():
    campaign = chosen_from(40_000)
    roster = solved(campaign)
    with pytest.raises(Refused):
        inviting.invite(actor=viewer_of(campaign), roster=roster, message="Hello")
    with pytest.raises(Invalid):
        inviting.invite(actor=manager_of(campaign), roster=roster, message=" ")
    with pytest.raises(inviting.NothingToInvite):
        inviting.invite(actor=manager_of(campaign), roster=built(campaign), message="Hello")
    assert not Contact.objects.exists()
