"""The pages of contact: who sees what, what a form says, and what a list costs."""

import uuid

import pytest
from django.urls import reverse

from creators.enums import CreatorState
from marketplace.deals.actions import contacts
from marketplace.deals.enums import ContactState, Reason
from marketplace.deals.models import Contact
from tests.factories.accounts import PersonFactory
from tests.factories.creators import CreatorFactory, published_creator
from tests.factories.deals import applied, channel_of, invited, manager_of, open_campaign, stranger, viewer_of

pytestmark = pytest.mark.django_db
FAR_RULES = {"all": [{"measure": "followers", "op": "gte", "value": 60_000}]}


def page(name, thing):
    return reverse(f"deals:{name}", args=[thing.public_id])


def test_visitors_are_asked_to_sign_in(client):
    contact = applied()
    routes = [reverse("deals:list"), page("contact", contact), page("campaign", contact.campaign)]
    routes += [page("apply", contact.campaign), page("invite", contact.creator)]
    for route in routes:
        assert client.get(route).url.startswith(reverse("account_login"))
    for name in ("accept", "decline", "withdraw"):
        assert client.post(page(name, contact)).url.startswith(reverse("account_login"))


def test_for_everybody_else_a_contact_does_not_exist(client):
    contact = applied()
    for person in (stranger(), manager_of(open_campaign()), published_creator().person):
        client.force_login(person)
        assert client.get(page("contact", contact)).status_code == 404
        for name in ("accept", "decline", "withdraw"):
            assert client.post(page(name, contact), {"reason": "price"}).status_code == 404
        assert client.get(page("campaign", contact.campaign)).status_code == 404
    contact.refresh_from_db()
    assert contact.state == ContactState.PENDING


def test_a_viewer_reads_and_does_not_answer(client):
    contact = applied()
    client.force_login(viewer_of(contact.campaign))
    answer = client.get(page("contact", contact))
    assert (answer.status_code, answer.context["may_answer"], answer.context["may_withdraw"]) == (200, False, False)
    assert client.post(page("accept", contact)).status_code == 403
    assert client.post(page("decline", contact), {"reason": "price"}).status_code == 403
    contact.refresh_from_db()
    assert contact.state == ContactState.PENDING


def test_a_creator_applies_from_the_campaigns_page(client):
    campaign, creator = open_campaign(), published_creator()
    client.force_login(creator.person)
    assert client.get(page("apply", campaign)).context["can_apply"] is True
    sent = {"channel": channel_of(creator).public_id, "message": "Hello", "price": "450.50"}
    answer = client.post(page("apply", campaign), sent)
    contact = Contact.objects.get()
    assert answer.url == page("contact", contact)
    assert (contact.creator, contact.price_minor, contact.state) == (creator, 45_050, "pending")


def test_a_wrong_application_comes_back_with_what_is_wrong(client):
    campaign, creator = open_campaign(), published_creator()
    client.force_login(creator.person)
    answer = client.post(page("apply", campaign), {"channel": uuid.uuid4(), "message": "", "price": "much"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"channel", "message", "price"}
    answer = client.post(
        page("apply", campaign), {"channel": channel_of(creator).public_id, "message": "Hello", "price": "0"}
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["price"])
    assert not Contact.objects.exists()


def test_who_fails_a_rule_sees_which_and_no_form(client):
    campaign, creator = open_campaign(rules=FAR_RULES), published_creator()
    client.force_login(creator.person)
    answer = client.get(page("apply", campaign))
    assert answer.context["can_apply"] is False
    assert "10,000" in answer.content.decode()
    assert 'name="message"' not in answer.content.decode()
    sent = {"channel": channel_of(creator).public_id, "message": "Hello", "price": "450"}
    assert client.post(page("apply", campaign), sent).status_code == 409
    assert not Contact.objects.exists()


def test_a_campaign_that_is_not_published_cannot_be_applied_to(client):
    campaign = open_campaign()
    client.force_login(published_creator().person)
    campaign.state = "paused"
    campaign.save()
    assert client.get(page("apply", campaign)).status_code == 404


def test_those_who_take_paid_work_only_never_see_barter(client):
    campaign = open_campaign(barter=True, gift=4_500)
    client.force_login(published_creator(paid_only=True).person)
    assert client.get(page("apply", campaign)).status_code == 404
    client.force_login(published_creator().person)
    assert "Barter" in client.get(page("apply", campaign)).content.decode()


@pytest.mark.parametrize("who", ["nobody", "draft", "minor"])
def test_others_are_told_what_is_missing(client, who):
    person = PersonFactory()
    if who == "draft":
        person = CreatorFactory(state=CreatorState.DRAFT).person
    if who == "minor":
        person = published_creator(birth_date="2010-01-01").person
    client.force_login(person)
    answer = client.get(page("apply", open_campaign()))
    assert answer.status_code == 200
    assert 'name="message"' not in answer.content.decode()


def test_a_brand_invites_from_the_creators_page(client):
    campaign, creator = open_campaign(), published_creator()
    client.force_login(manager_of(campaign))
    choose = client.get(page("invite", creator))
    assert choose.context["campaigns"] == [campaign]
    write = f"{page('invite', creator)}?campaign={campaign.public_id}"
    assert client.get(write).context["may_be_invited"] is True
    sent = {"channel": channel_of(creator).public_id, "message": "Hello", "price": "600"}
    answer = client.post(write, sent)
    contact = Contact.objects.get()
    assert answer.url == page("contact", contact)
    assert (contact.kind, contact.price_minor) == ("invitation", 60_000)


def test_an_offer_above_the_plan_is_asked_about_once(client):
    campaign, creator = open_campaign(fee_min_minor=40_000, fee_max_minor=60_000), published_creator()
    client.force_login(manager_of(campaign))
    write = f"{page('invite', creator)}?campaign={campaign.public_id}"
    sent = {"channel": channel_of(creator).public_id, "message": "Hello", "price": "600.01"}
    answer = client.post(write, sent)
    assert answer.status_code == 422
    assert "more than the €600 the campaign plans" in answer.content.decode()
    assert 'name="is_meant"' in answer.content.decode()
    assert not Contact.objects.exists()
    client.post(write, sent | {"is_meant": "on"})
    assert Contact.objects.get().price_minor == 60_001


def test_of_an_offer_above_the_whole_budget_nobody_asks_whether_it_is_meant(client):
    campaign, creator = open_campaign(fee_max_minor=60_000, budget_minor=300_000), published_creator()
    client.force_login(manager_of(campaign))
    sent = {"channel": channel_of(creator).public_id, "message": "Hello", "price": "3000.01"}
    answer = client.post(f"{page('invite', creator)}?campaign={campaign.public_id}", sent)
    assert answer.status_code == 422
    assert "more than the campaign&#x27;s whole budget of €3,000" in answer.content.decode()
    assert 'name="is_meant"' not in answer.content.decode()
    assert not Contact.objects.exists()


def test_another_brands_campaign_cannot_be_invited_to(client):
    campaign, creator = open_campaign(), published_creator()
    client.force_login(manager_of(open_campaign()))
    sent = {"channel": channel_of(creator).public_id, "message": "Hello", "price": "600"}
    client.post(f"{page('invite', creator)}?campaign={campaign.public_id}", sent)
    assert not Contact.objects.exists()


def test_a_viewer_has_no_campaign_to_invite_to(client):
    campaign, creator = open_campaign(), published_creator()
    client.force_login(viewer_of(campaign))
    assert client.get(page("invite", creator)).context["campaigns"] == []


def test_a_hidden_creator_is_not_there_to_be_invited(client):
    creator = published_creator()
    creator.state = CreatorState.HIDDEN
    creator.save()
    client.force_login(manager_of(open_campaign()))
    assert client.get(page("invite", creator)).status_code == 404


def test_accepting_declining_and_withdrawing_by_their_buttons(client):
    accepted, declined, withdrawn = applied(), applied(), applied()
    client.force_login(manager_of(accepted.campaign))
    assert client.get(page("accept", accepted)).status_code == 405
    client.post(page("accept", accepted))
    client.force_login(manager_of(declined.campaign))
    client.post(page("decline", declined), {"reason": Reason.AUDIENCE, "note": "Older, please."})
    client.force_login(withdrawn.creator.person)
    client.post(page("withdraw", withdrawn))
    states = Contact.objects.order_by("pk").values_list("state", "decision_note")
    assert list(states) == [("accepted", ""), ("declined", "Older, please."), ("withdrawn", "")]


@pytest.mark.parametrize("sent", [{}, {"reason": "product"}, {"reason": "other", "note": " "}])
def test_declining_without_a_proper_reason_shows_the_form_again(client, sent):
    contact = applied()
    client.force_login(manager_of(contact.campaign))
    answer = client.post(page("decline", contact), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    contact.refresh_from_db()
    assert contact.state == ContactState.PENDING


def test_the_contacts_page_tells_both_sides_the_same_rules_and_keeps_the_birth_date(client):
    contact = applied(open_campaign(rules={"all": [{"measure": "followers", "op": "gte", "value": 40_000}]}))
    for person in (contact.creator.person, manager_of(contact.campaign)):
        client.force_login(person)
        text = client.get(page("contact", contact)).content.decode()
        assert "50,000" in text
        assert "40,000" in text
        assert "1998" not in text


def test_the_list_shows_the_side_one_looks_from(client):
    contact = applied()
    manager = manager_of(contact.campaign)
    client.force_login(manager)
    assert list(client.get(reverse("deals:list")).context["page"]) == [contact]
    manager.active_side = "creator"
    manager.save()
    assert list(client.get(reverse("deals:list")).context["page"]) == []


def test_the_inbox_is_of_one_campaign_and_filters_by_state(client):
    campaign = open_campaign()
    first, second = applied(campaign), applied(campaign)
    other = open_campaign(brand=campaign.brand)
    applied(other)
    manager = campaign.brand.members.first().person
    contacts.decline(actor=manager, contact=first, reason=Reason.PRICE)
    client.force_login(manager)
    assert list(client.get(page("campaign", campaign)).context["page"]) == [second, first]
    assert list(client.get(page("campaign", campaign), {"state": "declined"}).context["page"]) == [first]
    assert list(client.get(page("campaign", campaign), {"state": "nonsense"}).context["page"]) == [second, first]


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_one_and_three(client, rows, django_assert_num_queries):
    campaign = open_campaign()
    for _ in range(rows):
        applied(campaign)
    client.force_login(manager_of(campaign))
    # session, person, counts, rows, bell
    with django_assert_num_queries(5):
        client.get(reverse("deals:list"))
    # the same, and the campaign
    with django_assert_num_queries(6):
        client.get(page("campaign", campaign))


def test_a_page_of_a_contact_asks_for_the_role_once(client, django_assert_num_queries):
    contact = applied()
    client.force_login(manager_of(contact.campaign))
    # session, person, contact, its events, role, e-mail address, how the brand answers, bell
    with django_assert_num_queries(8):
        answer = client.get(reverse("deals:contact", args=[contact.public_id]))
    assert (answer.context["may_answer"], answer.context["may_withdraw"]) == (True, False)


def test_a_creators_list_costs_the_same_and_the_export_holds_it(client, django_assert_num_queries):
    creator = published_creator()
    for _ in range(3):
        invited(creator=creator)
    client.force_login(creator.person)
    with django_assert_num_queries(5):
        client.get(reverse("deals:list"))
    told = client.get(reverse("accounts:export")).json()["contacts"]
    assert [row["kind"] for row in told] == ["invitation"] * 3
