"""The owner of an imported profile claims it, or has it removed; nobody else does."""

import pytest
from django.urls import reverse

from creators import reactions
from creators.actions import channels, claims
from creators.enums import CreatorState, Ownership, Wish
from creators.models import Channel, ClaimRequest, Creator, ImportRow, Measurement, Objection
from creators.policies import StaffOnly, WrongSide
from marketplace.activity.models import Event
from marketplace.core.errors import Invalid
from marketplace.notifications.models import Notice
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


def told(person):
    """What a person was told of decisions so far, each reaction run twice as it may be: (verb, title, body, url)."""
    for event in Event.objects.filter(verb="creators.claim_decided"):
        reactions.tell_who_asked(event)
        reactions.tell_who_asked(event)
    return [(notice.verb, notice.title, notice.body, notice.url) for notice in Notice.objects.filter(person=person)]


def test_who_claimed_a_profile_hears_that_it_is_theirs_and_who_lost_it_too(imported, zoe, nour, ines):
    asked(nour.person, imported, Wish.REMOVE)
    claims.grant(actor=ines, claim=asked(zoe, imported, Wish.CLAIM))
    body = "We saw the code. zoe on TikTok is now a channel of your profile, with its numbers."
    mine, find = reverse("creators:mine"), reverse("creators:find_claim")
    assert told(zoe) == [("creators.claim_granted", "The profile of zoe is yours", body, mine)]
    body = "Somebody else has shown that the account on TikTok is theirs. If that is wrong, write to us."
    title = "The profile you asked for is somebody else’s"
    assert told(nour.person) == [("creators.claim_taken", title, body, find)]
    assert Notice.objects.filter(in_app=True, by_email=True).count() == 2


def test_who_had_a_profile_removed_hears_it_and_the_notice_does_not_name_it(imported, zoe, ines):
    claims.grant(actor=ines, claim=asked(zoe, imported, Wish.REMOVE))
    body = "Nothing here names the account on TikTok any more, and no list will bring it back."
    title = "The profile you asked about is removed"
    assert told(zoe) == [("creators.removal_granted", title, body, reverse("creators:find_claim"))]
    assert "zoe" not in str(Notice.objects.get().data)


def test_who_is_refused_reads_why_and_is_led_back_to_the_claim(client, imported, zoe, ines):
    claims.refuse(actor=ines, claim=asked(zoe, imported, Wish.CLAIM), reason="No code in the bio.")
    title = "We could not see that zoe is yours"
    body = "You can put it right and ask again. The reason: No code in the bio."
    ((verb, *texts, url),) = told(zoe)
    assert (verb, *texts) == ("creators.claim_refused", title, body)
    client.force_login(zoe)
    assert client.get(url).status_code == 200


def test_nobody_is_told_of_a_claim_whose_person_has_left(imported, zoe, ines):
    claim = claims.refuse(actor=ines, claim=asked(zoe, imported, Wish.CLAIM), reason="No code.")
    claim.delete()
    assert told(zoe) == []


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


def test_visitors_read_how_it_goes_and_are_asked_who_they_are_before_anything_is_looked_up(client, imported):
    find = reverse("creators:find_claim")
    page = client.get(find)
    assert page.status_code == 200
    assert "put the code in the account’s bio" in page.content.decode()
    asked = client.get(find, {"platform": imported.platform.code, "handle": imported.handle})
    assert asked.status_code == 302
    assert asked.url.startswith(f"{reverse('account_login')}?next={find}%3F")
