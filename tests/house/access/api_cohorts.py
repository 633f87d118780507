"""Cohorts through the API: for everybody, for whoever entered, and for those who run them."""

from tests.house.access import MEMBERS, Answers, Row, everybody, only
from tests.house.access.api import own
from tests.house.access.cohorts import BRANDS, COHORT, ENTRY, GO, PUPILS, SAID, SEAT


def run(read: int, write: int) -> Answers:
    return only("owner", "manager", "reviewer", status=read, viewer=write, suspended=403, anonymous=401)


def staff(status: int) -> Answers:
    """What is for pupils is run by staff alone."""
    return own("reviewer", status=status, suspended=403)


#: What each step answers of a cohort that takes applications.
STATES = {"open": 409, "close": 200, "start": 200, "finish": 409, "cancel": 200}

ROWS = [
    Row("api:programme-cohorts", "slug=contest.slug", GET=everybody(), POST=run(422, 403)),
    Row("api:programme-cohorts", "slug=mentoring.slug", GET=everybody(**BRANDS), POST=staff(422)),
    Row("api:cohort", COHORT, GET=everybody(), PATCH=run(200, 403)),
    Row("api:cohort", PUPILS, GET=everybody(**BRANDS), PATCH=staff(200)),
    *[Row(f"api:cohort-{word}", COHORT, body=SAID, POST=run(status, 403)) for word, status in STATES.items()],
    *[Row(f"api:cohort-{word}", PUPILS, body=SAID, POST=staff(status)) for word, status in STATES.items()],
    Row(
        "api:cohort-entries",
        COHORT,
        GET=own(*MEMBERS, "reviewer"),
        # Who has no profile, who runs the cohort and who is suspended is refused; the others entered already.
        POST=everybody(403, anonymous=401, creator=409, other_creator=409),
    ),
    Row(
        "api:cohort-entries",
        PUPILS,
        GET=own("reviewer"),
        POST=everybody(403, anonymous=401, creator=409, other_creator=201, **BRANDS | {"suspended_owner": 403}),
    ),
    Row("api:cohort-decisions", COHORT, POST=run(422, 403)),
    Row("api:cohort-decisions", PUPILS, POST=own("reviewer", status=422, suspended=403)),
    Row("api:my-entries", GET=everybody(200, anonymous=401)),
    Row("api:my-entry", ENTRY, GET=own("creator")),
    # The cohort asks for no posts.
    Row("api:my-cadence", ENTRY, GET=own()),
    Row("api:my-entry-confirm", SEAT, POST=own("other_creator", suspended=403)),
    Row("api:my-entry-decline", SEAT, body=GO, POST=own("other_creator", suspended=403)),
    Row("api:my-entry-withdraw", ENTRY, body=GO, POST=own("creator", status=409, suspended=403)),
    Row("api:my-entry-leave", ENTRY, body=GO, POST=own("creator", suspended=403)),
]
