"""The page of a creator as brands see it, and the data a creator takes away."""

import csv
import datetime
import io
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from brands.models import Brand
from creators import policies
from creators.models import Creator
from marketplace.accounts import seats
from marketplace.accounts.models import Person
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, MemberFactory
from tests.factories.creators import NUMBERS, ChannelFactory, ConsentFactory, CreatorFactory, MeasurementFactory

pytestmark = pytest.mark.django_db


def page_of(client, creator, person):
    client.force_login(person)
    return client.get(reverse("creators:detail", args=[creator.public_id]))


@pytest.mark.parametrize(
    ("state", "seen_by"),
    [
        ("draft", ["owner", "staff"]),
        ("published", ["brand", "owner", "staff"]),
        ("paused", ["brand", "owner", "staff"]),
        ("hidden", ["owner", "staff"]),
        ("unpublished", ["owner", "staff"]),
        ("removed", []),
    ],
)
def test_who_sees_the_page_in_each_state(client, lea, nour, bao, ines, state, seen_by):
    Creator.objects.filter(pk=lea.pk).update(state=state)
    people = {"owner": lea.person, "other": nour.person, "brand": bao, "staff": ines}
    answers = {name: page_of(client, lea, person).status_code for name, person in people.items()}
    assert sorted(name for name, status in answers.items() if status == 200) == seen_by
    assert {status for status in answers.values() if status != 200} <= {404}


@pytest.mark.parametrize("state", ["published", "paused"])
def test_ticking_the_brand_side_opens_no_page_before_there_is_a_seat(client, lea, state):
    Creator.objects.filter(pk=lea.pk).update(state=state)
    kim = PersonFactory(brand=True)
    assert page_of(client, lea, kim).status_code == 404
    assert client.get(reverse("deals:invite", args=[lea.public_id])).status_code == 404
    seat = MemberFactory(person=kim, role="viewer")
    assert page_of(client, lea, kim).status_code == 200
    seat.delete()
    assert page_of(client, lea, kim).status_code == 404


def test_members_of_suspended_brands_see_nobody_unless_another_brand_of_theirs_is_active(client, lea, bao):
    Brand.objects.filter(members__person=bao).update(state="suspended")
    assert page_of(client, lea, bao).status_code == 404
    BrandFactory(owner=bao)
    assert page_of(client, lea, bao).status_code == 200


def test_a_seat_counts_only_from_the_brand_side_and_is_asked_for_once(django_assert_num_queries, bao, nour):
    MemberFactory(person=nour.person)
    with django_assert_num_queries(0):
        assert seats.works_for_a_brand(nour.person) is False
    with django_assert_num_queries(1):
        assert [seats.works_for_a_brand(bao) for _time in range(3)] == [True] * 3


def test_visitors_are_asked_to_sign_in(client, lea):
    answer = client.get(reverse("creators:detail", args=[lea.public_id]))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


def test_brands_do_not_see_suspended_people(client, lea, bao):
    Person.objects.filter(pk=lea.person_id).update(suspended_at=timezone.now())
    assert page_of(client, lea, bao).status_code == 404


def test_people_in_contact_keep_seeing_a_hidden_profile(client, lea, bao, monkeypatch):
    Creator.objects.filter(pk=lea.pk).update(state="hidden")
    monkeypatch.setattr(policies, "_in_contact", [])
    policies.register_contact(lambda person, creator: person == bao and creator == lea)
    assert page_of(client, lea, bao).status_code == 200


def test_an_unclaimed_profile_says_so_and_where_its_numbers_come_from(client, bao, nour):
    creator = CreatorFactory(unclaimed=True, display_name="Zed", source="List of 2026")
    MeasurementFactory(channel=ChannelFactory(creator=creator), source="imported", median_engagement_20=None)
    answer = page_of(client, creator, bao)
    assert b"Unclaimed" in answer.content
    assert b"List of 2026" in answer.content
    assert page_of(client, creator, nour.person).status_code == 404


def test_what_is_private_is_not_on_the_page(client, lea, bao):
    channel = lea.channels.get()
    MeasurementFactory(channel=channel, followers=777_123, is_private=True)
    Creator.objects.filter(pk=lea.pk).update(
        birth_date=datetime.date(1991, 7, 23),
        refusals_note="SECRETNOTE",
        minimum_fee_minor=7_654_300,
        minimum_fee_currency="EUR",
    )
    ConsentFactory(creator=lea, guardian_name="SECRETGUARDIAN")
    for person, name in ((bao, "detail"), (lea.person, "preview")):
        client.force_login(person)
        args = [lea.public_id] if name == "detail" else []
        page = client.get(reverse(f"creators:{name}", args=args)).content.decode()
        assert "50K" in page
        hidden = ["777", "1991", "Jul 23", "SECRET", "76,543", "76543", channel.ownership_code]
        hidden += [lea.person.email] if person == bao else []
        assert [text for text in hidden if text in page] == []


@pytest.mark.parametrize(("state", "invited"), [("published", True), ("paused", False)])
def test_brands_are_offered_to_invite_a_published_creator(client, lea, bao, ines, state, invited):
    Creator.objects.filter(pk=lea.pk).update(state=state)
    address = reverse("deals:invite", args=[lea.public_id]).encode()
    assert (address in page_of(client, lea, bao).content) is invited
    assert address not in page_of(client, lea, ines).content
    assert address not in page_of(client, lea, lea.person).content


def test_text_of_a_creator_is_text(client, lea, bao):
    Creator.objects.filter(pk=lea.pk).update(bio="<script>alert(1)</script>", display_name="<b>Léa</b>")
    page = page_of(client, lea, bao).content
    assert b"<script>alert" not in page
    assert b"<b>L" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_is_on_it(client, django_assert_num_queries, lea, bao, count):
    for _number in range(count):
        MeasurementFactory(channel=ChannelFactory(creator=lea), **NUMBERS)
    client.force_login(bao)
    # One of them asks for a seat in an active brand.
    with django_assert_num_queries(15):
        client.get(reverse("creators:detail", args=[lea.public_id]))


def test_a_creator_takes_everything_away_as_json(client, lea):
    MeasurementFactory(channel=lea.channels.get(), followers=777_123, is_private=True)
    client.force_login(lea.person)
    answer = client.get(reverse("creators:export_json"))
    found = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert (found["display_name"], found["birth_date"], len(found["rates"])) == ("Léa", "1998-05-17", 1)
    assert [row["followers"] for row in found["channels"][0]["measurements"]] == [777_123, 50_000]


def test_numbers_are_taken_away_as_a_table_without_formulas(client, nour):
    channel = ChannelFactory(creator=nour, handle="=1+1")
    MeasurementFactory(channel=channel, as_of=datetime.date(2026, 1, 2))
    client.force_login(nour.person)
    text = b"".join(client.get(reverse("creators:export_csv")).streaming_content).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["handle"], row["followers"], row["following"]) == ("'=1+1", "50000", "")
    assert (row["as_of"], row["engagement_rate_bp"]) == ("2026-01-02", "400")


def test_the_account_export_holds_the_profile_of_its_person_alone(lea, nour):
    from marketplace.accounts.personal_data import export_of

    assert export_of(lea.person)["creator"]["display_name"] == "Léa"
    assert export_of(nour.person)["creator"]["channels"] == []
