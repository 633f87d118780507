"""Requests nobody thought of, made from the description itself: no address breaks, and each answers as described."""

import os
from datetime import timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from brands.enums import Role
from marketplace.accounts.actions import api_keys
from marketplace.programmes.enums import Kind
from marketplace.wsgi import application
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory, MemberFactory
from tests.factories.cohorts import a_cohort, a_member, brand_programme, open_jury, planned
from tests.factories.cohorts import applied as entered
from tests.factories.creators import PortfolioItemFactory, published_creator
from tests.factories.deals import applied, invited
from tests.factories.programmes import a_programme

pytestmark = pytest.mark.django_db
FULL = os.environ.get("ENTENTE_TEST_PROFILE") == "full"
EXAMPLES = 12 if FULL else 2
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
GROUPS = [
    "about", "problems", "me", "api-keys", "notices", "platforms", "niches", "sectors", "deliverable-kinds",
    "content-styles", "countries", "languages", "currencies", "creators", "channels", "imports", "brands",
    "member-invitations", "campaigns", "cohorts", "applications", "invitations", "match-runs",
    "programmes", "claims", "rosters", "posts", "fairness", "sessions", "juries", "mentors", "mentoring",
]  # fmt: skip
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large, HealthCheck.large_base_example]


@pytest.fixture(autouse=True)
def _one_connection():
    """The requests run inside the test's own transaction, as with Django's test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def person():
    """Somebody who is a creator and has a brand, so that every door is open to them."""
    return PersonFactory(uses_brand_side=True)


@pytest.fixture
def headers(person, settings):
    settings.API_RATES = dict.fromkeys(settings.API_RATES, 10**9)
    end = timezone.now() + timedelta(days=9)
    _key, raw = api_keys.create(actor=person, name="fuzz", scopes=["write"], expires_at=end)
    return {"Authorization": f"Bearer {raw}"}


@pytest.fixture
def known(person):
    """Real things of the person, by the beginning of the addresses that name them."""
    creator, brand = published_creator(person=person), BrandFactory(owner=person)
    item, campaign = PortfolioItemFactory(creator=creator), CampaignFactory(brand=brand, published=True)
    return {
        "/api/v1/creators/me/portfolio": {"public_id": item.public_id},
        "/api/v1/creators/me/matches": {"public_id": campaign.public_id},
        "/api/v1/creators": {"public_id": creator.public_id},
        "/api/v1/channels": {"public_id": creator.channels.get().public_id},
        "/api/v1/brands": {"public_id": brand.public_id},
        "/api/v1/campaigns": {"public_id": campaign.public_id, "creator": creator.public_id},
        "/api/v1/applications": {"public_id": applied(campaign).public_id},
        "/api/v1/invitations": {"public_id": invited(creator=creator).public_id},
        **of_cohorts(brand, creator),
    }


def of_cohorts(brand, creator):
    """A cohort of the person's brand with a session, and one of somebody else's, before a jury, that they entered."""
    programme = a_programme("fuzz", kind=Kind.CONTEST, brand=brand)
    MemberFactory(brand=brand, role=Role.MANAGER)
    theirs = brand_programme("theirs")
    cohort, other = a_cohort(programme), a_cohort(theirs)
    member = a_member(cohort)
    session = planned(cohort)
    jury = open_jury(other, creator.person)
    return {
        "/api/v1/cohorts": {"public_id": cohort.public_id},
        "/api/v1/cohorts/entries": {"public_id": member.public_id},
        "/api/v1/creators/me/entries": {"public_id": entered(a_cohort(theirs), creator).public_id},
        "/api/v1/sessions": {"public_id": session.public_id},
        "/api/v1/juries": {"public_id": jury.public_id},
        "/api/v1/juries/candidates": {"public_id": jury.candidates.get().public_id},
    }


@pytest.fixture
def schema():
    return schemathesis.openapi.from_wsgi("/api/v1/schema", app=application)


def operations(schema):
    return [found.ok() for found in schema.get_all_operations()]


def group_of(operation):
    return operation.path.removeprefix("/api/v1/").split("/")[0] or "about"


def named(operation, known):
    """The operation's own parameters that are known things; the most telling address wins."""
    address = max((start for start in known if operation.path.startswith(start)), key=len, default="")
    names = {parameter.name for parameter in operation.path_parameters}
    return {name: str(value) for name, value in known.get(address, {}).items() if name in names}


def shake(operation, mode, headers, path_parameters=None):
    """Send a few made-up requests and hold each answer to the description; nothing of them stays."""

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=not FULL, suppress_health_check=QUIET, database=None,
              phases=[Phase.explicit, Phase.generate])  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=path_parameters))
    def ask(case):
        with transaction.atomic():
            response = case.call(headers=headers)
            transaction.set_rollback(True)
        case.validate_response(response, checks=CHECKS)

    ask()


def test_every_group_of_addresses_is_shaken(schema):
    assert {group_of(operation) for operation in operations(schema)} == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_no_address_breaks_and_each_answers_as_described(group, schema, headers, known):
    for operation in operations(schema):
        if group_of(operation) != group:
            continue
        shake(operation, GenerationMode.POSITIVE, headers)
        if fixed := named(operation, known):
            shake(operation, GenerationMode.POSITIVE, headers, fixed)
        if operation.body or operation.query:
            shake(operation, GenerationMode.NEGATIVE, headers, fixed or None)
