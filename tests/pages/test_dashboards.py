"""The first page of each side: what to do now, what fits, how the numbers move; and nothing of anybody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from brands.enums import Role
from marketplace.eligibility import Outcome
from marketplace.matching.models import CampaignResult, Epoch, Match
from tests.factories.accounts import PersonFactory
from tests.factories.brands import CampaignFactory, MemberFactory
from tests.factories.creators import ChannelFactory, CreatorFactory, MeasurementFactory, published_creator
from tests.factories.deals import applied, invited, manager_of, open_campaign, viewer_of

pytestmark = pytest.mark.django_db

CREATOR_QUERIES = 10
BRAND_QUERIES = 10


def page_of(client, person):
    client.force_login(person)
    response = client.get("/dashboard/")
    assert response.status_code == 200
    return response.content.decode()


def match_of(campaign, creator, *, score=8_240, outcome=Outcome.PASS, refused=0, rank=1):
    epoch = Epoch.objects.first() or Epoch.objects.create(as_of=timezone.localdate(), cohorts={})
    channel = creator.channels.first() or ChannelFactory(creator=creator)
    CampaignResult.objects.get_or_create(campaign=campaign)
    return Match.objects.create(
        campaign=campaign,
        creator=creator,
        channel=channel,
        epoch=epoch,
        rank=rank,
        score=score,
        outcome=outcome,
        refused=refused,
        parts=[5_000] * 6,
    )


def test_visitors_are_asked_to_sign_in(client):
    assert client.get("/dashboard/").headers["Location"] == "/accounts/login/?next=/dashboard/"


def test_a_new_creator_is_told_to_make_a_profile(client):
    html = page_of(client, PersonFactory())
    assert "Make your profile" in html
    assert 'href="/creator/profile/"' in html


def test_a_draft_says_how_much_is_missing_and_leads_there(client):
    creator = CreatorFactory()
    html = page_of(client, creator.person)
    assert "Complete your profile" in html
    assert "things are missing before it can be published" in html
    assert "Nothing waits for you" not in html


def test_campaigns_come_by_score_without_what_is_refused_or_over(client):
    creator = published_creator()
    low, high = open_campaign(title="Low"), open_campaign(title="High")
    refused, over = open_campaign(title="Refused"), CampaignFactory(closed=True, title="Over")
    match_of(low, creator, score=4_000, outcome=Outcome.FAIL)
    match_of(high, creator, score=9_000)
    match_of(refused, creator, refused=1)
    match_of(over, creator)
    match_of(low, published_creator(), score=9_999)
    html = page_of(client, creator.person)
    assert html.index("High") < html.index("Low")
    assert "Refused" not in html
    assert "Over<" not in html
    assert [text.split("<")[0] for text in html.split('score-number">')[1:]] == ["90.0", "40.0"]
    assert html.count("verdict-fail") == 1


def test_an_invitation_waits_for_the_creator_and_an_application_for_the_brand(client):
    campaign, creator = open_campaign(), published_creator()
    asked = invited(campaign, creator)
    assert f'href="/contacts/{asked.public_id}/"' in page_of(client, creator.person)
    assert f'href="/contacts/{asked.public_id}/"' not in page_of(client, manager_of(campaign))
    wish = applied(campaign)
    assert f'href="/contacts/{wish.public_id}/"' in page_of(client, manager_of(campaign))
    assert f'href="/contacts/{wish.public_id}/"' not in page_of(client, viewer_of(campaign))
    assert f'href="/contacts/{wish.public_id}/"' not in page_of(client, manager_of(open_campaign()))


def test_old_numbers_are_asked_for_again(client):
    creator = published_creator()
    channel = ChannelFactory(creator=creator, handle="oldie")
    MeasurementFactory(channel=channel, as_of=timezone.localdate() - timedelta(days=400))
    assert "Record new numbers for @oldie" in page_of(client, creator.person)


def test_followers_are_drawn_over_time_and_the_later_record_of_a_day_counts(client):
    creator = CreatorFactory()
    channel, today = ChannelFactory(creator=creator), timezone.localdate()
    MeasurementFactory(channel=channel, as_of=today - timedelta(days=9), followers=10_000)
    MeasurementFactory(channel=channel, as_of=today, followers=77_700)
    MeasurementFactory(channel=channel, as_of=today, followers=12_000)
    html = page_of(client, creator.person)
    assert html.count("<polyline") == 1
    assert "10K – 12K" in html
    assert "77.7K" not in html


def test_a_brand_sees_its_own_drafts_and_best_candidates_only(client):
    mine, theirs = open_campaign(title="Mine"), open_campaign(title="Theirs")
    draft, other_draft = CampaignFactory(brand=mine.brand, title="My draft"), CampaignFactory(title="Their draft")
    match_of(mine, published_creator(display_name="Good"), score=9_120)
    match_of(mine, published_creator(display_name="Barred"), outcome=Outcome.FAIL, rank=2)
    match_of(theirs, published_creator(display_name="Elsewhere"))
    html = page_of(client, manager_of(mine))
    assert "Good" in html
    assert "91.2" in html
    assert draft.title in html
    assert not any(text in html for text in ("Barred", "Elsewhere", "Theirs", other_draft.title))


def test_a_brand_with_several_campaigns_is_led_to_who_goes_where(client):
    campaign = open_campaign()
    creator, manager = published_creator(), manager_of(campaign)
    match_of(campaign, creator)
    address = f"/brands/{campaign.brand.public_id}/places/"
    assert address not in page_of(client, manager)
    CampaignFactory(brand=campaign.brand, published=True)
    assert address in page_of(client, manager)
    assert address in client.get(f"/brands/{campaign.brand.public_id}/").content.decode()


def test_someone_on_the_brand_side_without_a_brand_adds_one(client):
    html = page_of(client, PersonFactory(brand=True))
    assert 'href="/brands/new/"' in html


def test_a_viewer_reads_and_is_asked_nothing(client):
    member = MemberFactory(role=Role.VIEWER)
    CampaignFactory(brand=member.brand)
    assert "Nothing waits for you" in page_of(client, member.person)


@pytest.mark.parametrize("rows", [1, 3])
def test_query_counts_do_not_grow_with_rows(client, django_assert_num_queries, rows):
    creator, campaign = published_creator(), open_campaign()
    for number in range(rows):
        match_of(open_campaign(), creator, rank=number + 1)
        match_of(campaign, published_creator(), rank=number + 1)
        MeasurementFactory(channel=creator.channels.first(), as_of=timezone.localdate() - timedelta(days=number))
    client.force_login(creator.person)
    with django_assert_num_queries(CREATOR_QUERIES):
        client.get("/dashboard/")
    client.force_login(manager_of(campaign))
    with django_assert_num_queries(BRAND_QUERIES):
        client.get("/dashboard/")


def test_a_creator_among_nobodys_best_gets_every_open_campaign_judged(client):
    creator, campaign = published_creator(), open_campaign(title="Soap")
    html = page_of(client, creator.person)
    assert 'hx-get="/dashboard/campaigns/"' in html
    assert 'href="/dashboard/campaigns/"' in html
    rows = client.get("/dashboard/campaigns/", headers={"HX-Request": "true"}).content.decode()
    assert rows.count('<li class="match-row">') == 1
    assert f"/campaigns/{campaign.public_id}/" in rows
    assert "<html" not in rows
    whole = client.get("/dashboard/campaigns/").content.decode()
    assert "Soap" in whole
    assert whole.count("<h1") == 1
