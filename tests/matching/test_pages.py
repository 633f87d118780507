"""The pages, through what their reader may see."""

from datetime import date

import pytest
from django.urls import reverse

from brands.models import Brand, Campaign
from creators.models import Creator
from marketplace.activity.record import SYSTEM
from marketplace.matching.actions import runs
from marketplace.matching.models import MatchRun
from tests.factories.accounts import PersonFactory
from tests.factories.brands import CampaignFactory, MemberFactory
from tests.factories.creators import published_creator
from tests.factories.matching import campaigns, crowd
from tests.matching.test_runs import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return campaigns(2)[0]


@pytest.fixture
def matched(campaign):
    crowd(40)
    runs.start(actor=SYSTEM)
    work()
    return campaign


@pytest.fixture
def manager(campaign):
    return MemberFactory(brand=campaign.brand).person


def of(name, *objects):
    return reverse(f"matching:{name}", args=[one.public_id for one in objects])


def test_the_list_shows_the_best_first_and_more_behind(client, matched, manager):
    client.force_login(manager)
    page = client.get(of("for_campaign", matched))
    shown = [row["match"] for row in page.context["matches"]]
    assert shown == list(matched.matches.order_by("rank")[:24])
    text = page.content.decode()
    assert all(match.channel.handle in text for match in shown)
    if page.context["page"].next:
        more = client.get(of("for_campaign", matched), {"after": page.context["page"].next})
        assert more.context["matches"][0]["match"].rank == 25


def test_filters_stand_in_the_address_and_bad_ones_do_no_harm(client, matched, manager):
    client.force_login(manager)
    page = client.get(of("for_campaign", matched), {"platform": "tiktok", "sort": "score"})
    assert {row["match"].channel.platform.code for row in page.context["matches"]} == {"tiktok"}
    for wrong in ({"platform": "x'--"}, {"min_score": "many"}, {"after": "%%%"}, {"sort": "salary"}):
        assert client.get(of("for_campaign", matched), wrong).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_match_shows_rules_parts_sources_and_changes(client, matched, manager, language):
    client.force_login(manager)
    found = matched.matches.select_related("creator").get(rank=1)
    page = client.get(of("match", matched, found.creator), headers={"accept-language": language})
    assert page.context["why"].score == found.score
    text = page.content.decode()
    assert all(part.label in text for part in page.context["why"].parts)
    assert found.creator.birth_date is None or str(found.creator.birth_date.year) not in text


def test_strangers_find_nothing(client, matched):
    stranger, creator = MemberFactory().person, published_creator()
    addresses = [of("for_campaign", matched), of("match", matched, creator)]
    addresses += [of("run", runs.start(actor=SYSTEM, campaign=matched))]
    for person in (stranger, PersonFactory()):
        client.force_login(person)
        assert [client.get(address).status_code for address in addresses] == [404] * 3
        assert client.post(of("start", matched)).status_code == 404
    client.logout()
    assert [client.get(address).status_code for address in addresses] == [302] * 3


def test_a_suspended_brand_reads_its_campaign_but_not_who_suits_it(client, matched, manager):
    creator = matched.matches.get(rank=1).creator
    addresses = [of("for_campaign", matched), of("match", matched, creator)]
    client.force_login(manager)
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    Brand.objects.filter(pk=matched.brand_id).update(state="suspended")
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert client.post(of("start", matched)).status_code == 404
    page = client.get(reverse("brands:campaign", args=[matched.public_id]))
    assert page.status_code == 200
    assert addresses[0] not in page.content.decode()


def test_a_viewer_reads_and_does_not_start_a_run(client, matched):
    client.force_login(MemberFactory(brand=matched.brand, role="viewer").person)
    before = MatchRun.objects.count()
    assert client.get(of("for_campaign", matched)).status_code == 200
    assert client.post(of("start", matched)).status_code == 403
    assert MatchRun.objects.count() == before


def test_only_who_runs_campaigns_is_offered_to_invite(client, matched, manager):
    creator = matched.matches.select_related("creator").get(rank=1).creator
    Creator.objects.filter(pk=creator.pk).update(birth_date=date(1990, 1, 1))
    address = reverse("deals:invite", args=[creator.public_id])
    for person, offered in ((manager, True), (MemberFactory(brand=matched.brand, role="viewer").person, False)):
        client.force_login(person)
        assert (address in client.get(of("match", matched, creator)).content.decode()) is offered


def test_a_manager_starts_a_run_and_sees_how_far_it_is(client, matched, manager):
    client.force_login(manager)
    assert client.post(of("start", matched)).status_code == 302
    run = MatchRun.objects.latest("pk")
    bar = client.get(of("run", run), headers={"hx-request": "true"}).content.decode()
    assert of("run", run) in bar
    assert "<html" not in bar
    assert "<html" in client.get(of("run", run)).content.decode()
    assert of("run", run) in client.get(of("for_campaign", matched)).content.decode()
    work()
    done = client.get(of("run", run), headers={"hx-request": "true"}).content.decode()
    assert of("for_campaign", matched) in done
    assert "hx-get" not in done


def test_a_draft_says_that_it_is_not_compared_yet(client, manager, campaign):
    client.force_login(manager)
    draft = CampaignFactory(brand=campaign.brand)
    assert "as soon as it is published" in client.get(of("for_campaign", draft)).content.decode()


def test_a_creator_sees_open_campaigns_and_why(client, matched):
    creator = published_creator()
    client.force_login(creator.person)
    page = client.get(reverse("matching:for_creator"))
    assert {one.campaign for one in page.context["page"]} == set(Campaign.objects.all())
    why = client.get(of("why", matched))
    assert why.context["why"].creator == creator
    assert client.get(of("for_campaign", matched)).status_code == 404


def test_a_creator_filters_by_verdict(client, matched):
    client.force_login(published_creator().person)
    for show in ("fits", "missing", "no", "nonsense"):
        page = client.get(reverse("matching:for_creator"), {"show": show})
        assert page.status_code == 200
        if show in page.context["counts"]:
            assert len(page.context["page"].object_list) == page.context["counts"][show]


def test_who_has_no_published_profile_is_told_so(client, matched):
    creator = published_creator(state="paused")
    client.force_login(creator.person)
    assert "Publish your profile first" in client.get(reverse("matching:for_creator")).content.decode()
    assert client.get(of("why", matched)).status_code == 404
    client.force_login(PersonFactory())
    assert client.get(reverse("matching:for_creator")).status_code == 302


def test_a_creator_does_not_open_drafts_or_barter_against_their_wish(client, matched):
    creator = published_creator(paid_only=True)
    client.force_login(creator.person)
    for hidden in (CampaignFactory(), CampaignFactory(published=True, barter=True)):
        assert client.get(of("why", hidden)).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(client, matched, manager, django_assert_num_queries):
    client.force_login(manager)
    client.get(of("for_campaign", matched))
    for low in (0, 1):
        with django_assert_num_queries(16):
            page = client.get(of("for_campaign", matched), {"min_score": "0"} if low else {"platform": "tiktok"})
        assert len(page.context["matches"]) > 1
    assert Creator.objects.count() >= 40


def test_the_invitation_begins_with_the_channel_that_was_matched(client, matched, manager):
    client.force_login(manager)
    found = matched.matches.filter(creator__person__isnull=False).order_by("rank").first()
    page = client.get(of("match", matched, found.creator)).content.decode()
    address = reverse("deals:invite", args=[found.creator.public_id])
    assert f"{address}?campaign={matched.public_id}&amp;channel={found.channel.public_id}" in page


def test_why_asks_the_same_for_any_campaign(client, matched, manager, django_assert_num_queries):
    creator = published_creator()
    sides = ((manager, "match", (matched, creator), 30), (creator.person, "why", (matched,), 29))
    for person, name, objects, queries in sides:
        client.force_login(person)
        client.get(of(name, *objects))
        with django_assert_num_queries(queries):
            assert client.get(of(name, *objects)).status_code == 200
