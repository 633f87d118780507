"""A roster: who is in, who is next, what other budgets buy, what is decided by hand, when it is out of date."""

import pytest

from brands.actions import campaigns as campaign_actions
from brands.policies import NotYours
from creators.actions import availability
from marketplace.core import jobs
from marketplace.core.errors import Invalid
from marketplace.deals.actions import contacts
from marketplace.matching.engine.cohorts import TIERS
from marketplace.matching.models import Match
from marketplace.rosters import queries, sentences
from marketplace.rosters.actions import rosters
from marketplace.rosters.enums import RosterState
from marketplace.rosters.models import Roster
from marketplace.rosters.queries.candidates import gather
from marketplace.rosters.wishes import Wishes
from tests.factories.deals import invited, manager_of, stranger, viewer_of
from tests.factories.matching import DAY
from tests.factories.rosters import built, chosen_from, finish, priced, solved

pytestmark = pytest.mark.django_db


def names(rows):
    return [row.creator.display_name for row in rows]


def test_the_best_that_the_budget_reaches_are_chosen_and_the_next_is_named():
    campaign = chosen_from(40_000, 50_000, 60_000)
    roster = solved(campaign, budget_minor=95_000, seats=2)
    assert (roster.state, roster.is_exact, roster.considered, roster.cost_minor) == ("ready", True, 3, 90_000)
    assert sorted(names(roster.picks.all())) == ["Creator 0", "Creator 1"]
    assert roster.value == roster.bound
    miss = roster.misses.get()
    assert miss.creator.display_name == "Creator 2"
    assert miss.enough_cost is None or miss.enough_cost < 60_000
    assert [row["percent"] for row in roster.budgets] == [-20, 20]
    assert roster.budgets[1]["creators"] == 2
    assert (roster.job.state, roster.done) == ("done", roster.total)


def test_pinning_and_leaving_out_make_the_next_version():
    campaign = chosen_from(40_000, 50_000, 60_000)
    first = solved(campaign, budget_minor=110_000, seats=2)
    dear, cheap = first.misses.get().creator, first.picks.first().creator
    actor = manager_of(campaign)
    second = finish(rosters.decide(actor=actor, roster=first, creator=dear, keep="pin"))
    assert second.version == 2
    assert second.picks.get(creator=dear).is_pinned
    third = finish(rosters.decide(actor=actor, roster=second, creator=cheap, keep="exclude"))
    assert not third.picks.filter(creator=cheap).exists()
    fourth = rosters.decide(actor=actor, roster=third, creator=cheap, keep="free")
    assert (fourth.wishes["pinned"], fourth.wishes["excluded"]) == ([dear.pk], [])
    assert Roster.objects.get(pk=first.pk).wishes["pinned"] == []


def test_what_cannot_be_met_is_said_with_the_least_that_would_help():
    roster = solved(chosen_from(40_000, 50_000), budget_minor=70_000, fewest=2, seats=2)
    assert roster.state == RosterState.FAILED
    assert not roster.picks.exists()
    told = [(row["limit"][0], row["enough"], row["alone"]) for row in roster.relaxations]
    assert told == [("budget", 90_000, True), ("fewest", 1, True)]


def test_who_cannot_be_asked_is_no_candidate_and_counted_by_reason(django_assert_max_num_queries):
    campaign = chosen_from(40_000, 50_000, 60_000, 30_000)
    invited(campaign, campaign.matches.get(creator__display_name="Creator 0").creator)
    no_price = campaign.matches.get(creator__display_name="Creator 1").creator
    no_price.rates.update(currency="USD")
    busy = campaign.matches.get(creator__display_name="Creator 2").creator
    availability.set(actor=busy.person, creator=busy, availability="open", weekly_capacity=1)
    with django_assert_max_num_queries(30):
        found = gather(campaign, campaign.content_from)
    assert found.left_out == {"in_contact": 1, "no_price": 1}
    assert sorted(one.cost for one in found.candidates) == [30_000, 60_000]


def test_a_full_week_or_an_exclusivity_elsewhere_leaves_out():
    campaign = chosen_from(40_000, 50_000)
    elsewhere = chosen_from(exclusivity_days=30, exclusivity_scope="all")
    bound = campaign.matches.get(creator__display_name="Creator 0").creator
    contact = invited(elsewhere, bound)
    contacts.accept(actor=bound.person, contact=contact)
    found = gather(campaign, campaign.content_from)
    assert found.left_out == {"busy": 1}
    assert [one.match.creator.display_name for one in found.candidates] == ["Creator 1"]


def test_it_says_when_matches_or_the_campaign_have_changed():
    campaign = chosen_from(40_000, 50_000)
    roster = solved(campaign)
    assert not queries.standing_of(roster, campaign).is_outdated
    one = campaign.matches.first()
    one.score -= 1
    one.save(update_fields=["score"])
    assert queries.standing_of(roster, campaign).changed == {one.creator_id}
    campaign.version += 1
    assert queries.standing_of(roster, campaign).campaign_changed


def test_open_contacts_take_seats_and_budget():
    campaign = chosen_from(40_000, seats=3, budget_minor=200_000)
    invited(campaign, priced(45_000))
    wishes = queries.default_wishes(campaign)
    assert (wishes.budget_minor, wishes.seats) == (155_000, 2)


@pytest.mark.parametrize("who", [viewer_of, lambda campaign: stranger()])
def test_only_owners_and_managers_build(who):
    campaign = chosen_from(40_000)
    with pytest.raises(NotYours):
        rosters.build(actor=who(campaign), campaign=campaign, wishes=Wishes(budget_minor=5))
    assert not Roster.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"budget_minor": None}, "budget"),
        ({"seats": 0, "fewest": 0}, "seats"),
        ({"fewest": 3}, "fewest"),
        ({"small": -1}, "least"),
        ({"tiers_most": {"nano": -1}, "tiers": {"nano": -2}}, "least"),
        ({"tiers": {"nano": 2}, "tiers_most": {"nano": 1}}, "tiers"),
        ({"tiers": {"tiny": 1}}, "tiers"),
    ],
)
def test_wishes_that_make_no_sense_are_refused(wrong, field):
    campaign = chosen_from()
    with pytest.raises(Invalid) as refusal:
        built(campaign, **wrong)
    assert list(refusal.value.errors) == [field]
    assert not Roster.objects.exists()


def test_a_draft_has_no_roster():
    campaign = chosen_from()
    campaign_actions.pause(actor=manager_of(campaign), campaign=campaign)
    with pytest.raises(rosters.NotOpen):
        built(campaign)


def test_a_killed_worker_leaves_nothing_half_written_and_its_successor_chooses():
    campaign = chosen_from(40_000, 50_000)
    roster = built(campaign)
    roster.job.state, roster.job.attempts = "running", 1
    roster.job.lease_until = roster.created_at - DAY
    roster.job.save()
    Roster.objects.filter(pk=roster.pk).update(done=2)
    jobs.run(roster.job_id)
    roster.refresh_from_db()
    assert (roster.state, roster.picks.count()) == (RosterState.READY, 2)
    jobs.run(roster.job_id)
    assert roster.picks.count() == 2


def test_minimums_by_platform_and_size_hold():
    campaign = chosen_from(40_000, 50_000, 70_000)
    roster = solved(campaign, budget_minor=200_000, seats=3, small=3, platforms={"tiktok": 2})
    assert (roster.state, roster.picks.count()) == (RosterState.READY, 3)
    never = solved(campaign, budget_minor=200_000, seats=3, platforms={"youtube": 1})
    assert [row["limit"] for row in never.relaxations] == [["least", "platform:youtube"]]


def test_sizes_are_mixed_as_asked():
    campaign = chosen_from(40_000, 50_000, 70_000)
    # All are of one tier: at most one of them, or none.
    tier = TIERS[Match.objects.filter(campaign=campaign).values_list("tier", flat=True)[0]]
    one = solved(campaign, budget_minor=200_000, seats=3, tiers_most={tier: 1})
    assert one.picks.count() == 1
    none = solved(campaign, budget_minor=200_000, seats=3, fewest=1, tiers_most={tier: 0})
    assert [row["limit"] for row in none.relaxations if row["alone"]] == [["fewest", ""], ["at_most", f"tier:{tier}"]]
    other = next(code for code in TIERS[1:] if code != tier)
    never = solved(campaign, budget_minor=200_000, seats=3, tiers={other: 1})
    assert [row["limit"] for row in never.relaxations] == [["least", f"tier:{other}"]]
    told = [sentences.relaxation(row, "EUR") for row in [*none.relaxations, *never.relaxations]]
    assert any("at most 1 instead of 0" in one for one in told)
    assert any("at least 0 instead of 1" in one for one in told)


def test_deliverables_are_counted_by_platform():
    campaign = chosen_from(40_000, 50_000, 70_000)
    owed = sum(line.count for line in campaign.deliverables.all())
    enough = solved(campaign, budget_minor=200_000, seats=3, deliverables={"tiktok": 2 * owed + 1})
    assert enough.picks.count() == 3
    more = solved(campaign, budget_minor=200_000, seats=3, deliverables={"tiktok": 3 * owed + 1})
    (row,) = [row for row in more.relaxations if row["limit"][0] == "least"]
    assert (row["limit"][1], row["now"], row["enough"]) == ("deliverables:tiktok", 3 * owed + 1, 3 * owed)
    assert "TikTok" in sentences.relaxation(row, "EUR")
