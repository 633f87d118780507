"""Who somebody is moves no score: name, gender, age band and picture, on real rows."""

from datetime import timedelta

import pytest

from brands.models import Campaign
from creators.models import Creator, Photo
from marketplace.matching.engine import freeze, prepare, score_columns
from marketplace.matching.engine.counts import count
from marketplace.matching.engine.frame import Frame
from marketplace.matching.snapshot import campaigns, current
from marketplace.matching.snapshot.load import load
from tests.factories.matching import campaigns as make_campaigns
from tests.factories.matching import crowd

pytestmark = pytest.mark.django_db


def scores():
    """Every part and score of everybody for every campaign, in an epoch frozen from these very rows."""
    columns = load()
    counts = count(columns)
    frame = Frame(current.today(), current.read_tree().counted(counts.niches), freeze(columns), counts)
    found = []
    for campaign in campaigns.with_everything(Campaign.objects.order_by("pk")):
        parts, score = score_columns(campaigns.spec_of(campaign), prepare(columns, frame))
        found.append((parts.tolist(), score.tolist()))
    return found


@pytest.fixture
def before():
    make_campaigns(3)
    crowd(30)
    return scores()


@pytest.mark.parametrize(
    "flipped",
    [
        {"display_name": "Mohamed Diallo", "slug": "mohamed-diallo"},
        {"display_name": "Marie Dupont", "slug": "marie-dupont"},
        {"pronouns": "elle"},
        {"pronouns": "he/him"},
        {"birth_date": current.today() - timedelta(days=19 * 366)},
        {"birth_date": current.today() - timedelta(days=61 * 366)},
        {"city": "Bobigny"},
    ],
    ids=lambda flipped: next(iter(flipped.items()))[0],
)
def test_who_somebody_is_moves_no_score(before, flipped):
    assert Creator.objects.update(**flipped) > 0
    assert scores() == before


def test_a_picture_moves_no_score(before):
    Photo.objects.all().delete()
    assert scores() == before
    first = Creator.objects.first()
    Photo.objects.create(creator=first, small="a.jpg", medium="b.jpg", large="c.jpg", width=600, height=600)
    assert scores() == before


def test_what_somebody_makes_does(before):
    Creator.objects.update(bio="Un tout autre sujet", availability="busy")
    assert scores() != before
