"""A jury: exact places, ties in their stated order, everybody alone, nobody named."""

from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from marketplace.activity.models import Event
from marketplace.cohorts.actions import ballots, cohorts, juries
from marketplace.cohorts.actions.cohorts import WrongState
from marketplace.cohorts.models import Ballot, Candidate, Jury, Score
from marketplace.cohorts.queries.ballots import candidates_for, feedback_for, progress_of, result_of
from marketplace.cohorts.ranking import draw_of, rank, seal_of
from marketplace.core.errors import Invalid, Refused
from tests.factories.accounts import PersonFactory
from tests.factories.cohorts import a_cohort, a_creator, applied, manager_of

WEIGHTS = {1: 6_000, 2: 4_000}


def places(ballots, weights=None, salt="s"):
    return [(one.code, one.settled_by) for one in rank(ballots, weights or WEIGHTS, salt)]


def gives(*pairs):
    return [{1: one, 2: two} for one, two in pairs]


def test_the_higher_weighted_mean_comes_first_and_is_exact():
    found = rank({"A": gives((50, 50), (51, 50)), "B": gives((50, 51), (50, 50))}, WEIGHTS, "s")
    assert [(one.code, one.place, one.total) for one in found] == [("A", 1, 1_006_000), ("B", 2, 1_004_000)]
    assert Fraction(found[0].total, found[0].ballots * 10_000) == Fraction("50.3")


def test_different_numbers_of_ballots_are_compared_by_their_means():
    assert places({"A": gives((90, 90)), "B": gives((90, 90), (90, 91))}) == [("B", ""), ("A", "mean")]


def test_an_equal_mean_is_settled_by_the_heaviest_category_and_then_the_next():
    heavy = {"A": gives((60, 60)), "B": gives((64, 54))}
    assert places(heavy) == [("B", ""), ("A", "category:1")]
    even = {"A": gives((60, 60)), "B": gives((50, 70))}
    assert places(even, {1: 5_000, 2: 5_000}) == [("A", ""), ("B", "category:1")]


def test_equal_categories_are_settled_by_the_lowest_ballot_and_then_drawn():
    split = {"A": gives((40, 40), (60, 60)), "B": gives((50, 50), (50, 50))}
    assert places(split) == [("B", ""), ("A", "lowest")]
    same = {code: gives((50, 50)) for code in "ABCDE"}
    drawn = sorted("ABCDE", key=lambda code: draw_of("salt", code))
    assert places(same, salt="salt") == [(drawn[0], ""), *((code, "draw") for code in drawn[1:])]
    assert places(dict(reversed(same.items())), salt="salt") == places(same, salt="salt")


def test_nobody_without_a_ballot_has_a_place_and_weights_are_whole():
    assert places({"A": gives((1, 1)), "B": []}) == [("A", "")]
    with pytest.raises(ValueError, match="10,000"):
        rank({}, {1: 9_999}, "s")


@pytest.fixture
def world(db):
    """An open jury of two about two entrants."""
    cohort = a_cohort(questions=["Why?"], seats=1)
    people = {"Léa": "A film of bread", "Tom": "A film of rain"}
    entries = [applied(cohort, a_creator(display_name=name), answers=[film]) for name, film in people.items()]
    manager = manager_of(cohort.programme)
    jury = juries.prepare(actor=manager, cohort=cohort, categories=[("Idea", 6_000), ("Craft", 4_000)], quorum=2)
    jurors = [PersonFactory(), PersonFactory()]
    for person in jurors:
        juries.add_juror(actor=manager, jury=jury, email=person.email.upper())
    cohorts.close_applications(actor=manager, cohort=cohort)
    return juries.open_scoring(actor=manager, jury=jury), jurors, entries, manager


def vote(world, juror, entry, idea, craft, comment=""):
    jury, jurors, entries, _manager = world
    one, two = jury.categories.all()
    candidate = Candidate.objects.get(entry=entries[entry])
    points = {one.pk: idea, two.pk: craft}
    return ballots.score(actor=jurors[juror], candidate=candidate, points=points, comment=comment)


def close(world):
    return juries.close(actor=world[3], jury=world[0])


def vote_all(world):
    for juror, points in enumerate(((80, 60), (70, 50))):
        vote(world, juror, 0, *points, comment=f"Word {juror}")
        vote(world, juror, 1, *(point - 10 for point in points))


def test_from_ballots_to_places_that_stay(world):
    vote_all(world)
    jury = close(world)
    lines = result_of(jury)
    assert [line.candidate.entry for line in lines] == world[2]
    assert lines[0].candidate.mean == Fraction(67)
    assert (lines[0].means, lines[1].settled_by) == ((7_500, 5_500), "mean")
    with pytest.raises(ballots.ScoringClosed):
        vote(world, 0, 0, 1, 1)
    with pytest.raises(WrongState):
        juries.open_scoring(actor=world[3], jury=jury)


def test_nothing_comes_out_before_the_close(world):
    vote_all(world)
    jury, jurors, entries, _manager = world
    assert result_of(jury) == []
    assert feedback_for(entries[0]) is None
    assert [one.dealt for one in progress_of(jury)] == [2, 2]
    mine = [ballot.juror.email for _candidate, ballot in candidates_for(jurors[0], jury)]
    assert mine == [jurors[0].email] * 2
    assert Event.objects.filter(verb="cohorts.ballot_given", data__has_any_keys=["points", "comment"]).count() == 0


def test_entrants_read_points_and_comments_without_names(world):
    vote_all(world)
    close(world)
    feedback = feedback_for(world[2][0])
    assert feedback["means"] == [("Idea", 7_500), ("Craft", 5_500)]
    assert feedback["comments"] == ["Word 0", "Word 1"]
    assert set(feedback) == {"candidate", "means", "comments", "of"}


def test_jurors_read_no_name_anywhere(world):
    jury, jurors, entries, _manager = world
    client = Client()
    client.force_login(jurors[0])
    pages = [f"/juries/{jury.public_id}/", *(f"/juries/entries/{one.candidate.public_id}/" for one in entries)]
    texts = [client.get(page).content.decode() for page in pages]
    assert "A film of bread" in texts[1]
    for entry in entries:
        for secret in (str(entry.public_id), entry.channel.url, entry.creator.display_name):
            assert not any(secret in text for text in texts)


def test_codes_are_in_no_order_of_the_entries(world):
    jury = world[0]
    assert len({one.code for one in jury.candidates.all()}) == 2
    assert seal_of(jury.salt) != jury.salt
    assert len(jury.salt) == 64


def test_a_recusal_counts_in_neither_and_the_quorum_holds(world):
    jury, jurors, entries, _manager = world
    vote(world, 0, 0, 50, 50)
    vote(world, 0, 1, 50, 50)
    vote(world, 1, 1, 50, 50)
    candidate = Candidate.objects.get(entry=entries[0])
    with pytest.raises(Invalid):
        ballots.recuse(actor=jurors[1], candidate=candidate, reason=" ")
    ballots.recuse(actor=jurors[1], candidate=candidate, reason="My sister.")
    with pytest.raises(juries.BallotsMissing, match=candidate.code):
        close(world)
    Jury.objects.filter(pk=jury.pk).update(quorum=1)
    close(world)
    assert Candidate.objects.get(entry=entries[0]).ballots_counted == 1


def test_nobody_scores_themself_and_strangers_score_nothing(world):
    jury, _jurors, entries, manager = world
    candidate = Candidate.objects.get(entry=entries[0])
    entrant = entries[0].creator.person
    juries.add_juror(actor=manager, jury=jury, email=entrant.email)
    for actor, refusal in ((entrant, ballots.OwnEntry), (PersonFactory(), ballots.NotAJuror)):
        with pytest.raises(refusal):
            ballots.score(actor=actor, candidate=candidate, points={})
    with pytest.raises(Refused):
        juries.close(actor=entrant, jury=jury)
    assert Ballot.objects.count() == 0


def test_a_ballot_may_be_changed_and_is_one(world):
    vote(world, 0, 0, 10, 10)
    vote(world, 0, 0, 90, 80)
    assert Ballot.objects.count() == 1
    assert sorted(Score.objects.values_list("points", flat=True)) == [80, 90]
    with pytest.raises(Invalid):
        vote(world, 0, 0, 101, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.update(points=101)


def test_ballots_of_a_juror_who_was_removed_no_longer_count(world):
    vote_all(world)
    jury, manager = world[0], world[3]
    juries.remove_juror(actor=manager, juror=jury.jurors.all()[0])
    Jury.objects.filter(pk=jury.pk).update(quorum=1)
    close(world)
    assert {one.ballots_counted for one in jury.candidates.all()} == {1}


@pytest.mark.django_db
@pytest.mark.parametrize("weights", [[5_000], [10_001], [0, 10_000], []])
def test_weights_that_are_no_whole_are_refused(weights):
    cohort = a_cohort()
    categories = [(f"Category {place}", weight) for place, weight in enumerate(weights)]
    with pytest.raises(Invalid):
        juries.prepare(actor=manager_of(cohort.programme), cohort=cohort, categories=categories)
    assert Jury.objects.count() == 0


@pytest.mark.django_db
def test_the_scoring_opens_when_it_is_settled_who_is_scored():
    cohort = a_cohort()
    manager = manager_of(cohort.programme)
    jury = juries.prepare(actor=manager, cohort=cohort, categories=[("All", 10_000)], quorum=1)
    juries.add_juror(actor=manager, jury=jury, email="one@example.org")
    with pytest.raises(juries.NotReady, match="Close the applications"):
        juries.open_scoring(actor=manager, jury=jury)
    cohorts.close_applications(actor=manager, cohort=cohort)
    with pytest.raises(juries.NotReady, match="Nobody waits"):
        juries.open_scoring(actor=manager, jury=jury)
