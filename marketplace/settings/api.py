"""How the API answers. Resources live in each room's `api` package, what they share in `marketplace.core.api`."""

import os
from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "marketplace.accounts.api.authentication.ApiKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "marketplace.accounts.api.permissions.HasScope",
        "marketplace.accounts.api.permissions.MayChangeThings",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["marketplace.core.api.rates.FairShares"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["marketplace.core.api.parsers.StorableJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "marketplace.core.api.paging.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "marketplace.core.api.schema.EndpointSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "marketplace.core.api.problems.handle",
    "NUM_PROXIES": int(os.environ.get("TRUSTED_PROXY_COUNT", "0")),
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

#: Requests a minute: for everything one person does, for one of their keys, for one address that has not signed in.
API_RATES = {"person": 600, "key": 300, "anonymous": 60}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Entente",
    "DESCRIPTION": "Creators, brands, campaigns, and why each pairing fits or does not. "
    "Amounts are integers in the currency's minor unit, shares are basis points (10,000 = 100 %), "
    "scores run from 0 to 10,000, dates are ISO 8601 and times are UTC. "
    "Messages are in French or English, by `Accept-Language`.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "Side": "marketplace.accounts.enums.Side",
        "CreatorState": "creators.enums.CreatorState",
        "Role": "brands.enums.Role",
        "BrandState": "brands.enums.BrandState",
        "CampaignState": "brands.enums.CampaignState",
        "ContactState": "marketplace.deals.enums.ContactState",
        "ContactReason": "marketplace.deals.enums.Reason",
        "CohortState": "marketplace.cohorts.enums.CohortState",
        "EntryState": "marketplace.cohorts.enums.EntryState",
        "EntryReason": "marketplace.cohorts.enums.Reason",
        "EntrySide": "marketplace.cohorts.enums.Side",
        "GoneFor": "marketplace.cohorts.api.serializers.entries.GONE_FOR",
        "SessionKind": "marketplace.cohorts.enums.SessionKind",
        "SessionState": "marketplace.cohorts.enums.SessionState",
        "JuryState": "marketplace.cohorts.enums.JuryState",
        "MentorState": "marketplace.cohorts.enums.MentorState",
        "JobState": "marketplace.core.models.JobState",
        "RosterState": "marketplace.rosters.enums.RosterState",
        "RunState": "marketplace.matching.enums.RunState",
        "RunReason": "marketplace.matching.enums.Reason",
        "RowOutcome": "creators.enums.Outcome",
        "Outcome": "marketplace.matching.api.serializers.OUTCOMES",
        "ExclusivityScope": "marketplace.taxonomy.rights.ExclusivityScope",
        "ContactKind": "marketplace.deals.enums.ContactKind",
        "ProgrammeKind": "marketplace.programmes.enums.Kind",
        "RuleChange": "marketplace.programmes.api.serializers.RULE_CHANGES",
        "CountryMove": "marketplace.programmes.api.serializers.COUNTRY_MOVES",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "marketplace.core.api.schema.add_problems",
    ],
}
