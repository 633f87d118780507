"""What one list may not do to what another list, or a person, has said of a channel."""

import datetime

import pytest

from brands.models import Brand
from creators.models import Channel, Creator, Measurement
from creators.queries.facts import facts_for
from creators.queries.imports import told
from tests.creators.imports.conftest import HEADER, bring, tally, world
from tests.factories.brands import brand_person
from tests.factories.creators import ChannelFactory, CreatorFactory, MeasurementFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 1, 31)
ZOE = "zoe,Zoé,Food,1000,10,France,Recettes\n"
POISON = "zoe,Not Zoé,Music,1000,10,Belgium,Buy my pills\n"


@pytest.fixture
def mine():
    """Whoever brings lists in for a brand, as options of `bring`."""
    return by_brand("Mine")


def by_brand(name):
    person = brand_person()
    brand = Brand.objects.get(members__person=person)
    return {"actor": person, "brand_id": brand.pk, "source": name}


def zoe():
    creator = Creator.objects.get()
    niches = [niche.code for niche in creator.niches.all()]
    return creator.display_name, creator.bio, creator.home_country, creator.channels.get().country, niches


KNOWN = ("Zoé", "Recettes", "FR", "FR", ["210"])
KEPT = [{"code": "kept_fact", "field": field, "text": ""} for field in ("display_name", "bio", "country", "niche")]


def test_a_brands_list_changes_no_fact_that_the_house_or_another_brand_brought(mine):
    for bringing in ({}, by_brand("Theirs")):
        Channel.objects.update(removed_at="2026-01-01T00:00Z")
        Creator.objects.update(state="removed")
        bring(HEADER + ZOE, as_of=DAY, **bringing)
        batch = bring(HEADER + POISON, as_of=DAY, **mine)
        assert tally(batch) == (1, 0, 0, 1, 0)
        assert batch.rows.get().errors == KEPT
        creator = Creator.objects.exclude(state="removed").get()
        assert (creator.display_name, creator.bio, creator.home_country) == KNOWN[:3]


def test_its_own_profiles_facts_stay_too_for_other_brands_read_them(mine):
    bring(HEADER + ZOE, as_of=DAY, **mine)
    batch = bring(HEADER + POISON, as_of=DAY, **mine)
    assert (tally(batch), zoe()) == ((1, 0, 0, 1, 0), KNOWN)
    sentences = [why for _column, why in told(batch.rows.get()).reasons]
    assert sentences == ["Kept as it was: a brand's list changes nothing that is known of a profile already."] * 4


def test_what_is_empty_is_not_filled_by_a_brands_list_and_a_dry_run_says_the_same(mine):
    bring("username,followers\nzoe,1000\n", as_of=DAY)
    before = Creator.objects.get().bio
    checked = bring(HEADER + ZOE, as_of=DAY, dry_run=True, **mine)
    batch = bring(HEADER + ZOE, as_of=DAY, **mine)
    assert (before, Creator.objects.get().bio) == ("", "")
    assert checked.rows.get().errors == batch.rows.get().errors
    assert checked.reasons == batch.reasons == {"kept_fact": 1}


def test_staff_correct_what_a_brand_brought(mine, rosa):
    bring(HEADER + POISON, as_of=DAY, **mine)
    batch = bring(HEADER + ZOE, as_of=DAY, actor=rosa)
    assert (tally(batch), zoe()) == ((1, 0, 1, 0, 0), KNOWN)
    assert batch.rows.get().errors == []


@pytest.mark.parametrize(
    ("days", "followers", "recorded"), [(-1, 1_000, 2), (0, 1_000, 1), (1, 999_999, 2)], ids=["older", "equal", "newer"]
)
def test_numbers_of_another_source_are_displaced_by_newer_ones_alone(mine, days, followers, recorded):
    bring(HEADER + ZOE, as_of=DAY)
    day = DAY + datetime.timedelta(days)
    batch = bring("username,followers\nzoe,999999\n", as_of=day, **mine)
    assert facts_for(Channel.objects.get(), DAY + datetime.timedelta(1))["followers"].value == followers
    assert Measurement.objects.count() == recorded
    note = [{"code": "kept_number", "field": "followers", "text": ""}]
    assert batch.rows.get().errors == (note if days == 0 else [])
    suppliers = Measurement.objects.order_by("id").values_list("list_source__name", flat=True)
    assert list(suppliers) == ["Agency", "Mine"][:recorded]


def test_of_the_same_day_only_what_nobody_has_given_is_added_and_once(mine):
    bring("username,followers\nzoe,1000\n", as_of=DAY)
    for created in (1, 0):
        batch = bring("username,followers,following\nzoe,5,77\n", as_of=DAY, **mine)
        assert tally(batch) == (1, 0, created, 1 - created, 0)
    added = Measurement.objects.order_by("id").last()
    assert (Measurement.objects.count(), added.followers, added.following) == (2, None, 77)
    bring("username,following\nzoe,78\n", as_of=DAY, **mine)
    assert Measurement.objects.order_by("id").last().following == 78


@pytest.mark.parametrize("source", ["declared", "proof", "fetched"])
def test_what_an_owner_gave_is_not_displaced_on_its_day_even_by_the_house(source):
    channel = ChannelFactory(handle="zoe", creator=CreatorFactory(unclaimed=True))
    MeasurementFactory(channel=channel, as_of=DAY, source=source, followers=1_000, proof="private/proofs/a.pdf")
    before = world()
    batch = bring("username,followers\nzoe,999999\n", as_of=DAY)
    assert (tally(batch), world()) == ((1, 0, 0, 1, 0), before)
    assert batch.rows.get().errors == [{"code": "kept_number", "field": "followers", "text": ""}]


def test_the_house_corrects_the_numbers_of_a_brand_on_the_same_day(mine):
    bring("username,followers\nzoe,999999\n", as_of=DAY, **mine)
    assert tally(bring("username,followers\nzoe,1000\n", as_of=DAY)) == (1, 0, 1, 0, 0)
    assert facts_for(Channel.objects.get(), DAY)["followers"].value == 1_000
