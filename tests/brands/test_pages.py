"""The pages of brands: who gets in, what they show, and that typing is never lost."""

import pytest
from django.urls import reverse

from brands.actions import members
from brands.models import Brand, Campaign, Member
from tests.factories.brands import BrandFactory, CampaignFactory
from tests.factories.creators import picture_file

pytestmark = pytest.mark.django_db

STEPS = ["basics", "deliverables", "audience", "budget", "review"]


@pytest.fixture
def as_(client, request):
    """`as_("olive")` is a client signed in as her."""

    def sign_in(name):
        client.force_login(request.getfixturevalue(name))
        return client

    return sign_in


def url(name, row, *more):
    return reverse(f"brands:{name}", args=[row.public_id, *more])


def no_lines(**sets):
    """The management data of line sets without any line."""
    return {f"{name}-{key}": count for name, count in sets.items() for key in ("TOTAL_FORMS", "INITIAL_FORMS")}


def test_who_has_no_brand_begins_with_one(as_):
    assert as_("kim").get("/brands/").headers["Location"] == reverse("brands:brand_new")
    assert as_("kim").get(reverse("brands:campaigns")).headers["Location"] == reverse("brands:brand_new")


def test_onboarding_makes_the_brand_and_leads_to_the_first_campaign(as_, kim):
    answer = as_("kim").post(reverse("brands:brand_new"), {"name": "Lumière"})
    brand = Brand.objects.get(name="Lumière")
    assert answer.headers["Location"] == url("campaign_new", brand)
    answer = as_("kim").post(url("campaign_new", brand), {"title": "First light"})
    assert answer.headers["Location"] == url("campaign_basics", Campaign.objects.get(title="First light"))


def test_a_wrong_form_keeps_what_was_typed(as_):
    answer = as_("kim").post(reverse("brands:brand_new"), {"name": "", "legal_name": "Lumière SAS", "website": "no"})
    assert answer.status_code == 422
    assert 'value="Lumière SAS"' in answer.content.decode()
    assert not Brand.objects.exists()


def test_a_brand_form_that_comes_back_asks_for_its_logo_again(client, as_, kim):
    page, again = reverse("brands:brand_new"), "Choose this file again"
    signed_in = as_("kim")
    assert again in signed_in.post(page, {"name": "", "logo": picture_file()}).content.decode()
    assert again not in signed_in.post(page, {"name": ""}).content.decode()
    client.logout()
    client.post(page, {"name": "Lumière", "logo": picture_file()})
    client.force_login(kim)
    assert "Files are not kept: choose yours again." in client.get(page).content.decode()


@pytest.mark.parametrize("page", ["settings", "members", "campaign_new"])
def test_the_inside_of_a_brand_does_not_exist_for_others(as_, brand, page):
    for stranger in ("rival", "kim"):
        assert as_(stranger).get(url(page, brand)).status_code == 404
        assert as_(stranger).post(url(page, brand), {"name": "Mine", "title": "Mine"}).status_code == 404
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("step", STEPS)
def test_a_draft_does_not_exist_for_others_and_viewers_do_not_edit_it(as_, campaign, step):
    assert as_("rival").get(url(f"campaign_{step}", campaign)).status_code == 404
    assert as_("rival").get(url("campaign", campaign)).status_code == 404
    assert as_("vera").get(url(f"campaign_{step}", campaign)).status_code == 403
    assert as_("vera").get(url("campaign", campaign)).status_code == 200
    assert as_("marc").get(url(f"campaign_{step}", campaign)).status_code == 200


@pytest.mark.parametrize("act", ["publish", "pause", "resume", "close", "duplicate"])
def test_only_the_brands_managers_act_on_its_campaign(as_, brand, act):
    campaign = CampaignFactory(brand=brand, published=True)
    assert as_("rival").post(url(act, campaign)).status_code == 404
    assert as_("vera").post(url(act, campaign)).status_code == 403
    assert as_("olive").get(url(act, campaign)).status_code == 405
    campaign.refresh_from_db()
    assert (campaign.state, Campaign.objects.count()) == ("published", 1)


def test_visitors_are_sent_to_sign_in(client, brand, campaign):
    for page in (url("settings", brand), url("members", brand), url("campaign_basics", campaign), "/brands/"):
        assert client.get(page).headers["Location"].startswith("/sign-in/") or "login" in client.get(page)["Location"]


def test_a_published_campaign_is_public_and_keeps_its_budget_to_itself(client, as_, brand):
    campaign = CampaignFactory(brand=brand, published=True, budget_minor=777_700)
    for answer in (client.get(url("campaign", campaign)), as_("kim").get(url("campaign", campaign))):
        text = answer.content.decode()
        assert campaign.brief[:40] in text
        assert "7,777" not in text
    assert "7,777" in as_("vera").get(url("campaign", campaign)).content.decode()
    assert "7,777" not in as_("vera").get(url("campaign", campaign) + "?as=creator").content.decode()


def test_a_campaign_says_what_audience_it_wants(client, brand):
    wanted = {"ages": {"18-24": 3_000}, "countries": {"FR": 5_050}}
    campaign = CampaignFactory(brand=brand, published=True, audience_wanted=wanted)
    shown = client.get(url("campaign", campaign)).content.decode()
    assert [line for line in ("18–24: 30% or more", "France: 50.5% or more") if line not in shown] == []
    Campaign.objects.update(audience_wanted={})
    assert "Audience wanted" not in client.get(url("campaign", campaign)).content.decode()


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_what_left_the_market_is_no_longer_public(client, brand, state):
    assert client.get(url("campaign", CampaignFactory(brand=brand, **{state: True}))).status_code == 404


def test_a_suspended_brand_has_no_public_pages(client, brand):
    campaign = CampaignFactory(brand=brand, published=True)
    Brand.objects.update(state="suspended")
    assert client.get(url("campaign", campaign)).status_code == 404
    assert client.get(url("brand", brand)).status_code == 404


def test_a_step_saves_and_goes_on_or_stays(as_, campaign):
    data = {"title": "Soap in summer", "brief": "Short", "objective": "sales", "seats": "3"}
    answer = as_("marc").post(url("campaign_basics", campaign), data)
    assert answer.headers["Location"] == url("campaign_deliverables", campaign)
    answer = as_("marc").post(url("campaign_basics", campaign), data | {"stay": "1"})
    assert answer.headers["Location"] == url("campaign_basics", campaign)
    campaign.refresh_from_db()
    assert (campaign.title, campaign.seats, campaign.objective) == ("Soap in summer", 3, "sales")


def test_what_was_typed_without_a_session_waits_behind_the_sign_in(client, olive, campaign):
    page = url("campaign_basics", campaign)
    answer = client.post(page, {"title": "Typed for an hour", "brief": "Long thoughts"})
    assert page in answer.headers["Location"]
    client.force_login(olive)
    text = client.get(page).content.decode()
    assert 'value="Typed for an hour"' in text
    assert "Long thoughts" in text
    assert "Typed for an hour" not in client.get(page).content.decode()
    campaign.refresh_from_db()
    assert campaign.title == "Soap in spring"


def test_an_added_line_that_stays_empty_is_left_out(as_, campaign):
    line = campaign.deliverables.get()
    data = no_lines(deliverables=1) | {"deliverables-INITIAL_FORMS": 0, "disclosure": "Pub"}
    data |= {"deliverables-0-kind": line.kind_id, "deliverables-0-platform": line.platform_id}
    data |= {"deliverables-0-count": "4"}
    text = as_("marc").post(url("campaign_deliverables", campaign), data | {"add": "deliverables"}).content.decode()
    assert 'name="deliverables-1-count" value="1"' in text
    data |= {"deliverables-TOTAL_FORMS": 3, "deliverables-1-count": "1", "deliverables-2-count": ""}
    assert as_("marc").post(url("campaign_deliverables", campaign), data).status_code == 302
    assert list(campaign.deliverables.values_list("count", flat=True)) == [4]
    data["deliverables-1-count"] = "2"
    assert as_("marc").post(url("campaign_deliverables", campaign), data).status_code == 422


def test_a_line_is_added_without_scripts_and_without_losing_the_rest(as_, campaign):
    data = no_lines(deliverables=1) | {"deliverables-INITIAL_FORMS": 0, "deliverables-0-count": "7"}
    data |= {"disclosure": "Pub", "add": "deliverables"}
    text = as_("marc").post(url("campaign_deliverables", campaign), data).content.decode()
    assert 'name="deliverables-1-count"' in text
    assert 'value="7"' in text
    assert "errorlist" not in text
    assert campaign.deliverables.count() == 1


def test_lines_are_written_changed_and_removed(as_, campaign):
    line = campaign.deliverables.get()
    data = {
        "deliverables-TOTAL_FORMS": 2, "deliverables-INITIAL_FORMS": 1, "deliverables-0-DELETE": "on",
        "deliverables-0-kind": line.kind_id, "deliverables-0-platform": line.platform_id, "deliverables-0-count": "1",
        "deliverables-1-kind": line.kind_id, "deliverables-1-platform": line.platform_id, "deliverables-1-count": "4",
    }  # fmt: skip
    assert as_("marc").post(url("campaign_deliverables", campaign), data).status_code == 302
    assert list(campaign.deliverables.values_list("count", flat=True)) == [4]


def test_shares_rights_gifts_and_money_are_read_as_people_write_them(as_, campaign):
    shares = {"audience_wanted-0-of": "ages:18-24", "audience_wanted-0-percent": "30"}
    data = {"audience_wanted-TOTAL_FORMS": 1, "audience_wanted-INITIAL_FORMS": 0, "countries": ["FR", "BE"]} | shares
    assert as_("marc").post(url("campaign_audience", campaign), data).status_code == 302
    data = no_lines(gifts=0, usage_rights=0) | {"currency": "EUR", "fee_min_minor": "1 250,50", "fee_max_minor": "2000"}
    data |= {"gifts-TOTAL_FORMS": 1, "gifts-0-name": "Box", "gifts-0-value_minor": "45", "gifts-0-quantity": "1"}
    data |= {"usage_rights-TOTAL_FORMS": 1, "usage_rights-0-use": "paid_social", "usage_rights-0-days": "30"}
    answer = as_("marc").post(url("campaign_budget", campaign), data | {"usage_rights-0-territory": "world"})
    assert answer.status_code == 302, answer.content.decode()
    campaign.refresh_from_db()
    assert (campaign.audience_wanted, campaign.countries) == ({"ages": {"18-24": 3_000}}, ["BE", "FR"])
    assert (campaign.fee_min_minor, campaign.gifts.get().value_minor) == (125_050, 4_500)
    assert campaign.usage_rights == [{"use": "paid_social", "days": 30, "territory": "world"}]


def test_blank_lines_as_the_page_offers_them_ask_for_nothing(as_, campaign):
    data = {}
    for lines in as_("marc").get(url("campaign_budget", campaign)).context["form"].sets.values():
        for bound in (field for form in [lines.management_form, *lines.forms] for field in form):
            data[bound.html_name] = "" if bound.value() is None else bound.value()
    assert data["usage_rights-0-territory"] == "world"
    posted = data | {"currency": "EUR", "fee_min_minor": "100", "fee_max_minor": "200"}
    assert as_("marc").post(url("campaign_budget", campaign), posted).status_code == 302
    assert Campaign.objects.get(pk=campaign.pk).usage_rights == []


def test_a_refused_step_shows_the_reason_beside_the_field_and_saves_nothing(as_, campaign):
    data = no_lines(gifts=0, usage_rights=0) | {"currency": "EUR", "fee_min_minor": "900", "fee_max_minor": "100"}
    answer = as_("marc").post(url("campaign_budget", campaign), data)
    assert answer.status_code == 422
    assert "The highest fee is below the lowest one." in answer.content.decode()
    campaign.refresh_from_db()
    assert campaign.fee_min_minor == 20_000


def test_what_is_locked_is_shown_but_not_taken(as_, brand):
    campaign = CampaignFactory(brand=brand, published=True, locked=True, gift=900)
    text = as_("marc").get(url("campaign_budget", campaign)).content.decode()
    assert "A box of soap" in text
    data = {"currency": "CHF", "budget_minor": "1", "fee_max_minor": "900"}
    assert as_("marc").post(url("campaign_budget", campaign), data).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.currency, campaign.budget_minor, campaign.fee_max_minor) == ("EUR", 500_000, 90_000)


def test_the_review_says_what_is_missing_or_publishes(as_, brand, campaign):
    thin = CampaignFactory(brand=brand, brief="", lines=False)
    text = as_("marc").get(url("campaign_review", thin)).content.decode()
    assert "List what each creator delivers." in text
    assert url("publish", thin) not in text
    assert url("publish", campaign) in as_("marc").get(url("campaign_review", campaign)).content.decode()
    assert as_("marc").post(url("publish", campaign)).headers["Location"] == url("campaign", campaign)
    campaign.refresh_from_db()
    assert campaign.is_published


def test_members_are_invited_and_join_through_the_mailed_page(as_, client, brand, kim):
    as_("olive").post(url("members", brand), {"email": kim.email, "role": "viewer"})
    link = reverse("brands:accept_invitation", args=[members.token_of(brand.invitations.get())])
    assert b"another address" in as_("rival").get(link).content
    assert as_("kim").get(link).status_code == 200
    assert not Member.objects.filter(person=kim).exists()
    assert as_("kim").post(link).status_code == 302
    assert Member.objects.get(person=kim).role == "viewer"
    assert as_("kim").get(link).status_code == 404


@pytest.mark.parametrize("who", ["marc", "vera"])
def test_those_who_are_no_owners_do_not_invite(as_, brand, who):
    assert as_(who).post(url("members", brand), {"email": "a@b.example", "role": "owner"}).status_code == 403
    assert not brand.invitations.exists()


def test_a_seat_of_another_brand_cannot_be_reached(as_, brand, olive):
    seat = Member.objects.get(person=olive)
    other = BrandFactory()
    for target in (brand, other):
        assert as_("rival").post(url("remove_member", target, seat.pk)).status_code == 404
        assert as_("rival").post(url("change_role", target, seat.pk), {"role": "viewer"}).status_code == 404
    seat.refresh_from_db()
    assert seat.role == "owner"
