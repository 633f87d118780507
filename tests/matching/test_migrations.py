"""What a migration of stored counts changes, it changes back."""

from importlib import import_module

import numpy as np
import pytest
from django.apps import apps

from marketplace.matching.actions.packing import tally_of
from marketplace.matching.actions.pieces import Pieces, width_of
from marketplace.matching.models import CampaignResult
from tests.factories.brands import CampaignFactory

migration = import_module("marketplace.matching.migrations.0007_tallies_in_pieces")


@pytest.mark.django_db
@pytest.mark.parametrize("most", [9, 70_000], ids=["two bytes", "four bytes"])
def test_counts_are_the_same_after_going_back_and_forth(most):
    criteria = ["followers", "country", "age"]
    table = np.arange(256 * width_of(len(criteria))).reshape(256, -1) % (most + 1)
    kept = Pieces.of(table)
    row = CampaignResult.objects.create(
        campaign=CampaignFactory(), criteria=criteria, tallies=kept.tallies, tally_ends=kept.ends
    )
    migration.into_one(apps, None)
    CampaignResult.objects.update(tally_ends=[])
    migration.into_pieces(apps, None)
    row.refresh_from_db()
    assert np.array_equal(tally_of(row).table, table)
