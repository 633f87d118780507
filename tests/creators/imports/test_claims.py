"""The owner of an imported profile claims it, or has it removed; nobody else does."""

import pytest
from django.urls import reverse

from creators.actions import channels, claims
from creators.enums import CreatorState, Ownership, Wish
from creators.models import Channel, ClaimRequest, Creator, ImportRow, Measurement, Objection
from creators.policies import StaffOnly, WrongSide
from marketplace.core.errors import Invalid
from marketplace.taxonomy.models import Platform
from tests.creators.imports.conftest import bring, tally
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
LIST = "username,name,followers,bio\nzoe,Zoé,12000,Cuisine\n"


@pytest.fixture
def imported():
    bring(LIST)
    return Channel.objects.get(handle="zoe")


@pytest.fixture
def zoe(db):
    return PersonFactory(email="zoe@example.org")


def asked(person, channel, wish):
    claim = claims.ask(actor=person, channel=channel, wish=wish)
    return claims.place(actor=person, claim=claim)


def test_a_claimed_profile_is_the_persons_with_its_numbers(imported, zoe, ines):
    claims.grant(actor=ines, claim=asked(zoe, imported, Wish.CLAIM))
    creator = Creator.objects.get(person=zoe)
    assert (creator.display_name, creator.state) == ("Zoé", CreatorState.DRAFT)
    channel = creator.channels.get()
    assert (channel.ownership, channel.proven_by) == (Ownership.PROVEN, ines)
    assert channel.measurements.get().followers == 12_000
    assert tally(bring(LIST)) == (1, 0, 0, 1, 0)


def test_somebody_who_has_a_profile_gets_the_channel_and_the_imported_profile_goes(imported, nour, ines):
    old = imported.creator
    claims.grant(actor=ines, claim=asked(nour.person, imported, Wish.CLAIM))
    assert nour.channels.get().handle == "zoe"
    old.refresh_from_db()
    assert (old.state, old.display_name) == (CreatorState.REMOVED, "")


def test_a_removed_profile_names_nobody_and_no_list_brings_it_back(imported, zoe, ines):
    claims.grant(actor=ines, claim=asked(zoe, imported, Wish.REMOVE))
    creator = Creator.objects.get()
    assert (creator.state, creator.display_name, creator.bio, creator.person) == (CreatorState.REMOVED, "", "", None)
    assert not Channel.objects.filter(handle="zoe").exists()
    assert Measurement.objects.count() == 1
    assert Objection.objects.count() == 1
    again = bring(LIST)
    assert (tally(again), Creator.objects.count()) == ((1, 0, 0, 1, 0), 1)
    assert list(Creator.objects.discoverable()) == []
    assert not ImportRow.objects.exclude(batch=again).filter(errors__contains=[{"text": "zoe"}]).exists()


def test_removing_ones_own_profile_keeps_lists_from_bringing_it_back(lea):
    from creators.actions import removal

    handle = lea.channels.get().handle
    removal.remove(actor=lea.person, creator=lea)
    assert tally(bring(f"username,followers\n{handle},5\n")) == (1, 0, 0, 1, 0)


def test_only_staff_decide_and_only_once(imported, zoe, ines):
    claim = claims.ask(actor=zoe, channel=imported, wish=Wish.CLAIM)
    with pytest.raises(channels.WrongOwnership):
        claims.grant(actor=ines, claim=claim)
    claims.place(actor=zoe, claim=claim)
    with pytest.raises(StaffOnly):
        claims.grant(actor=zoe, claim=claim)
    with pytest.raises(Invalid):
        claims.refuse(actor=ines, claim=claim, reason=" ")
    claims.refuse(actor=ines, claim=claim, reason="No code in the bio.")
    with pytest.raises(channels.WrongOwnership):
        claims.grant(actor=ines, claim=claim)
    imported.refresh_from_db()
    assert imported.creator.person is None


def test_of_two_who_claim_the_one_with_the_code_has_it_and_the_other_is_told(imported, zoe, nour, ines):
    other = asked(nour.person, imported, Wish.REMOVE)
    claims.grant(actor=ines, claim=asked(zoe, imported, Wish.CLAIM))
    other.refresh_from_db()
    assert (other.is_granted, other.reason) == (False, "Somebody else has shown that it is theirs.")


def test_nobody_claims_what_somebody_looks_after_and_brands_claim_nothing(imported, lea, zoe, bao):
    with pytest.raises(claims.NotUnclaimed):
        claims.ask(actor=zoe, channel=lea.channels.get(), wish=Wish.CLAIM)
    with pytest.raises(WrongSide):
        claims.ask(actor=PersonFactory(brand=True, uses_creator_side=False), channel=imported, wish=Wish.CLAIM)
    assert ClaimRequest.objects.count() == 0


def test_adding_an_imported_channel_points_to_the_claim(imported, nour):
    with pytest.raises(channels.HandleTaken) as refusal:
        channels.add(actor=nour.person, creator=nour, platform=Platform.objects.get(code="tiktok"), handle="@zoe")
    assert "claim it" in refusal.value.message


def test_the_pages_lead_from_the_handle_to_the_code_and_to_the_answer(client, imported, zoe, ines):
    client.force_login(zoe)
    page = reverse("creators:claim", args=[imported.public_id])
    find = reverse("creators:find_claim")
    answer = client.get(find, {"platform": "tiktok", "handle": "https://www.tiktok.com/@Zoe"})
    assert answer.headers["Location"] == page
    assert client.get(find, {"platform": "tiktok", "handle": "nobody.here"}).status_code == 422
    client.post(page, {"wish": "remove"})
    claim = ClaimRequest.objects.get()
    assert claim.code in client.get(page).content.decode()
    client.post(reverse("creators:claim_placed", args=[imported.public_id]))
    assert "Proof being checked" in client.get(page).content.decode()
    claims.grant(actor=ines, claim=claim)
    assert client.get(page).status_code == 404
    assert "Done" in client.get(find).content.decode()


def test_somebody_elses_claim_is_not_there(client, imported, zoe, nour):
    claims.ask(actor=zoe, channel=imported, wish=Wish.CLAIM)
    client.force_login(nour.person)
    assert client.post(reverse("creators:claim_placed", args=[imported.public_id])).status_code == 404
