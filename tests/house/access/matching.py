"""Who suits whom, as pages and through the API."""

from tests.house.access import CREATORS, MEMBERS, RUNNERS, Row, only
from tests.house.access.api import own

CAMPAIGN, RUN = "public_id=campaign.public_id", "public_id=run.public_id"
PAIR, PAIR_PAGE = f"{CAMPAIGN} creator=creator.public_id", f"{CAMPAIGN} creator_id=creator.public_id"
#: Members of the brand, and staff who help them: being staff is not enough.
SEE = (*MEMBERS, "support")

PAGES = [
    Row("matching:for_campaign", CAMPAIGN, GET=only(*SEE)),
    Row("matching:match", PAIR_PAGE, GET=only(*SEE)),
    Row("matching:start", CAMPAIGN, POST=only(*RUNNERS, status=302, viewer=403, suspended_owner=403, support=302)),
    Row("matching:run", RUN, GET=only(*SEE)),
    # Who has no profile is led to start one; a suspended person's is not matched.
    Row("matching:for_creator", GET=only(*CREATORS, others=302)),
    Row("matching:why", CAMPAIGN, GET=only("creator", "other_creator")),
]

API = [
    Row("api:matches", CAMPAIGN, GET=own(*SEE)),
    Row("api:match", PAIR, GET=own(*SEE)),
    Row("api:campaign-results", CAMPAIGN, GET=own(*SEE)),
    Row("api:rules-preview", CAMPAIGN, POST=own(*SEE, suspended=403)),
    Row(
        "api:campaign-runs",
        CAMPAIGN,
        GET=own(*SEE),
        POST=own(*RUNNERS, "support", status=202, viewer=403, suspended=403),
    ),
    Row("api:match-run", RUN, GET=own(*SEE)),
    Row("api:my-matches", GET=own(*CREATORS)),
    Row("api:my-match", CAMPAIGN, GET=own("creator", "other_creator")),
]

ROWS = PAGES + API
