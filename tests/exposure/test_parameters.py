"""What is fair is set by staff with the right, with a reason, and every setting is kept."""

import pytest
from django.contrib.auth.models import Group
from django.db import ProgrammingError, transaction
from django.urls import reverse

from marketplace.accounts.policies import Suspended
from marketplace.core.errors import Invalid
from marketplace.exposure.actions import parameters
from marketplace.exposure.models import FairnessParameters
from marketplace.exposure.queries import in_force
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
GIVEN = {"floor_bp": 6_000, "deficit_bp": 400, "minimum_score": 5_000, "swap_bp": 0, "reason": "Measured in May."}


@pytest.fixture
def reviewer():
    person = PersonFactory(staff=True)
    person.groups.add(Group.objects.get(name="reviewer"))
    return person


def test_the_newest_setting_is_in_force_and_the_old_ones_stay(reviewer):
    assert in_force().pk is None
    first = parameters.set(actor=reviewer, **GIVEN)
    assert in_force() == first
    second = parameters.set(actor=reviewer, **{**GIVEN, "floor_bp": None, "reason": "Back to merit."})
    assert in_force() == second
    assert [row.reason for row in FairnessParameters.objects.all()] == ["Back to merit.", "Measured in May."]
    assert (first.set_by, in_force().rules.floor_bp) == (reviewer, None)


@pytest.mark.parametrize(
    "wrong", [{"floor_bp": 10_001}, {"deficit_bp": 2_001}, {"swap_bp": 1_001}, {"minimum_score": -1}, {"reason": " "}]
)
def test_what_is_out_of_range_or_without_a_reason_is_refused(reviewer, wrong):
    with pytest.raises(Invalid) as refusal:
        parameters.set(actor=reviewer, **{**GIVEN, **wrong})
    assert set(refusal.value.errors) == set(wrong)
    assert not FairnessParameters.objects.exists()


def test_nobody_else_sets_them(reviewer):
    support = PersonFactory(staff=True)
    support.groups.add(Group.objects.get(name="support"))
    for person in (support, PersonFactory()):
        with pytest.raises(parameters.NotYours):
            parameters.set(actor=person, **GIVEN)
    with pytest.raises(Suspended):
        parameters.set(actor=PersonFactory(suspended=True), **GIVEN)
    assert not FairnessParameters.objects.exists()


def test_the_same_again_is_no_setting(reviewer):
    parameters.set(actor=reviewer, **GIVEN)
    with pytest.raises(parameters.NothingChanged):
        parameters.set(actor=reviewer, **{**GIVEN, "reason": "Another."})
    with pytest.raises(ProgrammingError), transaction.atomic():
        FairnessParameters.objects.update(reason="")
    assert FairnessParameters.objects.count() == 1


def test_the_desk_asks_why_and_shows_what_is_in_force(client, reviewer):
    client.force_login(reviewer)
    address = reverse("admin:exposure_fairnessparameters_new")
    assert "500" in client.get(address).content.decode()
    assert client.post(address, {**GIVEN, "reason": ""}).status_code == 422
    assert not FairnessParameters.objects.exists()
    assert client.post(address, GIVEN).status_code == 302
    assert FairnessParameters.objects.get().set_by == reviewer
