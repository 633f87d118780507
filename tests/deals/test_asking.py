"""Applying and inviting: what is kept, and everything that stands against it."""

import datetime

import pytest
from django.utils import timezone, translation

from brands.enums import BrandState
from creators.enums import Availability, CreatorState
from creators.models import Measurement
from marketplace.accounts.policies import EmailNotVerified, Suspended
from marketplace.activity.models import Event
from marketplace.core.errors import Invalid, Refused
from marketplace.core.models import Job
from marketplace.deals.actions import applications, contacts, gates, invitations
from marketplace.deals.enums import ContactState, Reason
from marketplace.deals.models import Contact
from marketplace.deals.verdicts import criteria_of
from marketplace.eligibility import Outcome, RuleSet, Voice, marketplace_criteria
from marketplace.taxonomy.models import DeliverableKind, Platform
from tests.factories.brands import CampaignFactory
from tests.factories.creators import ChannelFactory, ConsentFactory, CreatorFactory, published_creator
from tests.factories.deals import applied, invited, manager_of, open_campaign, stranger, viewer_of

pytestmark = pytest.mark.django_db
RULES = {"all": [{"code": "big", "measure": "followers", "op": "gte", "value": 40_000}]}


def years_ago(years):
    today = timezone.now().date()
    return today.replace(year=today.year - years, day=min(today.day, 28))


def test_an_application_keeps_what_was_asked_and_what_the_rules_said():
    campaign = open_campaign(rules=RULES, version=3)
    contact = applied(campaign, message="  Hello  ")
    assert (contact.state, contact.message, contact.price_minor) == (ContactState.PENDING, "Hello", 45_000)
    assert (contact.currency, contact.campaign_version) == ("EUR", 3)
    assert contact.outcome is Outcome.PASS
    assert contact.rule_set_hash == RuleSet.parse(RULES).inheriting(marketplace_criteria()).hash
    kept = contact.verdict["criteria"][-1]
    assert (kept["code"], kept["observed"], kept["outcome"]) == ("big", 50_000, "PASS")


def test_what_the_rules_said_reads_the_same_later_in_either_language():
    contact = applied(open_campaign(rules=RULES))
    Measurement.objects.create(channel=contact.channel, as_of=timezone.now().date(), source="declared", followers=1)
    result = criteria_of(Contact.objects.get(pk=contact.pk).verdict, Voice.NEUTRAL)[-1]
    assert (result.code, result.outcome, result.observed, result.needed) == ("big", Outcome.PASS, 50_000, 40_000)
    said = {}
    for language in ("en", "fr"):
        with translation.override(language):
            said[language] = (result.figures["observed"], result.label)
    assert said["en"][0] == "50,000"
    assert said["fr"] != said["en"]


def test_opening_writes_the_history_the_record_and_the_deadline():
    contact = applied()
    assert [event.state for event in contact.events.all()] == ["pending"]
    event = Event.objects.get(verb="deals.contact_opened")
    assert (event.actor_id, event.subject_id) == (contact.creator.person_id, contact.pk)
    assert event.data["creator_id"] == contact.creator_id
    waiting = Job.objects.get(name="deals.expire")
    assert waiting.run_after == contact.expires_at
    assert abs(contact.expires_at - contact.created_at - datetime.timedelta(days=7)) < datetime.timedelta(seconds=5)


def test_an_invitation_has_72_hours():
    contact = invited()
    assert (contact.asked_by, contact.answered_by) == ("brand", "creator")
    assert abs(contact.expires_at - contact.created_at - datetime.timedelta(hours=72)) < datetime.timedelta(seconds=5)


def test_nothing_private_is_kept_with_a_contact():
    creator = published_creator(birth_date=datetime.date(1998, 5, 17))
    contact = applied(creator=creator)
    age = next(row for row in contact.verdict["criteria"] if row["code"] == "mp-minimum-age")
    assert (age["outcome"], age["observed"], age["as_of"]) == ("PASS", None, None)
    assert "1998" not in str(contact.verdict)


@pytest.mark.parametrize("ask", [applied, invited])
@pytest.mark.parametrize("state", ["draft", "paused", "closed"])
def test_only_a_published_campaign_takes_contacts(ask, state):
    campaign = open_campaign()
    traits = {} if state == "draft" else {state: True}
    other = CampaignFactory(brand=campaign.brand, **traits)
    with pytest.raises(gates.NotOpen):
        ask(other)
    assert not Contact.objects.exists()


@pytest.mark.parametrize("ask", [applied, invited])
def test_the_last_day_counts_and_the_next_does_not(ask):
    today = timezone.now().date()
    ask(open_campaign(apply_until=today))
    with pytest.raises(gates.NotOpen):
        ask(open_campaign(apply_until=today - datetime.timedelta(days=1)))
    assert Contact.objects.count() == 1


def test_a_suspended_brand_gets_no_application_and_sends_no_invitation():
    campaign = open_campaign()
    campaign.brand.state = BrandState.SUSPENDED
    campaign.brand.save()
    with pytest.raises(gates.NotOpen):
        applied(campaign)
    with pytest.raises(Refused):
        invited(campaign)


def test_people_who_may_not_act_ask_nothing():
    suspended = published_creator(person__suspended=True)
    with pytest.raises(Suspended):
        applied(creator=suspended)
    unproven = published_creator(person__verified=False)
    with pytest.raises(EmailNotVerified):
        applied(creator=unproven)
    assert not Contact.objects.exists()


@pytest.mark.parametrize("state", [CreatorState.DRAFT, CreatorState.PAUSED, CreatorState.UNPUBLISHED])
def test_without_a_published_profile_there_is_no_contact_either_way(state):
    creator = published_creator()
    creator.state = state
    creator.save()
    with pytest.raises(applications.NoProfile):
        applied(creator=creator)
    with pytest.raises(invitations.NotContactable):
        invited(creator=creator)


@pytest.mark.parametrize("birth_date", [None, years_ago(17)])
def test_contact_begins_at_18_even_with_a_parents_consent(birth_date):
    creator = published_creator(birth_date=birth_date)
    ConsentFactory(creator=creator)
    with pytest.raises(applications.NotAdult):
        applied(creator=creator)
    with pytest.raises(invitations.NotContactable) as refusal:
        invited(creator=creator)
    assert "18" not in refusal.value.message


def test_an_unclaimed_creator_cannot_be_contacted():
    creator = CreatorFactory(unclaimed=True)
    ChannelFactory(creator=creator)
    with pytest.raises(invitations.NotContactable):
        invited(creator=creator)


def test_a_suspended_creator_and_one_who_looks_for_nothing_are_not_invited():
    with pytest.raises(invitations.NotContactable):
        invited(creator=published_creator(person__suspended=True))
    with pytest.raises(invitations.NotContactable):
        invited(creator=published_creator(availability=Availability.NOT_LOOKING))


@pytest.mark.parametrize(("ask", "refusal"), [(applied, gates.PaidOnly), (invited, invitations.CreatorRefuses)])
def test_gifts_alone_are_not_for_those_who_take_paid_work_only(ask, refusal):
    campaign = open_campaign(barter=True, gift=4_500)
    with pytest.raises(refusal):
        ask(campaign, published_creator(paid_only=True))
    contact = ask(campaign, published_creator())
    assert (contact.price_minor, contact.currency) == (None, "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"message": "  "}, "message"),
        ({"message": "x" * 1_001}, "message"),
        ({"price_minor": None}, "price"),
        ({"price_minor": 0}, "price"),
        ({"price_minor": -1}, "price"),
    ],
)
@pytest.mark.parametrize("ask", [applied, invited])
def test_message_and_price_are_checked(ask, changes, field):
    with pytest.raises(Invalid) as refusal:
        ask(**changes)
    assert list(refusal.value.errors) == [field]
    assert not Contact.objects.exists()


def test_a_barter_campaign_takes_no_price():
    with pytest.raises(Invalid):
        applied(open_campaign(barter=True, gift=4_500), price_minor=100)


def test_the_channel_must_be_ones_own_live_and_on_the_campaigns_platform():
    campaign, creator = open_campaign(), published_creator()
    removed = ChannelFactory(creator=creator, removed_at=timezone.now())
    elsewhere = ChannelFactory(creator=creator, platform=Platform.objects.get(code="youtube"), handle="@elsewhere")
    for channel, error in [
        (ChannelFactory(), gates.NotYourChannel),
        (removed, gates.NotYourChannel),
        (elsewhere, Invalid),
    ]:
        with pytest.raises(error):
            applications.submit(
                actor=creator.person, campaign=campaign, channel=channel, message="Hello", price_minor=100
            )
    assert not Contact.objects.exists()


def test_who_fails_the_rules_does_not_apply_but_can_be_invited():
    campaign = open_campaign(rules={"all": [{"measure": "followers", "op": "gte", "value": 60_000}]})
    creator = published_creator()
    with pytest.raises(applications.RulesNotMet):
        applied(campaign, creator)
    assert invited(campaign, creator).outcome is Outcome.FAIL


def test_what_is_not_known_does_not_stop_an_application():
    campaign = open_campaign(rules={"all": [{"measure": "live_hours_30d", "op": "gte", "value": 10}]})
    assert applied(campaign).outcome is Outcome.UNKNOWN


def test_the_marketplaces_own_rules_stop_both_ways():
    creator = published_creator()
    creator.channels.update(community_standing="banned")
    with pytest.raises(applications.RulesNotMet):
        applied(creator=creator)
    with pytest.raises(invitations.NotContactable):
        invited(creator=creator)


def test_a_creators_refusals_stop_an_invitation():
    campaign = open_campaign()
    sector = campaign.brand.sector
    by_sector, by_kind = published_creator(), published_creator()
    by_sector.refuses_sectors.add(sector)
    by_kind.refuses_kinds.add(DeliverableKind.objects.get(code="sponsored_video"))
    by_fee = published_creator(minimum_fee_minor=45_001, minimum_fee_currency="EUR")
    told = set()
    for creator in (by_sector, by_kind, by_fee):
        with pytest.raises(invitations.CreatorRefuses) as refusal:
            invited(campaign, creator)
        told.add(refusal.value.message)
    # The brand does not learn which of them it was.
    assert len(told) == 1
    exactly = published_creator(minimum_fee_minor=45_000, minimum_fee_currency="EUR")
    assert invited(campaign, exactly).price_minor == 45_000


def test_only_owners_and_managers_of_the_brand_invite():
    campaign, creator = open_campaign(), published_creator()
    for actor in (viewer_of(campaign), stranger(), manager_of(open_campaign()), creator.person):
        with pytest.raises(Refused):
            invited(campaign, creator, actor=actor)
    assert not Contact.objects.exists()


@pytest.mark.parametrize("first", [applied, invited])
@pytest.mark.parametrize("second", [applied, invited])
def test_a_pair_has_one_open_contact(first, second):
    campaign, creator = open_campaign(), published_creator()
    first(campaign, creator)
    with pytest.raises(gates.AlreadyInContact):
        second(campaign, creator)
    assert Contact.objects.count() == 1


def test_after_a_no_only_the_other_side_asks_again():
    campaign, creator = open_campaign(), published_creator()
    refused = applied(campaign, creator)
    contacts.decline(actor=manager_of(campaign), contact=refused, reason=Reason.AUDIENCE)
    with pytest.raises(gates.AlreadyAnswered):
        applied(campaign, creator)
    assert invited(campaign, creator).state == ContactState.PENDING


def test_after_a_withdrawal_one_may_ask_again():
    campaign, creator = open_campaign(), published_creator()
    contacts.withdraw(actor=creator.person, contact=applied(campaign, creator))
    assert applied(campaign, creator).state == ContactState.PENDING


@pytest.mark.parametrize("ask", [applied, invited])
def test_when_all_places_are_taken_nobody_is_asked(ask):
    campaign = open_campaign(seats=1)
    contacts.accept(actor=manager_of(campaign), contact=applied(campaign))
    with pytest.raises(gates.SeatsTaken):
        ask(campaign)
    assert Contact.objects.count() == 1


def test_nobody_is_offered_more_than_the_whole_budget():
    campaign = open_campaign(budget_minor=300_000, fee_max_minor=80_000)
    with pytest.raises(Invalid) as refused:
        invited(campaign, price_minor=300_001)
    assert list(refused.value.errors) == ["price"]
    assert "€3,000" in refused.value.message
    assert not Contact.objects.exists()
    assert invited(campaign, price_minor=300_000).price_minor == 300_000
