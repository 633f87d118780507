"""Rates, usage rights, exclusivity, availability and refusals."""

import datetime
import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from brands.forms.lines import UsageLine
from brands.models import Campaign
from creators.actions import availability, exclusivity, rates, refusals, usage_rates
from creators.actions.hold import NotComplete
from creators.forms.rates import UsageForm
from creators.models import Creator, ExclusivityRate, Rate, UsageRate
from creators.policies import NotYours
from marketplace.core.errors import Invalid
from marketplace.taxonomy.models import DeliverableKind, Sector
from marketplace.taxonomy.rights import WORLD, ExclusivityScope, UsageKind
from tests.factories.creators import ChannelFactory

pytestmark = pytest.mark.django_db
BIGGEST = 10_000_000_000


@pytest.fixture
def video(db):
    return DeliverableKind.objects.get(code="sponsored_video")


def price(creator, kind, amount=45_000, currency="EUR", **more):
    more = {"actor": creator.person, "creator": creator, **more}
    return rates.set(kind=kind, amount_minor=amount, currency=currency, **more)


def test_a_new_price_replaces_the_old_which_stays_on_record(nour, video, events):
    first, second = price(nour, video), price(nour, video, 50_000)
    first.refresh_from_db()
    assert (first.is_active, second.is_active) == (False, True)
    assert events(nour) == ["creators.rates_changed"] * 2


def test_the_same_price_again_changes_nothing(nour, video, events):
    assert price(nour, video).pk == price(nour, video).pk
    assert events(nour) == ["creators.rates_changed"]


def test_a_channel_has_prices_of_its_own(nour, lea, video):
    own = ChannelFactory(creator=nour)
    assert price(nour, video).channel is None
    assert price(nour, video, channel=own).channel == own
    assert Rate.objects.active().filter(creator=nour).count() == 2
    with pytest.raises(NotYours):
        price(nour, video, channel=lea.channels.get())


@pytest.mark.parametrize(
    ("amount", "currency", "field"),
    [(0, "EUR", "amount"), (-1, "EUR", "amount"), (BIGGEST + 1, "EUR", "amount"), (100, "XXX", "currency")],
)
def test_a_price_that_is_none(nour, video, amount, currency, field):
    with pytest.raises(Invalid) as refusal:
        price(nour, video, amount, currency)
    assert list(refusal.value.errors) == [field]
    assert Rate.objects.count() == 0


def test_prices_of_one_cent_and_of_the_largest_sum_are_taken(nour, video):
    assert price(nour, video, 1).amount_minor == 1
    assert price(nour, video, BIGGEST).amount_minor == BIGGEST


def test_the_last_rate_of_a_published_profile_stays(lea):
    rate = lea.rates.get()
    with pytest.raises(NotComplete):
        rates.remove(actor=lea.person, rate=rate)
    rate.refresh_from_db()
    assert rate.is_active


def test_a_rate_is_removed_once_and_by_its_owner(nour, lea, video, events):
    rate = price(nour, video)
    with pytest.raises(NotYours):
        rates.remove(actor=lea.person, rate=rate)
    rates.remove(actor=nour.person, rate=rate)
    rates.remove(actor=nour.person, rate=rate)
    assert events(nour) == ["creators.rates_changed"] * 2


def test_a_use_is_priced_once_by_time_and_territory(nour):
    line = {"actor": nour.person, "creator": nour, "use": "paid_social", "days": 90}
    usage_rates.set(**line, percent_bp=5_000)
    usage_rates.set(**line, amount_minor=20_000, currency="EUR")
    usage_rates.set(**line, territory="FR", percent_bp=2_500)
    found = UsageRate.objects.values_list("territory", "amount_minor", "percent_bp", "currency")
    assert sorted(found) == [("FR", None, 2_500, ""), ("world", 20_000, None, "EUR")]
    usage_rates.set(**line, territory="", percent_bp=100)
    assert UsageRate.objects.get(territory="world").percent_bp == 100


def test_an_empty_territory_of_before_is_the_world_and_none_is_empty_now(nour):
    move = importlib.import_module("creators.migrations.0008_rights")
    line = {"creator": nour, "use": "organic", "days": 30, "percent_bp": 100}
    with pytest.raises(IntegrityError), transaction.atomic():
        UsageRate.objects.create(**line, territory="")
    UsageRate.objects.create(**line)
    move.name_the_world(apps, SimpleNamespace(connection=connection))
    assert UsageRate.objects.get().territory_name == "the whole world"


def test_both_sides_say_the_same_of_rights():
    forms = UsageForm(currency="EUR"), UsageLine()
    assert [form["use"].field.choices[-len(UsageKind.choices) :] for form in forms] == [UsageKind.choices] * 2
    assert [dict(form["territory"].field.choices).keys() >= {WORLD, "FR"} for form in forms] == [True, True]
    assert UsageRate._meta.get_field("use").choices == UsageKind.choices
    scopes = [ExclusivityRate._meta.get_field("scope"), Campaign._meta.get_field("exclusivity_scope")]
    assert [field.choices for field in scopes] == [ExclusivityScope.choices] * 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, "amount"),
        ({"percent_bp": 100, "amount_minor": 100, "currency": "EUR"}, "amount"),
        ({"percent_bp": 0}, "percent"),
        ({"percent_bp": 100_001}, "percent"),
        ({"percent_bp": 100, "days": 0}, "days"),
        ({"percent_bp": 100, "days": 3_651}, "days"),
        ({"percent_bp": 100, "use": "tattoo"}, "use"),
        ({"percent_bp": 100, "territory": "ZZ"}, "territory"),
        ({"amount_minor": 100, "currency": ""}, "currency"),
    ],
)
def test_a_line_that_is_none(nour, wrong, field):
    with pytest.raises(Invalid) as refusal:
        usage_rates.set(**{"actor": nour.person, "creator": nour, "use": "organic", "days": 30, **wrong})
    assert list(refusal.value.errors) == [field]
    assert UsageRate.objects.count() == 0


def test_exclusivity_is_priced_and_removed_by_its_owner(nour, lea):
    line = exclusivity.set(actor=nour.person, creator=nour, scope="sector", days=30, percent_bp=2_500)
    with pytest.raises(Invalid):
        exclusivity.set(actor=nour.person, creator=nour, scope="galaxy", days=30, percent_bp=2_500)
    with pytest.raises(NotYours):
        exclusivity.remove(actor=lea.person, line=line)
    assert ExclusivityRate.objects.get() == line
    exclusivity.remove(actor=nour.person, line=line)
    assert not ExclusivityRate.objects.exists()


def test_availability_has_dates_in_order_and_a_human_capacity(nour, events):
    first, last = datetime.date(2026, 5, 1), datetime.date(2026, 4, 30)
    given = {"actor": nour.person, "creator": nour, "availability": "open"}
    for wrong in ({"available_from": first, "available_until": last}, {"weekly_capacity": 0}, {"weekly_capacity": 51}):
        with pytest.raises(Invalid):
            availability.set(**given, **wrong)
    with pytest.raises(Invalid):
        availability.set(**{**given, "availability": "maybe"})
    assert events(nour) == []
    saved = availability.set(**given, available_from=last, available_until=first, weekly_capacity=50)
    assert (saved.available_from, saved.weekly_capacity) == (last, 50)
    assert events(nour) == ["creators.profile_changed"]


def test_refusals_are_set_as_a_whole(nour, video):
    alcohol = Sector.objects.get(code="1002")
    given = {"actor": nour.person, "creator": nour}
    refusals.set(**given, sectors=[alcohol], kinds=[video], minimum_fee_minor=10_000, minimum_fee_currency="EUR")
    nour.refresh_from_db()
    assert (list(nour.refuses_sectors.all()), list(nour.refuses_kinds.all())) == ([alcohol], [video])
    assert (nour.minimum_fee_minor, nour.minimum_fee_currency, nour.paid_only) == (10_000, "EUR", False)
    refusals.set(**given, paid_only=True, minimum_fee_currency="EUR")
    nour.refresh_from_db()
    assert (nour.refuses_sectors.count(), nour.minimum_fee_minor, nour.minimum_fee_currency) == (0, None, "")
    assert nour.paid_only is True


@pytest.mark.parametrize(("fee", "said"), [(35_000, "€300 or €500"), (30_001, "€300 or €500"), (99, "€1 or €1")])
def test_a_minimum_fee_is_a_round_amount(nour, fee, said):
    given = {"actor": nour.person, "creator": nour, "minimum_fee_currency": "EUR"}
    with pytest.raises(Invalid) as caught:
        refusals.set(**given, minimum_fee_minor=fee)
    assert caught.value.errors == {"minimum_fee": [f"Take a round amount: {said}."]}
    nour.refresh_from_db()
    assert nour.minimum_fee_minor is None
    refusals.set(**given, minimum_fee_minor=30_000)
    nour.refresh_from_db()
    assert nour.minimum_fee_minor == 30_000


def test_minimum_fees_of_before_are_rounded_up_once(nour, lea):
    move = importlib.import_module("creators.migrations.0006_round_minimum_fees")
    Creator.objects.filter(pk=nour.pk).update(minimum_fee_minor=35_000, minimum_fee_currency="EUR")
    Creator.objects.filter(pk=lea.pk).update(minimum_fee_minor=50_000, minimum_fee_currency="EUR")
    for _time in range(2):
        move.round_up(apps, SimpleNamespace(connection=connection))
    assert set(Creator.objects.values_list("minimum_fee_minor", flat=True)) == {50_000}


def test_refusals_with_a_wrong_fee_change_nothing(nour, lea):
    with pytest.raises(Invalid):
        refusals.set(actor=nour.person, creator=nour, paid_only=True, minimum_fee_minor=0, minimum_fee_currency="EUR")
    with pytest.raises(NotYours):
        refusals.set(actor=lea.person, creator=nour, paid_only=True)
    nour.refresh_from_db()
    assert nour.paid_only is False
