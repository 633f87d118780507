"""Every page of one's own profile: who reaches it, what it shows, that it keeps what was typed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from creators.models import Creator, Measurement
from tests.factories.accounts import PersonFactory
from tests.factories.creators import (
    NUMBERS,
    ChannelFactory,
    MeasurementFactory,
    PhotoFactory,
    PortfolioItemFactory,
    RateFactory,
    document_file,
    picture_file,
)

pytestmark = pytest.mark.django_db
PLAIN = ["mine", "preview", "profile", "availability", "refusals", "consent", "channels", "add_channel", "rates"]
PLAIN += ["usage", "photos", "portfolio", "add_item"]


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def url(name, *args):
    return reverse(f"creators:{name}", args=args)


@pytest.mark.parametrize("name", PLAIN)
def test_every_page_opens_for_a_draft_and_for_a_published_profile(client, nour, lea, name):
    for creator in (nour, lea):
        client.force_login(creator.person)
        answer = client.get(url(name))
        assert answer.status_code == 200
        assert answer.content.count(b"<h1") == 1


@pytest.mark.parametrize("name", PLAIN)
def test_visitors_sign_in_first_and_newcomers_start_with_their_profile(client, db, name):
    answer = client.get(url(name))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))
    client.force_login(PersonFactory())
    answer = client.get(url(name))
    assert answer.status_code == 200 if name == "profile" else answer.url == url("profile")


def test_people_of_the_brand_side_have_no_profile_pages(client, bao):
    client.force_login(bao)
    assert client.get(url("profile")).status_code == 403
    assert client.get(url("mine")).status_code == 403
    assert client.post(url("profile"), {"display_name": "Bao"}).status_code == 403
    assert not Creator.objects.filter(person=bao).exists()


def owned(creator):
    """Every address that names something of one creator, with its method."""
    channel = creator.channels.get()
    item = PortfolioItemFactory(creator=creator)
    return [
        ("get", url("channel", channel.public_id)),
        ("post", url("channel", channel.public_id)),
        ("post", url("remove_channel", channel.public_id)),
        ("post", url("request_proof", channel.public_id)),
        ("get", url("history", channel.public_id)),
        ("get", url("add_measurement", channel.public_id)),
        ("post", url("add_measurement", channel.public_id)),
        ("post", url("remove_rate", creator.rates.get().public_id)),
        ("post", url("remove_photo", creator.photos.get().public_id)),
        ("post", url("move_photo", creator.photos.get().public_id)),
        ("get", url("item", item.public_id)),
        ("post", url("remove_item", item.public_id)),
    ]


def test_what_belongs_to_another_is_not_found(client, nour, lea):
    addresses = owned(lea)
    client.force_login(nour.person)
    assert [(address, getattr(client, method)(address).status_code) for method, address in addresses] == [
        (address, 404) for _method, address in addresses
    ]
    lea.refresh_from_db()
    assert (lea.channels.live().count(), lea.rates.active().count(), lea.photos.count()) == (1, 1, 1)


def test_a_suspended_creator_reads_and_exports_and_does_not_act(client, lea):
    channel = lea.channels.get()
    type(lea.person).objects.filter(pk=lea.person.pk).update(suspended_at=timezone.now())
    client.force_login(lea.person)
    for name in [*PLAIN, "export_json", "export_csv"]:
        assert client.get(url(name)).status_code == 200, name
    assert b"<button" not in client.get(url("rates")).content.split(b"<main")[1].split(b"</main>")[0]
    answer = client.post(url("profile"), {"display_name": "Other"})
    assert (answer.status_code, b"suspended" in answer.content, b"Other" in answer.content) == (422, True, True)
    assert client.post(url("add_measurement", channel.public_id), {"as_of": "2026-01-01"}).status_code == 422
    assert client.post(url("move", "pause")).status_code == 403
    lea.refresh_from_db()
    assert (lea.display_name, lea.state) == ("Léa", "published")


def test_a_wrong_form_comes_back_with_what_was_typed(client, nour):
    channel = ChannelFactory(creator=nour)
    client.force_login(nour.person)
    typed = {"as_of": "2100-01-01", "followers": "12.4k", "audience_genders_female": "90", "audience_genders_male": "5"}
    answer = client.post(url("add_measurement", channel.public_id), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="12.4k"' in page
    assert 'value="2100-01-01"' in page
    assert "Numbers cannot come from the future" in page
    assert "These shares add up to 95%: 5% is missing." in page
    assert Measurement.objects.count() == 0


def test_a_form_that_comes_back_asks_for_its_file_again_and_only_then(client, nour):
    channel = ChannelFactory(creator=nour)
    client.force_login(nour.person)
    address, again = url("add_measurement", channel.public_id), "Choose this file again"
    typed = {"as_of": "2100-01-01", "proof": picture_file()}
    answer = client.post(address, typed)
    assert (answer.status_code, answer.content.decode().count(again)) == (422, 1)
    assert again not in client.post(address, typed | {"proof": ""}).content.decode()
    assert client.post(address, {"as_of": "2026-01-05", "followers": "5k", "proof": picture_file()}).status_code == 302


def test_fields_that_publishing_asks_for_are_not_called_optional(client, nour):
    client.force_login(nour.person)
    page = client.get(url("profile")).content.decode()
    # The niches, the styles and the birth date; beside them pronouns, words, languages, country and city may be left.
    assert (page.count(">needed to publish<"), page.count(">optional<")) == (3, 5)
    assert "---------" not in client.get(url("add_item")).content.decode()


def test_from_nothing_to_published_with_forms_alone(client, db):
    person = PersonFactory()
    client.force_login(person)
    about = {"display_name": "Nour", "birth_date": "1999-01-02", "languages_0": "fr", "next": "1"}
    about |= {"niches": ["640"], "styles": [style_id("tutorial")]}
    assert client.post(url("profile"), about).url == url("channels")
    answer = client.post(url("add_channel"), {"platform": platform_id("tiktok"), "handle": "@Nour.F"})
    channel = Creator.objects.get(person=person).channels.get()
    assert answer.url == url("add_measurement", channel.public_id)
    numbers = {"as_of": "2026-01-05", "followers": "50k", "median_engagement_20": "2 000", "next": "1"}
    numbers |= {"audience_ages_18-24": "60", "audience_ages_25-34": "40"}
    assert client.post(answer.url, numbers).url == url("rates")
    price = {"kind": kind_id("story"), "amount": "150,50", "currency": "EUR", "next": "1"}
    assert client.post(url("rates"), price).url == url("photos")
    assert client.post(url("photos"), {"picture": picture_file(), "next": "1"}).url == url("mine")
    client.post(url("move", "publish"))
    creator = Creator.objects.get(person=person)
    assert (creator.state, creator.rates.get().amount_minor) == ("published", 15_050)


def platform_id(code):
    from marketplace.taxonomy.models import Platform

    return Platform.objects.get(code=code).pk


def style_id(code):
    from marketplace.taxonomy.models import ContentStyle

    return ContentStyle.objects.get(code=code).pk


def kind_id(code):
    from marketplace.taxonomy.models import DeliverableKind

    return DeliverableKind.objects.get(code=code).pk


def test_publishing_too_early_says_what_is_missing(client, nour):
    client.force_login(nour.person)
    answer = client.post(url("move", "publish"))
    assert answer.status_code == 409
    assert b"A niche" in answer.content
    assert client.post(url("move", "fly")).status_code == 404


def test_lines_of_usage_and_exclusivity_are_added_and_removed(client, nour):
    client.force_login(nour.person)
    line = {"line": "usage", "usage-use": "organic", "usage-days": "30", "usage-currency": "EUR", "usage-percent": "50"}
    assert client.post(url("usage"), line).status_code == 302
    sole = {"line": "exclusivity", "sole-scope": "all", "sole-days": "30", "sole-currency": "EUR", "sole-amount": "99"}
    assert client.post(url("usage"), sole).status_code == 302
    assert client.post(url("usage"), {**sole, "sole-percent": "5"}).status_code == 422
    used, only = nour.usage_rates.get(), nour.exclusivity_rates.get()
    assert (used.percent_bp, used.amount_minor, only.amount_minor, only.currency) == (5_000, None, 9_900, "EUR")
    client.post(url("remove_usage", used.pk))
    client.post(url("remove_exclusivity", only.pk))
    assert (nour.usage_rates.count(), nour.exclusivity_rates.count()) == (0, 0)


def test_the_proof_of_numbers_is_private(client, nour, lea, bao, ines):
    row = MeasurementFactory(channel=ChannelFactory(creator=nour), source="proof", proof=document_file())
    seen = {}
    for name, person in {"nour": nour.person, "lea": lea.person, "bao": bao, "ines": ines}.items():
        client.force_login(person)
        answer = client.get(url("proof", row.public_id))
        seen[name] = answer.status_code
    assert seen == {"nour": 200, "lea": 404, "bao": 404, "ines": 200}
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"].startswith("private, no-store")
    assert client.get(f"/media/{row.proof.name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "queries"), [("channels", 16), ("rates", 11), ("photos", 7), ("portfolio", 6), ("preview", 14)]
)
@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long_they_are(client, django_assert_num_queries, nour, name, queries, count):
    for position in range(count):
        channel = ChannelFactory(creator=nour)
        MeasurementFactory(channel=channel, **NUMBERS)
        RateFactory(creator=nour, channel=channel)
        PhotoFactory(creator=nour, position=position)
        PortfolioItemFactory(creator=nour)
    client.force_login(nour.person)
    with django_assert_num_queries(queries):
        assert client.get(url(name)).status_code == 200
