"""Seats in a brand: offered by mail, taken once, never the last owner's."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from brands.actions import brands, members
from brands.models import Member, MemberInvitation
from brands.policies import NotYours
from marketplace.core import jobs
from marketplace.core.errors import Invalid
from marketplace.core.models import Job
from tests.factories.accounts import PersonFactory
from tests.factories.brands import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return PersonFactory(email="nadia@aubepine.example", language="fr")


@pytest.fixture
def invitation(brand, olive):
    return members.invite(actor=olive, brand=brand, email=" Nadia@Aubepine.example ", role="manager")


def test_an_invitation_is_mailed_once_with_a_link_that_nothing_stores(invitation):
    token = members.token_of(invitation)
    job = Job.objects.get(name="brands.send_invitation")
    jobs.run(job.pk)
    jobs.run(job.pk)
    assert [message.to for message in mail.outbox] == [["nadia@aubepine.example"]]
    assert f"/brands/invitations/{token}/" in mail.outbox[0].body
    assert token not in f"{job.payload} {MemberInvitation.objects.values().get()}"


def test_a_revoked_invitation_is_not_mailed(invitation, olive):
    members.revoke(actor=olive, invitation=invitation)
    jobs.run(Job.objects.get(name="brands.send_invitation").pk)
    assert mail.outbox == []


def test_the_invited_person_takes_the_seat(invitation, nadia, brand):
    member = members.accept(actor=nadia, token=members.token_of(invitation))
    nadia.refresh_from_db()
    assert (member.brand, member.person, member.role, nadia.uses_brand_side) == (brand, nadia, "manager", True)


def test_a_link_works_once(invitation, nadia):
    token = members.token_of(invitation)
    members.accept(actor=nadia, token=token)
    with pytest.raises(members.InvitationGone):
        members.accept(actor=nadia, token=token)
    assert Member.objects.filter(person=nadia).count() == 1


def test_a_forwarded_link_does_not_work(invitation, kim):
    with pytest.raises(members.NotForYou):
        members.accept(actor=kim, token=members.token_of(invitation))
    assert not Member.objects.filter(person=kim).exists()


def test_a_link_that_is_old_revoked_or_made_up_does_not_work(invitation, nadia, olive):
    with pytest.raises(members.InvitationGone):
        members.accept(actor=nadia, token="f" * 64)
    MemberInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(members.InvitationGone):
        members.accept(actor=nadia, token=members.token_of(invitation))
    MemberInvitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    members.revoke(actor=olive, invitation=invitation)
    with pytest.raises(members.InvitationGone):
        members.accept(actor=nadia, token=members.token_of(invitation))
    with pytest.raises(members.InvitationGone):
        members.revoke(actor=olive, invitation=invitation)
    assert not Member.objects.filter(person=nadia).exists()


def test_one_address_has_one_open_invitation_and_an_expired_one_makes_room(invitation, olive, brand):
    with pytest.raises(members.AlreadyInvited):
        members.invite(actor=olive, brand=brand, email="nadia@aubepine.example", role="viewer")
    MemberInvitation.objects.update(expires_at=timezone.now())
    again = members.invite(actor=olive, brand=brand, email="nadia@aubepine.example", role="viewer")
    assert list(brand.invitations.open()) == [again]


def test_a_member_is_not_invited_again(brand, olive, marc):
    with pytest.raises(members.AlreadyMember):
        members.invite(actor=olive, brand=brand, email="MARC@aubepine.example", role="viewer")


def test_open_invitations_are_limited(invitation, olive, brand, monkeypatch):
    monkeypatch.setattr(members, "MOST_OPEN", 1)
    with pytest.raises(members.TooManyInvitations):
        members.invite(actor=olive, brand=brand, email="other@aubepine.example", role="viewer")


@pytest.mark.parametrize(("email", "role"), [("not an address", "viewer"), ("a@b.example", "king")])
def test_a_wrong_address_or_role_is_told(brand, olive, email, role):
    with pytest.raises(Invalid):
        members.invite(actor=olive, brand=brand, email=email, role=role)
    assert not MemberInvitation.objects.exists()


@pytest.mark.parametrize("who", ["marc", "vera", "rival", "kim"])
def test_only_owners_invite_and_revoke(invitation, brand, who, request):
    actor = request.getfixturevalue(who)
    with pytest.raises(NotYours):
        members.invite(actor=actor, brand=brand, email="friend@rival.example", role="owner")
    with pytest.raises(NotYours):
        members.revoke(actor=actor, invitation=invitation)
    assert MemberInvitation.objects.open().count() == 1


@pytest.mark.parametrize("who", ["marc", "vera", "rival"])
def test_only_owners_change_roles_and_remove_others(brand, olive, who, request):
    actor = request.getfixturevalue(who)
    owner = Member.objects.get(brand=brand, person=olive)
    with pytest.raises(NotYours):
        members.change_role(actor=actor, member=owner, role="viewer")
    with pytest.raises(NotYours):
        members.remove(actor=actor, member=owner)
    owner.refresh_from_db()
    assert owner.role == "owner"


def test_the_last_owner_neither_leaves_nor_steps_down(brand, olive, marc):
    owner = Member.objects.get(brand=brand, person=olive)
    with pytest.raises(members.LastOwner):
        members.remove(actor=olive, member=owner)
    with pytest.raises(members.LastOwner):
        members.change_role(actor=olive, member=owner, role="viewer")
    members.change_role(actor=olive, member=Member.objects.get(person=marc), role="owner")
    members.remove(actor=olive, member=owner)
    assert list(brand.members.values_list("person", "role")) == [(marc.pk, "owner")]


def test_anybody_may_leave_even_when_the_brand_is_suspended(brand, vera):
    brand.state = "suspended"
    brand.save()
    members.remove(actor=vera, member=Member.objects.get(person=vera))
    assert not Member.objects.filter(person=vera).exists()


def test_a_member_is_removed_once(brand, olive, vera):
    first, second = Member.objects.get(person=vera), Member.objects.get(person=vera)
    members.remove(actor=olive, member=first)
    with pytest.raises(members.NoMember):
        members.remove(actor=olive, member=second)


def test_a_seat_in_one_brand_is_none_in_another(rival, brand):
    seat = MemberFactory(brand=brand)
    assert not Member.objects.visible_to(rival).filter(pk=seat.pk).exists()
    with pytest.raises(NotYours):
        brands.update(actor=rival, brand=brand, name="Mine")
