"""The pages of those who run a cohort: what a refused decision keeps, and how many queries a list takes."""

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.cohorts.models import Entry
from tests.factories.cohorts import a_cohort, applied, decided, manager_of

pytestmark = pytest.mark.django_db


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_refused_decision_keeps_the_filter_the_words_and_what_was_chosen():
    cohort = a_cohort(seats=1)
    chosen, other, waiting = applied(cohort), applied(cohort), decided(applied(cohort), "waitlist")
    client = signed_in(manager_of(cohort.programme))
    run = reverse("cohorts:run", args=[cohort.public_id])
    address = reverse("cohorts:decide", args=[cohort.public_id]) + "?state=submitted"
    assert f'action="{address}"' in client.get(f"{run}?state=submitted").content.decode()
    sent = {"entries": [str(chosen.public_id), str(other.public_id)], "decision": "accept", "reason": "Both are good."}
    response = client.post(address, sent)
    text = response.content.decode()
    assert response.status_code == 422
    assert "One seat is free, and you chose 2 people. Nothing was decided." in text
    assert (response.context["state"], str(waiting.public_id) in text) == ("submitted", False)
    assert (text.count(" checked"), "Both are good.</textarea>" in text) == (3, True)
    assert f'href="{run}?state=waitlisted"' in text
    assert Entry.objects.filter(state="submitted").count() == 2
