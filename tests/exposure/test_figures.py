"""The month's figures: counted by the nightly job, told to everybody, and naming nobody."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from marketplace.core import jobs
from marketplace.core.models import JobState
from marketplace.deals.actions import invitations
from marketplace.exposure.actions import counts, figures, impressions
from marketplace.exposure.enums import Looker, Order
from marketplace.exposure.jobs import COUNT
from marketplace.exposure.models import MonthFigures, PersonShown

pytestmark = pytest.mark.django_db
NOW = timezone.now
DAY = datetime.timedelta(days=1)


def show(campaign, creator, *, times=1, viewer=1, at=None, side=Looker.BRAND):
    """As if `times` people had looked."""
    pair = impressions.Shown(campaign.pk, creator.pk, creator.person_id, 2, 4, 7_000, [], 1)
    for number in range(times):
        page = impressions.List(side, Order.FAIR, pairs=[pair])
        impressions.keep(viewer=viewer + number, shown=page, at=at or NOW() - DAY)


def test_showings_are_counted_by_person_over_twenty_eight_whole_days(campaign, creators):
    today = NOW().date()
    midnight = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
    show(campaign, creators[0], times=3)
    show(campaign, creators[1], at=midnight - 28 * DAY)
    show(campaign, creators[2], at=midnight - 28 * DAY - datetime.timedelta(seconds=1))
    show(campaign, creators[3], at=midnight)
    show(campaign, creators[4], side=Looker.CREATOR)
    for _again in range(2):
        assert counts.count(today) == 2
        assert dict(PersonShown.objects.values_list("person", "times")) == {
            creators[0].person_id: 3, creators[1].person_id: 1,
        }  # fmt: skip


def test_a_month_is_told_with_shares_concentration_and_who_was_never_shown(campaign, creators):
    show(campaign, creators[0], times=6)
    show(campaign, creators[1], times=2)
    yesterday = (NOW() - DAY).date()
    told = figures.write(yesterday.replace(day=1), NOW().date()).figures
    assert told["eligible"]["by_tier"]["micro"] == told["eligible"]["total"] == 5
    assert told["impressions"]["by_tier"]["micro"] == 8
    assert told["merit"]["share_bp"]["micro"] == told["impressions"]["share_bp"]["micro"] == 10_000
    assert (told["never_shown_bp"], told["gini_bp"]) == (6_000, 7_000)
    untold = dict.fromkeys(told["deals"]["by_tier"])
    assert told["deals"] == {"total": None, "by_tier": untold, "share_bp": untold}
    assert told["pay"]["by_currency"] == {}


def test_four_people_are_not_told(campaign, creators):
    creators[0].channels.update(removed_at=NOW())
    type(creators[0]).objects.filter(pk=creators[0].pk).update(state="paused")
    from marketplace.matching.snapshot import current

    current.forget()
    told = figures.write(NOW().date().replace(day=1), NOW().date() + DAY).figures
    assert told["eligible"]["total"] is None
    assert (told["gini_bp"], told["never_shown_bp"]) == (None, None)


def test_invitations_are_counted_by_size(campaign, creators, owner):
    for creator in creators:
        invitations.send(
            actor=owner, campaign=campaign, creator=creator, channel=creator.channels.get(), message="Hello",
            price_minor=50_000,
        )  # fmt: skip
    told = figures.write(NOW().date().replace(day=1), NOW().date() + DAY).figures
    assert told["invitations"]["by_tier"]["micro"] == told["invitations"]["total"] == 5


def test_the_nightly_job_counts_stores_and_may_run_twice(campaign, creators):
    show(campaign, creators[0])
    for _again in range(2):
        job = COUNT.enqueue(key="count")
        jobs.run(job.pk)
        job.refresh_from_db()
        assert job.state == JobState.DONE
    row = MonthFigures.objects.get()
    assert (row.month, row.counted_until) == ((NOW() - DAY).date().replace(day=1), NOW().date())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_anybody_reads_the_page_the_rule_and_the_api(client, campaign, creators, language):
    address, how = reverse("exposure:fairness"), reverse("exposure:how_it_works")
    assert client.get(address, headers={"Accept-Language": language}).status_code == 200
    assert client.get("/api/v1/fairness").status_code == 404
    show(campaign, creators[0], times=6)
    row = figures.write((NOW() - DAY).date().replace(day=1), NOW().date())
    page = client.get(address, headers={"Accept-Language": language}).content.decode()
    assert "<svg" in page
    assert client.get(how, headers={"Accept-Language": language}).status_code == 200
    assert client.get(reverse("exposure:month", args=[row.month.year, row.month.month])).status_code == 200
    assert client.get(reverse("exposure:month", args=[1999, 1])).status_code == 404
    answer = client.get(f"/api/v1/fairness/{row.month.year}-{row.month.month}").json()
    assert answer["figures"] == client.get("/api/v1/fairness").json()["figures"]
    for month in ("2026-13", "0-1", "72256573436-1"):
        assert client.get(f"/api/v1/fairness/{month}").status_code == 404
        assert client.get(f"/fairness/{month}/").status_code == 404
    assert client.get("/api/v1/fairness/parameters").json()[0]["deficit_bp"] == 500
