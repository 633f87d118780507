"""Applications and invitations through the API."""

import pytest

from marketplace.deals.models import Contact
from tests.factories.accounts import PersonFactory
from tests.factories.creators import CreatorFactory, published_creator
from tests.factories.deals import applied, channel_of, invited, manager_of, open_campaign, stranger, viewer_of

pytestmark = pytest.mark.django_db
APPLICATIONS, INVITATIONS = "/api/v1/applications", "/api/v1/invitations"


@pytest.fixture
def campaign():
    return open_campaign()


@pytest.fixture
def creator():
    return published_creator(display_name="Léa")


@pytest.fixture
def lea(client_of, creator):
    return client_of(creator.person)


@pytest.fixture
def manager(client_of, campaign):
    return client_of(manager_of(campaign))


def to(campaign, word):
    return f"/api/v1/campaigns/{campaign.public_id}/{word}"


WORDS = {"message": "I know your soap.", "price_minor": 45_000}


def test_a_creator_applies_and_both_sides_read_the_same(lea, manager, campaign, creator):
    made = lea.post(to(campaign, "applications"), WORDS)
    assert made.status_code == 201
    assert (made.json()["state"], made.json()["my_side"], made.json()["i_may"]) == ("pending", "creator", ["withdraw"])
    assert made.json()["rules_outcome"] == "PASS"
    seen = manager.get(made["Location"]).json()
    assert (seen["my_side"], seen["i_may"]) == ("brand", ["accept", "decline"])
    own = {"my_side", "i_may"}
    assert {k: v for k, v in seen.items() if k not in own} == {k: v for k, v in made.json().items() if k not in own}
    assert "1998" not in str(seen)


def test_a_brand_invites_and_the_creator_accepts(lea, manager, campaign, creator):
    made = manager.post(to(campaign, "invitations"), WORDS | {"creator": str(creator.public_id)})
    assert made.status_code == 201
    assert manager.post(f"{made['Location']}/accept").json()["code"] == "not-your-turn"
    assert lea.post(f"{made['Location']}/accept").json()["state"] == "accepted"
    campaign.refresh_from_db()
    assert campaign.is_locked
    again = lea.post(f"{made['Location']}/decline", {"reason": "timing"})
    assert (again.status_code, again.json()["code"]) == (409, "settled")


def test_a_no_has_a_reason(manager, campaign):
    address = f"{APPLICATIONS}/{applied(campaign).public_id}"
    for body, pointer in (({}, "#/reason"), ({"reason": "mood"}, "#/reason"), ({"reason": "other"}, "#/note")):
        assert manager.post(f"{address}/decline", body).json()["errors"][0]["pointer"] == pointer
    declined = manager.post(f"{address}/decline", {"reason": "price", "note": "Above our budget."}).json()
    assert (declined["state"], declined["decision_reason_code"]) == ("declined", "price")
    assert [event["state"] for event in declined["events"]] == ["pending", "declined"]


def test_what_was_asked_is_taken_back(lea, campaign, creator):
    address = f"{APPLICATIONS}/{applied(campaign, creator).public_id}"
    assert lea.post(f"{address}/withdraw", {"note": "Ill."}).json()["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"price_minor": 1}, "#/message"),
        ({"message": "Hello"}, "#/price_minor"),
        ({"message": "x" * 1_001, "price_minor": 1}, "#/message"),
        ({"message": "Hello", "price_minor": 0}, "#/price_minor"),
        ({"message": "Hello", "price_minor": 1, "channel": "8f14e45f-ceea-467f-a0e6-0d1b1c1a3d3a"}, "#/channel"),
    ],
)
def test_an_application_that_is_wrong_is_not_sent(lea, campaign, body, pointer):
    refused = lea.post(to(campaign, "applications"), body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert Contact.objects.count() == 0


def test_rules_and_seats_stand_in_the_way(client_of, lea):
    strict = open_campaign(rules={"all": [{"measure": "followers", "op": "gte", "value": 10_000_000}]})
    assert lea.post(to(strict, "applications"), WORDS).json()["code"] == "rules-not-met"
    draft = CreatorFactory()
    channelless = client_of(draft.person).post(to(strict, "applications"), WORDS)
    assert channelless.status_code in (403, 422)
    assert Contact.objects.count() == 0


def test_only_the_brands_own_people_invite(client_of, campaign, creator):
    body = WORDS | {"creator": str(creator.public_id)}
    assert client_of(viewer_of(campaign)).post(to(campaign, "invitations"), body).status_code == 403
    assert client_of(stranger()).post(to(campaign, "invitations"), body).status_code == 404
    assert Contact.objects.count() == 0


def test_a_channel_of_somebody_else_cannot_be_invited(manager, campaign, creator):
    other = channel_of(published_creator())
    body = WORDS | {"creator": str(creator.public_id), "channel": str(other.public_id)}
    refused = manager.post(to(campaign, "invitations"), body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/channel")


@pytest.mark.parametrize("make", [applied, invited])
def test_others_do_not_know_of_a_contact(client_of, make, campaign):
    contact = make(campaign)
    word = APPLICATIONS if contact.is_application else INVITATIONS
    address = f"{word}/{contact.public_id}"
    for person in (stranger(), published_creator().person, manager_of(open_campaign())):
        client = client_of(person)
        assert client.get(address).status_code == 404
        assert client.get(word).json()["results"] == []
        for rest in ("accept", "decline", "withdraw"):
            assert client.post(f"{address}/{rest}", {"reason": "timing"}).status_code == 404
    contact.refresh_from_db()
    assert contact.state == "pending"


def test_a_viewer_reads_along_and_answers_nothing(client_of, campaign):
    address = f"{APPLICATIONS}/{applied(campaign).public_id}"
    viewer = client_of(viewer_of(campaign))
    assert viewer.get(address).json()["i_may"] == []
    assert viewer.post(f"{address}/accept").status_code == 403
    assert viewer.post(f"{address}/decline", {"reason": "price"}).status_code == 403


def test_a_draft_takes_no_applications(lea, campaign):
    campaign.state, campaign.published_at = "draft", None
    campaign.save()
    assert lea.post(to(campaign, "applications"), WORDS).status_code == 404


def test_an_application_repeated_under_its_key_is_sent_once(lea, campaign):
    sent = [lea.post(to(campaign, "applications"), WORDS, headers={"Idempotency-Key": "a"}) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    assert Contact.objects.count() == 1
    assert lea.post(to(campaign, "applications"), WORDS).json()["code"] == "already-in-contact"


def test_lists_are_filtered(manager, campaign, creator):
    contact = applied(campaign, creator)
    for query, found in (("state=pending", 1), ("state=accepted", 0), (f"creator={creator.public_id}", 1)):
        assert len(manager.get(f"{APPLICATIONS}?{query}").json()["results"]) == found
    assert manager.get(INVITATIONS).json()["results"] == []
    assert manager.get(f"{INVITATIONS}/{contact.public_id}").status_code == 404


def test_strangers_are_asked_to_sign_in(anonymous, campaign):
    for address in (APPLICATIONS, INVITATIONS, f"{APPLICATIONS}/{applied(campaign).public_id}"):
        assert anonymous.get(address).status_code == 401
    assert anonymous.post(to(campaign, "applications"), WORDS).status_code == 401


def test_a_suspended_creator_does_not_apply(client_of, campaign):
    creator = published_creator(person=PersonFactory(suspended=True))
    assert client_of(creator.person).post(to(campaign, "applications"), WORDS).json()["code"] == "suspended"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number(manager, campaign, rows, django_assert_num_queries):
    for _ in range(rows):
        applied(campaign)
    # session, person, contacts
    with django_assert_num_queries(3):
        assert len(manager.get(APPLICATIONS).json()["results"]) == rows
