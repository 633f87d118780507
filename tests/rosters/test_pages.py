"""The pages and the API of rosters, through what their reader may see."""

import re

import pytest
from django.urls import reverse

from marketplace.rosters.models import Roster
from marketplace.rosters.wishes import Wishes
from marketplace.taxonomy.models import Platform
from tests.factories.brands import CampaignFactory
from tests.factories.deals import manager_of, stranger, viewer_of
from tests.factories.rosters import built, chosen_from, finish, match, solved

pytestmark = pytest.mark.django_db


def of(name, one):
    return reverse(f"rosters:{name}", args=[one.public_id])


def test_a_manager_builds_reads_pins_and_invites(client):
    campaign = chosen_from(40_000, 50_000, 60_000)
    client.force_login(manager_of(campaign))
    page = client.get(of("for_campaign", campaign)).content.decode()
    assert "No roster yet" in page
    asked = {"budget": "950", "seats": "2", "fewest": "1"}
    assert client.post(of("for_campaign", campaign), asked).status_code == 302
    assert "Choosing" in client.get(of("for_campaign", campaign)).content.decode()
    roster = finish(Roster.objects.get())
    page = client.get(of("for_campaign", campaign)).content.decode()
    assert "Proved: no other choice is worth more." in page
    assert "Creator 0" in page
    dear = roster.misses.get().creator
    keep = reverse("rosters:decide", args=[roster.public_id, dear.public_id])
    assert client.post(keep, {"keep": "exclude"}).status_code == 302
    second = finish(Roster.objects.get(version=2))
    assert "Left out by you" in client.get(of("for_campaign", campaign)).content.decode()
    answer = client.post(of("invite", second), {"message": "Come and make soap."}, follow=True)
    assert "2 creators are invited." in answer.content.decode()


def test_whoever_waits_is_led_to_the_roster_once_it_is_chosen(client):
    campaign = chosen_from(40_000)
    roster = built(campaign)
    client.force_login(viewer_of(campaign))
    waiting = client.get(of("roster", roster), headers={"HX-Request": "true"})
    assert "Choosing" in waiting.content.decode()
    assert "HX-Redirect" not in waiting.headers
    done = client.get(of("roster", finish(roster)), headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == of("for_campaign", campaign)


def test_figures_that_a_reader_subtracts_come_out(client):
    campaign = chosen_from(40_000, 50_000)
    roster = solved(campaign)
    client.force_login(viewer_of(campaign))
    page = client.get(of("for_campaign", campaign))
    told = [row["why"] for row in page.context["picks"]] + [page.context["worth"]]
    for text in told:
        figures = [round(float(one) * 10) for one in re.findall(r"\d+\.\d", text)]
        whole = round(roster.value, -1) // 10
        adds, score, shared = figures if len(figures) == 3 else (whole, *figures)
        assert adds == score - shared


def test_a_budget_that_changes_nothing_says_so(client):
    campaign = chosen_from(40_000, 50_000)
    solved(campaign, budget_minor=400_000)
    client.force_login(viewer_of(campaign))
    budgets = client.get(of("for_campaign", campaign)).context["budgets"]
    assert [row["label"] for row in budgets] == ["€3,200 (−20%)", "€4,800 (+20%)"]
    assert [row["told"] for row in budgets] == ["The same choice.", "The same choice."]


def test_wrong_wishes_stand_beside_their_fields(client):
    campaign = chosen_from(40_000)
    client.force_login(manager_of(campaign))
    answer = client.post(of("for_campaign", campaign), {"budget": "x", "seats": "0", "fewest": "1"})
    assert answer.status_code == 422
    assert not Roster.objects.exists()


def test_the_mix_is_asked_for_and_stands_in_the_form_again(client):
    campaign = chosen_from(40_000)
    campaign.platforms.set(Platform.objects.filter(code__in=["tiktok", "instagram"]))
    client.force_login(manager_of(campaign))
    asked = {"tiers_micro": "0", "tiers_most_mega": "0", "platforms_tiktok": "1", "deliverables_tiktok": "2"}
    answer = client.post(of("for_campaign", campaign), {"budget": "900", "seats": "3", "fewest": "1", **asked})
    assert answer.status_code == 302
    wishes = Wishes.from_json(Roster.objects.get().wishes)
    assert (wishes.platforms, wishes.deliverables) == ({"tiktok": 1}, {"tiktok": 2})
    assert (wishes.tiers, wishes.tiers_most) == ({}, {"mega": 0})
    form = client.get(of("for_campaign", campaign)).context["form"]
    assert form.asks_mix
    assert form["tiers_most_mega"].value() == 0
    assert [counts.heading for counts in form.mix] == ["Sizes", "Platforms, at least"]


def test_a_mix_that_contradicts_itself_is_said_and_nothing_is_lost(client):
    campaign = chosen_from(40_000)
    client.force_login(manager_of(campaign))
    asked = {"budget": "900", "seats": "3", "fewest": "1", "tiers_nano": "2", "tiers_most_nano": "1"}
    answer = client.post(of("for_campaign", campaign), asked)
    assert (answer.status_code, Roster.objects.count()) == (422, 0)
    assert "Of one size you ask for more at least than at most." in answer.content.decode()
    assert answer.context["form"]["tiers_nano"].value() == "2"


def test_what_is_impossible_is_said_in_both_languages(client):
    campaign = chosen_from(40_000, 50_000)
    solved(campaign, budget_minor=70_000, fewest=2, seats=2)
    manager = manager_of(campaign)
    for language, told in (("en", "a budget of €900"), ("fr", "un budget de 900\xa0€")):
        manager.language = language
        manager.save()
        client.force_login(manager)
        assert told in client.get(of("for_campaign", campaign)).content.decode()


def test_a_viewer_reads_and_a_stranger_finds_nothing(client):
    campaign = chosen_from(40_000)
    roster = solved(campaign)
    client.force_login(viewer_of(campaign))
    page = client.get(of("for_campaign", campaign)).content.decode()
    assert "Choose again" not in page
    assert client.get(of("invite", roster)).status_code == 403
    client.force_login(stranger())
    for name, one in (("for_campaign", campaign), ("roster", roster), ("invite", roster), ("places", campaign.brand)):
        assert client.get(of(name, one)).status_code == 404


def test_the_list_costs_the_same_whatever_its_length(client, django_assert_num_queries):
    for costs in ((40_000,), (40_000, 41_000, 42_000)):
        campaign = chosen_from(*costs)
        solved(campaign, seats=3, budget_minor=400_000)
        client.force_login(viewer_of(campaign))
        client.get(of("for_campaign", campaign))
        with django_assert_num_queries(15):
            client.get(of("for_campaign", campaign))


def test_each_creator_goes_to_one_campaign_of_the_brand(client):
    first = chosen_from(40_000, 50_000, seats=1)
    second = match(CampaignFactory(brand=first.brand, published=True, seats=1))
    match(first)
    client.force_login(viewer_of(first))
    page = client.get(of("places", first.brand))
    placed = [[row[0].creator_id for row in place.matches] for place in page.context["places"]]
    assert sorted(map(len, placed)) == [1, 1]
    assert placed[0] != placed[1]
    assert page.context["places"][0].campaign == second


def test_the_api_answers_202_then_the_whole(client):
    campaign = chosen_from(40_000, 50_000)
    client.force_login(manager_of(campaign))
    address = f"/api/v1/campaigns/{campaign.public_id}/rosters"
    asked = client.post(address, {"budget_minor": 45_000, "seats": 1}, content_type="application/json")
    assert asked.status_code == 202
    finish(Roster.objects.get())
    told = client.get(asked["Location"]).json()
    assert (told["state"], len(told["picks"]), told["is_outdated"]) == ("ready", 1, False)
    sent = client.post(f"{asked['Location']}/invitations", {"message": "Hello"}, content_type="application/json").json()
    assert [row["refused"] for row in sent] == [""]
    assert client.get(address).json()["results"][0]["version"] == 1
