"""What is learnt from, what is stored, and what is in force."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from marketplace.deals.models import Contact
from marketplace.eligibility.outcomes import Outcome
from marketplace.exposure.actions import impressions
from marketplace.exposure.enums import Looker, Order
from marketplace.learning import queries
from marketplace.learning.actions import policies
from marketplace.learning.enums import PolicyState
from marketplace.learning.models import Policy
from tests.factories.accounts import PersonFactory
from tests.factories.creators import published_creator
from tests.factories.deals import applied, invited, open_campaign

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LINE = {"intercept": 0, "coefficients": [0] * 6}


@pytest.fixture
def campaign():
    return open_campaign()


@pytest.fixture
def reviewer():
    person = PersonFactory(staff=True)
    person.groups.add(Group.objects.get(name="reviewer"))
    return person


def show(campaign, creator, *, days=20, side=Looker.BRAND, outcome=Outcome.PASS, narrowed=False, position=1):
    pair = impressions.Shown(campaign.pk, creator.pk, creator.person_id, 2, outcome, 7_000, [1] * 6, position)
    page = impressions.List(side, Order.FAIR, is_narrowed=narrowed, pairs=[pair])
    impressions.keep(viewer=1, shown=page, at=timezone.now() - days * DAY)


def contact(campaign, creator, kind, *, days, state="pending", decided=None, **more):
    """A contact as it was so many days ago."""
    row = applied(campaign, creator) if kind == "application" else invited(campaign, creator)
    now = timezone.now()
    at = {"created_at": now - days * DAY, "expires_at": now - (days - 30) * DAY}
    if decided is not None:
        at["decided_at"] = now - decided * DAY
    Contact.objects.filter(pk=row.pk).update(state=state, **at, **more)


def answers(side):
    found = queries.exposed(side)
    return dict(zip(found.creator.tolist(), found.said_yes.tolist(), strict=True))


def test_a_brand_says_yes_by_inviting_or_accepting_in_time(campaign):
    invited, accepted, late, nobody = (published_creator() for _ in range(4))
    for creator in (invited, accepted, late, nobody):
        show(campaign, creator, days=30)
    contact(campaign, invited, "invitation", days=25)
    contact(campaign, accepted, "application", days=28, state="accepted", decided=27)
    contact(campaign, late, "invitation", days=10)
    assert answers(Looker.BRAND) == {invited.pk: 1, accepted.pk: 1, late.pk: 0, nobody.pk: 0}


def test_a_creator_says_yes_by_applying_or_accepting(campaign):
    applied, accepted, declined, looked = (published_creator() for _ in range(4))
    for creator in (applied, looked):
        show(campaign, creator, side=Looker.CREATOR, days=30)
    for creator in (accepted, declined):
        show(campaign, creator, days=30)
    contact(campaign, applied, "application", days=28)
    contact(campaign, accepted, "invitation", days=28, state="accepted", decided=26)
    contact(campaign, declined, "invitation", days=28, state="declined", decided=26, decision_reason_code="price")
    assert answers(Looker.CREATOR) == {applied.pk: 1, looked.pk: 0, accepted.pk: 1, declined.pk: 0}


def test_our_own_rules_fresh_showings_and_nobody_s_choice_are_left_out(campaign):
    fresh, excluded, narrowed, filled, kept = (published_creator() for _ in range(5))
    show(campaign, fresh, days=13)
    show(campaign, excluded, outcome=Outcome.FAIL)
    show(campaign, narrowed, narrowed=True)
    for creator in (filled, kept):
        show(campaign, creator)
    contact(campaign, filled, "application", days=19, state="expired", decided=18, decision_reason_code="seats_filled")
    assert answers(Looker.BRAND) == {kept.pk: 0}


def test_only_the_first_showing_counts(campaign):
    creator = published_creator()
    show(campaign, creator, days=40, position=9)
    show(campaign, creator, days=20, position=1)
    assert queries.exposed(Looker.BRAND).position.tolist() == [9]


def told(*options):
    out = StringIO()
    call_command("learn", *options, stdout=out)
    return out.getvalue()


def test_with_too_little_the_hand_set_weights_stay_and_the_command_says_why():
    assert "Not promoted; the published hand-set weights stay:" in told("--dry-run")
    assert not Policy.objects.exists()
    found = json.loads(told("--json"))
    assert found["state"] == "kept"
    assert found["reasons"][0].startswith("brand: 0 pairs were shown long enough ago")
    assert Policy.objects.get().reasons == found["reasons"]
    assert queries.published() is None


def test_the_newest_that_was_not_kept_is_in_force(reviewer):
    Policy.objects.create(state=PolicyState.PUBLISHED, brand=LINE, creator=LINE)
    Policy.objects.create(state=PolicyState.KEPT, reasons=["no"])
    assert queries.published().reciprocity([0] * 6).both_bp == 2_500
    policies.withdraw(actor=reviewer, reason="It was off for small ones.")
    assert queries.published() is None
    with pytest.raises(policies.NothingPublished):
        policies.withdraw(actor=reviewer, reason="Again.")
    assert Policy.objects.count() == 3


def test_nobody_else_withdraws_and_rows_are_only_added():
    row = Policy.objects.create(state=PolicyState.PUBLISHED, brand=LINE, creator=LINE)
    for person in (PersonFactory(), PersonFactory(staff=True)):
        with pytest.raises(policies.NotYours):
            policies.withdraw(actor=person, reason="No.")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Policy.objects.update(state="kept")
    with pytest.raises(IntegrityError), transaction.atomic():
        Policy.objects.create(state=PolicyState.KEPT, reasons=[])
    assert queries.published().pk == row.pk


def test_the_desk_shows_trainings_and_withdraws_what_is_in_force(client, reviewer):
    row = Policy.objects.create(state=PolicyState.PUBLISHED, brand=LINE, creator=LINE)
    client.force_login(reviewer)
    assert client.get(reverse("admin:learning_policy_change", args=[row.pk])).status_code == 200
    address = reverse("admin:learning_policy_decide", args=[row.pk, "withdraw"])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert queries.published().pk == row.pk
    assert client.post(address, {"reason": "Off."}).status_code == 302
    assert queries.published() is None
