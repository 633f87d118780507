"""Rules change with four eyes: proposed by one member of staff, approved by somebody else, from a day to come."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from marketplace.activity.models import Event
from marketplace.core.errors import Invalid, Refused
from marketplace.programmes.actions import standings, succession, versions
from marketplace.programmes.enums import Kind, ProposalState
from marketplace.programmes.models import Exemption, Rule, RuleProposal, RuleVersion, Standing
from marketplace.programmes.queries.rule_sets import rule_set_of
from marketplace.taxonomy.models import Platform
from tests.factories.accounts import PersonFactory
from tests.factories.programmes import a_programme, a_version
from tests.factories.standings import FOLLOWERS, on_tiktok, somebody, work

pytestmark = pytest.mark.django_db
D = datetime.date
DAY = datetime.timedelta(days=1)
MORE = {"measure": "followers", "op": "gte", "value": 20_000}


def today():
    return timezone.now().date()


def reviewer(name):
    person = PersonFactory(staff=True, name=name)
    person.groups.add(Group.objects.get(name="reviewer"))
    return person


@pytest.fixture
def ana():
    return reviewer("Ana")


@pytest.fixture
def ben():
    return reviewer("Ben")


@pytest.fixture
def fund():
    return a_programme(platform=Platform.objects.get(code="tiktok"), rules={"followers": FOLLOWERS})


def a_text(**more):
    given = {"rule_code": "followers", "valid_from": today() + 30 * DAY, "body": MORE, "reason": "They doubled it."}
    return {**given, "source": "The platform's page", **more}


def texts(programme):
    rows = RuleVersion.objects.filter(rule__programme=programme).order_by("rule__code", "country", "pk")
    return [(one.rule.code, one.country, one.body["value"], one.valid_from, one.valid_to) for one in rows]


def decided(fund, followers=15_000):
    """Somebody was judged by it today."""
    creator = somebody(zone="UTC")
    on_tiktok(creator, followers)
    standings.refresh(creator=creator)
    return creator


def test_an_approved_version_takes_the_place_of_the_one_in_force(ana, ben, fund):
    first = today() + DAY
    decided(fund)
    note = {"quote": "20,000", "note_en": "As read.", "note_fr": "Comme lu.", "url": "https://example.org/rules"}
    proposal = versions.propose(actor=ana, programme=fund, **a_text(valid_from=first, **note))
    assert texts(fund) == [("followers", "", 10_000, None, None)]
    versions.approve(actor=ben, proposal=proposal, reason="Read it too.")
    assert texts(fund) == [("followers", "", 10_000, None, first), ("followers", "", 20_000, first, None)]
    new = RuleVersion.objects.get(valid_from=first)
    assert (new.author, new.approved_by, new.quote, new.note_fr) == (ana, ben, "20,000", "Comme lu.")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.decision_note) == ("approved", ben, "Read it too.")
    told = Event.objects.get(verb="programmes.rules_changed")
    assert (told.subject_id, told.actor_id, told.data["country"]) == (fund.pk, ben.pk, "")
    assert told.data["from"] == first.isoformat()


def test_the_standings_are_looked_at_again_on_the_day_it_begins(ana, ben, fund):
    creator = decided(fund)
    work()
    assert Standing.objects.get(creator=creator).changes_on != today() + DAY
    proposal = versions.propose(actor=ana, programme=fund, **a_text(valid_from=today() + DAY))
    versions.approve(actor=ben, proposal=proposal)
    work()
    assert Standing.objects.get(creator=creator).changes_on == today() + DAY


@pytest.mark.parametrize("days", [0, -1])
def test_what_was_decided_is_not_rewritten(ana, fund, days):
    decided(fund)
    with pytest.raises(Invalid) as refusal:
        versions.propose(actor=ana, programme=fund, **a_text(valid_from=today() + days * DAY))
    assert list(refusal.value.errors) == ["valid_from"]
    assert RuleProposal.objects.count() == 0


def test_before_anything_was_decided_any_day_will_do(ana, ben, fund):
    proposal = versions.propose(actor=ana, programme=fund, **a_text(valid_from=D(2020, 1, 1)))
    versions.approve(actor=ben, proposal=proposal)
    assert rule_set_of(fund, D(2020, 1, 1)).criteria[0].condition.value == 20_000
    assert rule_set_of(fund, D(2019, 12, 31)).criteria[0].condition.value == 10_000
    always = versions.propose(actor=ana, programme=fund, **a_text(valid_from=None, body=FOLLOWERS | {"value": 5}))
    versions.approve(actor=ben, proposal=always)
    assert set(texts(fund)) == {
        ("followers", "", 5, None, D(2020, 1, 1)), ("followers", "", 20_000, D(2020, 1, 1), None)}  # fmt: skip


def test_a_proposal_that_waited_too_long_is_refused_when_it_is_approved(ana, ben, fund):
    proposal = versions.propose(actor=ana, programme=fund, **a_text(valid_from=today()))
    decided(fund)
    with pytest.raises(Invalid) as refusal:
        versions.approve(actor=ben, proposal=proposal)
    assert list(refusal.value.errors) == ["valid_from"]
    assert texts(fund) == [("followers", "", 10_000, None, None)]
    assert RuleProposal.objects.get().state == ProposalState.PROPOSED


def test_nobody_approves_or_refuses_their_own(ana, fund):
    proposal = versions.propose(actor=ana, programme=fund, **a_text())
    for decide in (versions.approve, versions.refuse):
        with pytest.raises(versions.MayNotDecide):
            decide(actor=ana, proposal=proposal, reason="Mine.")
    assert texts(fund) == [("followers", "", 10_000, None, None)]
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleProposal.objects.update(state="approved", decided_by=ana)


@pytest.mark.parametrize("group", ["support", "finance", ""])
def test_other_staff_neither_propose_nor_decide(ana, fund, group):
    other = PersonFactory(staff=bool(group))
    if group:
        other.groups.add(Group.objects.get(name=group))
    else:
        other.user_permissions.add(*Permission.objects.filter(content_type__app_label="programmes"))
    proposal = versions.propose(actor=ana, programme=fund, **a_text())
    with pytest.raises(Refused):
        versions.propose(actor=other, programme=fund, **a_text())
    with pytest.raises(Refused):
        versions.approve(actor=other, proposal=proposal)
    with pytest.raises(Refused):
        versions.withdraw(actor=other, proposal=proposal)
    assert [one.state for one in RuleProposal.objects.all()] == ["proposed"]


def test_a_refusal_has_a_reason_and_changes_no_rule(ana, ben, fund):
    proposal = versions.propose(actor=ana, programme=fund, **a_text())
    with pytest.raises(Invalid):
        versions.refuse(actor=ben, proposal=proposal, reason="  ")
    versions.refuse(actor=ben, proposal=proposal, reason="That page is a copy.")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_note) == ("refused", "That page is a copy.")
    assert texts(fund) == [("followers", "", 10_000, None, None)]
    with pytest.raises(versions.AlreadyDecided):
        versions.approve(actor=ben, proposal=proposal)


def test_one_takes_back_what_one_proposed(ana, ben, fund):
    proposal = versions.propose(actor=ana, programme=fund, **a_text())
    with pytest.raises(versions.MayNotDecide):
        versions.withdraw(actor=ben, proposal=proposal)
    versions.withdraw(actor=ana, proposal=proposal)
    with pytest.raises(versions.AlreadyDecided):
        versions.approve(actor=ben, proposal=proposal)
    assert texts(fund) == [("followers", "", 10_000, None, None)]


def test_a_new_rule_and_the_end_of_one(ana, ben, fund):
    first = today() + DAY
    decided(fund)
    body = {"any": [{"measure": "views_30d", "op": "gte", "value": 5, "code": "x"}, FOLLOWERS]}
    named = {"label_en": "Views", "label_fr": "Vues"}
    new = versions.propose(actor=ana, programme=fund, **a_text(rule_code="views", body=body, valid_from=first, **named))
    assert Rule.objects.count() == 1
    versions.approve(actor=ben, proposal=new)
    rule = Rule.objects.get(code="views")
    assert (rule.label_fr, rule.position) == ("Vues", 1)
    assert "code" not in rule.versions.get().body["any"][0]
    end = versions.propose(actor=ana, programme=fund, **a_text(body=None, source="", valid_from=first))
    versions.approve(actor=ben, proposal=end)
    assert [one.code for one in rule_set_of(fund, first).criteria] == ["views.1", "views.2"]
    assert [one.code for one in rule_set_of(fund, today()).criteria] == ["followers"]
    with pytest.raises(succession.NothingToEnd):
        versions.propose(actor=ana, programme=fund, **a_text(body=None, valid_from=first))


def test_a_country_has_a_version_of_its_own_and_a_later_one_stays(ana, ben, fund):
    decided(fund)
    days = {"late": today() + 9 * DAY, "soon": today() + 4 * DAY}
    a_version(fund, "followers", MORE, country="FR", valid_from=days["late"])
    soon = versions.propose(
        actor=ana, programme=fund, **a_text(country="fr", valid_from=days["soon"], body=FOLLOWERS | {"value": 15_000})
    )
    versions.approve(actor=ben, proposal=soon)
    assert texts(fund) == [
        ("followers", "", 10_000, None, None),
        ("followers", "FR", 20_000, days["late"], None),
        ("followers", "FR", 15_000, days["soon"], days["late"]),
    ]
    put_right = versions.propose(
        actor=ana, programme=fund, **a_text(country="FR", valid_from=days["late"], body=FOLLOWERS | {"value": 7})
    )
    versions.approve(actor=ben, proposal=put_right)
    assert texts(fund)[-1] == ("followers", "FR", 7, days["late"], None)
    assert RuleVersion.objects.count() == 3


def test_what_decides_takes_the_place_of_another_reading_that_decides(ana, ben, fund):
    first = today() + DAY
    proposal = versions.propose(actor=ana, programme=fund, **a_text(reading="strict", valid_from=first))
    versions.approve(actor=ben, proposal=proposal)
    beside = versions.propose(actor=ana, programme=fund, **a_text(valid_from=first, is_deciding=False))
    versions.approve(actor=ben, proposal=beside)
    rows = RuleVersion.objects.order_by("pk").values_list("reading", "is_deciding", "valid_from", "valid_to")
    assert list(rows) == [("", True, None, first), ("strict", True, first, None), ("", False, first, None)]


@pytest.mark.parametrize(("place", "wrong"), [
    ("body.op", {"body": {"measure": "followers", "op": "near", "value": 1}}),
    ("body.any[1].measure", {"body": {"any": [MORE, {"measure": "folowers", "op": "gte", "value": 1}]}}),
    ("leave_body.value", {"leave_body": {"measure": "followers", "op": "gte", "value": -1}}),
    ("source", {"source": " "}), ("reason", {"reason": ""}), ("reason", {"reason": "x" * 1_001}),
    ("country", {"country": "FRA"}), ("url", {"url": "javascript:alert(1)"}), ("rule_code", {"rule_code": "a b"}),
    ("quote", {"quote": "x" * 1_001}),
])  # fmt: skip
def test_what_is_wrong_is_refused_with_its_place(ana, fund, place, wrong):
    with pytest.raises(Invalid) as refusal:
        versions.propose(actor=ana, programme=fund, **a_text(**wrong))
    assert list(refusal.value.errors) == [place]
    assert RuleProposal.objects.count() == 0


def test_a_general_rule_must_fit_every_programme_that_takes_it(ana, fund):
    general = a_programme("general", kind=Kind.GENERAL)
    fund.inherits = general
    fund.save()
    for number in range(59):
        a_version(fund, f"views-{number}", {"measure": "views_30d", "op": "gte", "value": number})
    age = {"measure": "age_years", "op": "gte", "value": 18}
    with pytest.raises(Invalid) as refusal:
        versions.propose(actor=ana, programme=general, **a_text(rule_code="age", body=age))
    assert list(refusal.value.errors) == ["body"]
    assert Exemption.objects.count() == RuleProposal.objects.count() == 0


def test_the_same_text_is_not_proposed_twice_while_it_waits(ana, ben, fund):
    versions.propose(actor=ana, programme=fund, **a_text())
    with pytest.raises(versions.AlreadyProposed, match="proposed already"):
        versions.propose(actor=ben, programme=fund, **a_text(reason="Me too."))
    versions.propose(actor=ben, programme=fund, **a_text(source="Another page"))
    assert RuleProposal.objects.count() == 2


def test_of_two_alike_only_the_first_is_approved(ana, ben, fund):
    first, second = (versions.propose(actor=ana, programme=fund, **a_text(source=name)) for name in ("A", "B"))
    RuleProposal.objects.filter(pk=second.pk).update(source="A")
    versions.approve(actor=ben, proposal=first)
    with pytest.raises(versions.AlreadySaid, match="exactly this already"):
        versions.approve(actor=ben, proposal=second)
    second.refresh_from_db()
    assert (second.state, RuleVersion.objects.count()) == (ProposalState.PROPOSED, 2)


def test_what_the_rule_says_already_is_no_proposal(ana, fund):
    RuleVersion.objects.update(source="Here")
    with pytest.raises(versions.AlreadySaid):
        versions.propose(actor=ana, programme=fund, **a_text(body=FOLLOWERS, source="Here"))
    assert not RuleProposal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_are_one_after_the_other(ana, ben, fund):
    cleo = reviewer("Cleo")
    proposal = versions.propose(actor=ana, programme=fund, **a_text())

    def approve(who):
        try:
            versions.approve(actor=who, proposal=proposal)
        except versions.AlreadyDecided:
            return "too late"
        finally:
            connection.close()
        return "approved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(approve, [ben, cleo])) == ["approved", "too late"]
    assert RuleVersion.objects.count() == 2
    assert Event.objects.filter(verb="programmes.rules_changed").count() == 1
