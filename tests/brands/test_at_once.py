"""Two people who press the same button at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from brands.actions import campaigns, members
from brands.models import Campaign, CampaignVersion, Member
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory, MemberFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts in threads that start together; the names of their refusals, "" for success."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait(timeout=10)
        try:
            act()
        except Exception as error:
            return type(error).__name__
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_a_campaign_is_published_once():
    olive = PersonFactory(brand=True)
    campaign = CampaignFactory(brand=BrandFactory(owner=olive))
    publish = [lambda: campaigns.publish(actor=olive, campaign=campaign)] * 3
    assert at_once(*publish) == ["", "WrongState", "WrongState"]
    assert CampaignVersion.objects.count() == 1


def test_a_draft_is_deleted_once_or_published():
    olive = PersonFactory(brand=True)
    brand = BrandFactory(owner=olive)
    twice, either = CampaignFactory(brand=brand), CampaignFactory(brand=brand)
    assert at_once(*[lambda: campaigns.delete(actor=olive, campaign=twice)] * 3) == ["", "WrongState", "WrongState"]
    acts = [lambda act=act: act(actor=olive, campaign=either) for act in (campaigns.delete, campaigns.publish)]
    assert at_once(*acts) == ["", "WrongState"]
    assert Campaign.objects.filter(state="published").count() == CampaignVersion.objects.count()


def test_two_changes_are_two_versions():
    olive = PersonFactory(brand=True)
    campaign = CampaignFactory(brand=BrandFactory(owner=olive))
    campaigns.publish(actor=olive, campaign=campaign)
    changes = [
        lambda value=value: campaigns.update(actor=olive, campaign=campaign, languages=value)
        for value in (["en"], ["de"])
    ]
    assert at_once(*changes) == ["", ""]
    assert Campaign.objects.get().version == 3
    assert sorted(CampaignVersion.objects.values_list("version", flat=True)) == [1, 2, 3]


def test_of_two_owners_who_leave_at_once_one_stays():
    brand = BrandFactory()
    seats = MemberFactory.create_batch(2, brand=brand, role="owner")
    leaving = [lambda seat=seat: members.remove(actor=seat.person, member=seat) for seat in seats]
    assert at_once(*leaving) == ["", "LastOwner"]
    assert Member.objects.owners().count() == 1


def test_one_link_seats_one_person_once():
    olive, nadia = PersonFactory(brand=True), PersonFactory(email="nadia@aubepine.example")
    brand = BrandFactory(owner=olive)
    token = members.token_of(members.invite(actor=olive, brand=brand, email=nadia.email, role="viewer"))
    assert at_once(*[lambda: members.accept(actor=nadia, token=token)] * 2) == ["", "InvitationGone"]
    assert Member.objects.filter(person=nadia).count() == 1


def test_one_address_is_invited_once():
    olive = PersonFactory(brand=True)
    brand = BrandFactory(owner=olive)
    ask = lambda: members.invite(actor=olive, brand=brand, email="new@aubepine.example", role="viewer")  # noqa: E731
    assert at_once(ask, ask) == ["", "AlreadyInvited"]
    assert brand.invitations.count() == 1
