"""Programmes at the desk: a new one without code, rules with four eyes, openings, exemptions, and what happened."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from marketplace.activity.models import Event
from marketplace.programmes.actions import versions
from marketplace.programmes.models import Exemption, Opening, Programme, RuleProposal, RuleVersion
from marketplace.programmes.queries import everybody
from marketplace.taxonomy.models import Platform
from tests.factories.accounts import PersonFactory
from tests.factories.programmes import a_programme
from tests.factories.standings import FOLLOWERS, on_tiktok, somebody

pytestmark = pytest.mark.django_db
FIRST = datetime.date(2030, 1, 1)
#: One rule as the builder sends it.
BUILT = {
    "n0-kind": "all", "node": "1", "n1-in": "0", "n1-code": "r1", "n1-measure": "followers", "n1-op": "gte",
    "n1-value": "20,000", "valid_from": "2030-01-01", "source": "A page", "reason": "They doubled it.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def read_anew():
    everybody._kept.cache_clear()


@pytest.fixture
def fund():
    return a_programme(platform=Platform.objects.get(code="tiktok"), rules={"followers": FOLLOWERS})


def another_reviewer():
    person = PersonFactory(staff=True)
    person.groups.add(Group.objects.get(name="reviewer"))
    return person


def page(row, *more):
    kind = {0: "change", 1: "decide", 2: "work"}[len(more)]
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{kind}", args=[row.pk, *more[-1:]])


def propose(client, fund, **more):
    return client.post(reverse("programmes:propose", args=[fund.slug]) + "?rule=followers", {**BUILT, **more})


def test_one_proposes_and_somebody_else_approves(staff, fund):
    on_tiktok(somebody(published=True), 15_000)
    client = staff("reviewer")
    assert propose(client, fund).status_code == 302
    proposal = RuleProposal.objects.get()
    assert (proposal.body, proposal.valid_from, proposal.rule_code) == (
        FOLLOWERS | {"value": 20_000},
        FIRST,
        "followers",
    )
    assert (proposal.effect["before"], proposal.effect["after"]) == (1, 0)
    told = client.get(page(proposal)).content.decode()
    assert page(proposal, "withdraw") in told
    assert page(proposal, "approve") not in told
    assert client.post(page(proposal, "approve"), {"reason": "Mine."}).status_code == 422
    assert RuleVersion.objects.count() == 1
    client.force_login(another_reviewer())
    told = client.get(page(proposal)).content.decode()
    assert page(proposal, "approve") in told
    assert page(proposal, "withdraw") not in told
    assert "1 of 1 creators qualified, 0 would." in told
    assert client.post(page(proposal, "approve"), {"reason": ""}).status_code == 302
    assert RuleVersion.objects.get(valid_from=FIRST).body["value"] == 20_000
    assert client.post(page(proposal, "approve"), {"reason": ""}).status_code == 422
    assert "programmes.rules_changed" in client.get(page(fund)).content.decode()


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(staff, fund):
    client = staff("reviewer")
    answer = propose(client, fund, **{"n1-value": "many", "source": "Kept", "reason": ""})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "is not a number" in text
    assert 'value="Kept"' in text
    assert "field is required" in text
    asked = propose(client, fund, do="rule:0")
    assert (asked.status_code, RuleProposal.objects.count()) == (200, 0)
    assert 'value="20,000"' in asked.content.decode()


def folded(page, *names):
    """The state of each disclosure that holds one of these fields: open or not."""
    parts = [part.split("</details>")[0] for part in page.content.decode().split("<details")]
    return [next(part for part in parts if f'id="id_{name}"' in part).split(">")[0].endswith(" open") for name in names]


def test_what_is_seldom_written_is_folded_away_until_it_says_something(staff, fund):
    client, seldom = staff("reviewer"), ("ends", "note_en", "note_fr", "reading", "is_beside")
    staying = ("grace_days", "leave_body")
    page = client.get(reverse("programmes:propose", args=[fund.slug]) + "?rule=followers")
    assert folded(page, *seldom, *staying) == [False] * 7
    kept = propose(client, fund, note_en="As read.", reason="")
    assert folded(kept, *seldom) == [False, True, True, False, False]
    wrong = propose(client, fund, reading="not a code", ends="on")
    assert (wrong.status_code, folded(wrong, *seldom)) == (422, [True, False, False, True, True])


def test_what_those_who_are_in_are_asked_stays_unless_it_is_changed(staff, fund):
    milder = FOLLOWERS | {"value": 8_000}
    RuleVersion.objects.update(grace_days=7, leave_body=milder)
    client = staff("reviewer")
    written = client.get(reverse("programmes:propose", args=[fund.slug]) + "?rule=followers")
    assert folded(written, "grace_days", "leave_body") == [True, True]
    assert written.context["draft"].form.initial["leave_body"] == milder
    wrong = propose(client, fund, grace_days="9", leave_body='{"measure": "followers", "op": "gte", "value": -1}')
    assert (wrong.status_code, RuleProposal.objects.count()) == (422, 0)
    assert list(wrong.context["draft"].form.errors) == ["leave_body"]
    propose(client, fund, grace_days="9", leave_body='{"measure": "followers", "op": "gte", "value": 9000}')
    proposal = RuleProposal.objects.get()
    assert (proposal.grace_days, proposal.leave_body) == (9, FOLLOWERS | {"value": 9_000})
    assert "keeps their place for 9 days." in client.get(page(proposal)).content.decode()


def test_what_the_builder_does_not_offer_is_written_as_json(staff, fund):
    client = staff("reviewer")
    url = reverse("programmes:propose", args=[fund.slug])
    assert 'name="body"' in client.get(f"{url}?json").content.decode()
    body = '{"any": [{"measure": "invited", "op": "invited"}, {"measure": "folowers", "op": "gte", "value": 1}]}'
    new = BUILT | {"rule_code": "entry", "label_en": "Entry", "label_fr": "Entrée", "body": body}
    answer = client.post(url, new)
    assert answer.status_code == 422
    assert "any[1].measure: “folowers” is not known here. Did you mean “followers”?" in answer.content.decode()
    assert client.post(url, new | {"body": body.replace("folowers", "followers")}).status_code == 302
    assert RuleProposal.objects.get().body["any"][0] == {"measure": "invited", "op": "eq", "value": True}
    assert client.get(f"{url}?rule=nothing").status_code == 404


def test_the_counts_follow_what_is_typed(staff, fund):
    on_tiktok(somebody(published=True), 15_000)
    client = staff("reviewer")
    url = reverse("programmes:proposal_preview", args=[fund.slug]) + "?rule=followers"
    whole = client.post(url, BUILT).content.decode()
    part = client.post(url, BUILT, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert "1 before" in part
    half = client.post(url, BUILT | {"n1-value": ""}, headers={"HX-Request": "true"}).content.decode()
    assert "Counted as soon as the rule is complete." in half
    assert "Count again" not in part
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("group", ["support", "finance", ""])
def test_others_find_no_programmes_at_the_desk_and_propose_nothing(staff, fund, group):
    client = staff(group)
    proposal = versions.propose(
        actor=another_reviewer(), programme=fund, rule_code="followers", valid_from=FIRST, body=None, reason="Gone."
    )
    assert propose(client, fund).status_code == 403
    for url in (page(fund), page(proposal), page(proposal, "approve"), page(fund, "work", "open")):
        assert client.get(url).status_code in (403, 404)
    assert client.get(reverse("admin:programmes_programme_new")).status_code == 403
    assert (RuleProposal.objects.count(), RuleVersion.objects.count()) == (1, 1)


def test_a_programme_is_added_published_and_retired_without_code(staff):
    client = staff("reviewer")
    new = reverse("admin:programmes_programme_new")
    assert new in client.get(reverse("admin:programmes_programme_changelist")).content.decode()
    typed = {"kind": "fund", "name_en": "A Fund", "name_fr": "Un fonds"}
    assert client.post(new, typed | {"name_fr": ""}).status_code == 422
    assert client.post(new, typed).status_code == 302
    made = Programme.objects.get()
    assert (made.slug, made.state, made.space) == ("a-fund", "draft", "market")
    assert client.post(page(made, "publish"), {"reason": "Ready."}).status_code == 422
    proposal = versions.propose(
        actor=client.person, programme=made, rule_code="followers", valid_from=None, body=FOLLOWERS, reason="First.",
        source="A page",
    )  # fmt: skip
    versions.approve(actor=another_reviewer(), proposal=proposal)
    assert client.post(page(made, "publish"), {"reason": "Ready."}).status_code == 302
    assert client.get(reverse("programmes:programme", args=["a-fund"])).status_code == 200
    assert client.post(page(made, "retire"), {"reason": "Over."}).status_code == 302
    made.refresh_from_db()
    assert made.state == "retired"
    assert [one.data["reason"] for one in Event.objects.filter(data__state__in=["published", "retired"])] == [
        "Ready.", "Over."]  # fmt: skip


def test_openings_begin_and_end(staff, fund):
    client = staff("reviewer")
    dates = {"country": "FR", "opens_on": "2030-01-01", "closes_on": "2030-02-01"}
    assert client.post(page(fund, "work", "open"), dates | {"closes_on": "2030-01-01"}).status_code == 422
    assert client.post(page(fund, "work", "open"), dates).status_code == 302
    assert client.post(page(fund, "work", "open"), dates).status_code == 422
    opening = Opening.objects.get()
    assert (
        client.post(page(fund, "work", "close"), {"opening": opening.pk, "closes_on": "2030-03-01"}).status_code == 302
    )
    opening.refresh_from_db()
    assert (opening.country, opening.closes_on) == ("FR", datetime.date(2030, 3, 1))
    assert Event.objects.filter(verb="programmes.openings_changed").count() == 2


def test_an_exemption_is_granted_and_revoked(staff, fund):
    creator = somebody()
    client = staff("reviewer")
    typed = {
        "rule_code": "followers",
        "creator": creator.public_id,
        "starts_on": timezone.now().date(),
        "reason": "A pilot.",
    }
    assert client.post(page(fund, "work", "exempt"), typed | {"rule_code": "nothing"}).status_code == 422
    assert client.post(page(fund, "work", "exempt"), typed).status_code == 302
    exemption = Exemption.objects.get()
    assert (exemption.creator, exemption.granted_by) == (creator, client.person)
    assert client.post(page(exemption, "revoke"), {"reason": ""}).status_code == 302
    assert client.post(page(exemption, "revoke"), {"reason": ""}).status_code == 422
    exemption.refresh_from_db()
    assert exemption.revoked_by == client.person


def test_a_proposal_is_named_by_its_programme(staff, fund):
    propose(staff("reviewer"), fund)
    assert str(RuleProposal.objects.get()) == f"{fund.slug} followers {FIRST}"
