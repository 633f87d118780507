"""A brand opens its own programme: a draft, its rules in the builder, when it is open, published, retired."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from brands.enums import Role
from brands.models import Brand
from marketplace.core.errors import Invalid
from marketplace.programmes.actions import own_rules, programmes, standings
from marketplace.programmes.models import Opening, Programme, RuleVersion, Standing
from marketplace.programmes.queries.own_rules import own_rule_set
from marketplace.programmes.queries.rule_sets import rule_set_of
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, MemberFactory
from tests.factories.programmes import a_programme
from tests.factories.standings import FOLLOWERS, on_tiktok, somebody

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
MARKET = ["mp-minimum-age", "mp-adult-or-consent", "mp-standing", "mp-public"]
TYPED = {"kind": "contest", "name_en": "A Contest", "name_fr": "Un concours"}
ENTRY = {"measure": "languages", "op": "has", "value": ["fr"]}


def rule_set(*nodes):
    return {"all": list(nodes)}


@pytest.fixture
def olive():
    return PersonFactory(brand=True)


@pytest.fixture
def brand(olive):
    return BrandFactory(owner=olive, name="Maison Olive")


@pytest.fixture
def contest(olive, brand):
    return own_rules.open_programme(actor=olive, brand=brand, **TYPED)


def url(name, programme, brand=None):
    return reverse(f"programmes:own_{name}", args=[(brand or programme.brand).public_id, programme.slug])


def asked(programme, on=None):
    rules = rule_set_of(Programme.objects.get(pk=programme.pk), on or timezone.now().date())
    return [one.code for one in rules.criteria]


def built(*values, **more):
    rows = {"n0-kind": "all", "node": [str(place) for place in range(1, len(values) + 1)]}
    for place, value in enumerate(values, start=1):
        rows |= {f"n{place}-in": "0", f"n{place}-measure": "followers", f"n{place}-op": "gte", f"n{place}-value": value}
    return rows | more


def test_from_a_draft_to_the_list(client, olive, brand):
    client.force_login(olive)
    new = reverse("programmes:own_new", args=[brand.public_id])
    assert client.post(new, TYPED | {"name_fr": ""}).status_code == 422
    assert client.post(new, TYPED | {"kind": "fund"}).status_code == 422
    assert client.post(new, TYPED).status_code == 302
    contest = Programme.objects.get()
    assert (contest.slug, contest.sponsor, contest.state, contest.space) == (
        "a-contest",
        "Maison Olive",
        "draft",
        "market",
    )
    assert client.get(reverse("programmes:programme", args=["a-contest"])).status_code == 404
    assert client.post(url("publish", contest)).status_code == 409
    assert client.post(url("rules", contest), built("1,000")).status_code == 302
    assert asked(contest) == [*MARKET, "r1"]
    assert client.post(url("publish", contest)).status_code == 302
    listed = client.get(reverse("programmes:list")).content.decode()
    assert "A Contest" in listed
    assert "Maison Olive" in client.get(reverse("programmes:programme", args=["a-contest"])).content.decode()
    assert client.post(url("retire", contest)).status_code == 302
    assert client.post(url("rules", contest), built("5")).status_code == 422
    assert client.post(url("retire", contest)).status_code == 409


def test_a_rule_that_stays_keeps_its_code_and_what_changed_begins_tomorrow(olive, contest):
    own_rules.save(actor=olive, programme=contest, rules=rule_set(FOLLOWERS, ENTRY))
    assert asked(contest) == [*MARKET, "r1", "r2"]
    programmes.publish(actor=olive, programme=contest)
    creator = somebody(zone="UTC")
    on_tiktok(creator, 12_000)
    standings.refresh(creator=creator)
    assert Standing.objects.count() == 1
    kept = own_rule_set(contest)["all"]
    more = {"any": [FOLLOWERS | {"value": 5}, ENTRY]}
    changed = own_rules.save(actor=olive, programme=contest, rules=rule_set(kept[1], more))
    assert changed == ["r1"]
    today = timezone.now().date()
    assert asked(contest, today) == [*MARKET, "r1", "r2"]
    assert asked(contest, today + DAY) == [*MARKET, "r1.1", "r1.2", "r2"]
    spans = RuleVersion.objects.filter(rule__code="r1").order_by("pk").values_list("valid_from", "valid_to")
    assert list(spans) == [(None, today + DAY), (today + DAY, None)]
    assert own_rules.save(actor=olive, programme=contest, rules=own_rule_set(contest)) == []
    with pytest.raises(Invalid) as refusal:
        own_rules.save(actor=olive, programme=contest, rules=rule_set(kept[0]), valid_from=today)
    assert list(refusal.value.errors) == ["valid_from"]


@pytest.mark.parametrize("wrong", [
    {"measure": "age_years", "op": "gte", "value": 19}, {"measure": "invited", "op": "invited"},
    {"measure": "parental_consent", "op": "eq", "value": True}, {"measure": "folowers", "op": "gte", "value": 1},
])  # fmt: skip
def test_a_brand_may_not_pry_here_either(olive, contest, wrong):
    with pytest.raises(Invalid):
        own_rules.save(actor=olive, programme=contest, rules=rule_set(wrong))
    assert asked(contest) == MARKET


def test_it_asks_of_everybody_what_campaigns_ask(olive, contest):
    own_rules.save(actor=olive, programme=contest, rules=rule_set(FOLLOWERS))
    programmes.publish(actor=olive, programme=contest)
    minor = somebody(zone="UTC", birth_date=datetime.date(timezone.now().year - 15, 1, 1))
    on_tiktok(minor, 50_000)
    standings.refresh(creator=minor)
    assert Standing.objects.get().verdict_outcome.name == "FAIL"


def test_when_it_is_open(client, olive, contest):
    client.force_login(olive)
    soon = timezone.now().date() + 9 * DAY
    assert client.post(url("dates", contest), {"opens_on": soon, "closes_on": soon}).status_code == 422
    assert client.post(url("dates", contest), {"country": "FR", "opens_on": soon}).status_code == 302
    end = {"opening": Opening.objects.get().pk, "closes_on": soon + DAY}
    assert client.post(url("dates", contest), end).status_code == 302
    assert Opening.objects.get().closes_on == soon + DAY


def test_other_brands_find_nothing_and_viewers_change_nothing(client, brand, contest):
    other = PersonFactory(brand=True)
    BrandFactory(owner=other)
    viewer = MemberFactory(brand=brand, person=PersonFactory(brand=True), role=Role.VIEWER).person
    for person, status in ((other, 404), (viewer, 403)):
        client.force_login(person)
        for name in ("edit", "rules", "dates", "publish", "retire"):
            assert client.post(url(name, contest), TYPED).status_code == status
    assert client.get(reverse("programmes:own", args=[brand.public_id])).status_code == 200
    contest.refresh_from_db()
    assert (contest.state, contest.name_en, RuleVersion.objects.count()) == ("draft", "A Contest", 4)


def test_a_programme_of_staff_is_not_reached_through_a_brand(client, olive, brand):
    fund = a_programme("fund")
    client.force_login(olive)
    assert client.get(url("edit", fund, brand)).status_code == 404
    with pytest.raises(programmes.MayNotKeep):
        own_rules.save(actor=olive, programme=fund, rules=rule_set(FOLLOWERS))


def test_what_a_suspended_brand_opened_is_not_found(client, olive, brand, contest):
    own_rules.save(actor=olive, programme=contest, rules=rule_set(FOLLOWERS))
    programmes.publish(actor=olive, programme=contest)
    page = reverse("programmes:programme", args=[contest.slug])
    assert client.get(page).status_code == 200
    Brand.objects.update(state="suspended")
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(client, olive, brand, many, django_assert_num_queries):
    for _each in range(many):
        own_rules.open_programme(actor=olive, brand=brand, **TYPED)
    client.force_login(olive)
    with django_assert_num_queries(7):
        assert client.get(reverse("programmes:own", args=[brand.public_id])).status_code == 200
