"""What happens in cohorts through the API: sessions, juries, mentoring, invitations."""

from tests.house.access import MEMBERS, Answers, Row
from tests.house.access.api import own, signed
from tests.house.access.api_cohorts import run
from tests.house.access.cohorts import BRANDS, COHORT, JUROR, JURY, MARK, PAIR, PUPILS, SAID, SEAT, SESSION

PUPIL, MENTOR = "public_id=pupil.public_id", "public_id=mentor.public_id"
OWN_PAIR = "public_id=pair.public_id"
WEIGHTS = {"categories": [{"name": "All", "weight_bp": 10_000}]}
WITH = {"title": "Us", "place": "Paris", "starts_at": "2020-01-01T10:00:00Z"}


def seen(*roles: str) -> Answers:
    """By the members of the brand, by staff, and by these."""
    return own(*MEMBERS, "reviewer", *roles)


def staff(status: int = 200) -> Answers:
    return own("reviewer", status=status, **SUSPENDED)


#: Whoever is suspended changes nothing, whatever they see.
SUSPENDED = {"suspended": 403}
SESSIONS = [
    Row("api:cohort-sessions", COHORT, GET=signed(), POST=run(422, 403)),
    Row("api:cohort-sessions", PUPILS, GET=signed(), POST=staff(422)),
    Row("api:my-sessions", GET=signed()),
    Row("api:session", SESSION, GET=seen("creator"), PATCH=run(200, 403) | {"creator": 403}),
    Row("api:session-cancel", SESSION, body=SAID, POST=run(200, 403) | {"creator": 403}),
    Row("api:session-join", SESSION, POST=run(403, 403) | {"creator": 200}),
    Row("api:session-leave", SESSION, POST=run(403, 403) | {"creator": 403}),
    # It has not begun; a meeting with a mentor is theirs, the pupil's and the staff's.
    Row("api:session-attendance", SESSION, body={"lines": []}, GET=seen(), POST=run(409, 403)),
    Row("api:session-attendance", "public_id=meeting.public_id", body={"lines": []},
        GET=own("support", "reviewer"), POST=own("support", "reviewer", status=409, **SUSPENDED)),
    Row("api:session", "public_id=meeting.public_id", GET=own("support", "reviewer", "creator"),
        PATCH=own("support", "reviewer", creator=403, **SUSPENDED)),
]  # fmt: skip
JURIES = [
    Row("api:cohort-jury", MARK, body=WEIGHTS, GET=seen(), PUT=run(409, 403)),
    Row("api:cohort-jury", COHORT, body=WEIGHTS, GET=own(), PUT=run(200, 403)),
    Row("api:cohort-jurors", MARK, body={"email": "new@example.org"}, GET=seen(), POST=run(201, 403)),
    Row("api:cohort-juror", f"{MARK} pk=juror.pk", DELETE=run(204, 403)),
    Row("api:cohort-jury-open", MARK, POST=run(409, 403)),
    Row("api:cohort-jury-close", MARK, POST=run(409, 403)),
    Row("api:cohort-jury-results", MARK, GET=seen()),
    Row("api:my-juries", GET=signed()),
    Row("api:my-jury", JURY, GET=own("other_creator")),
    Row("api:my-candidates", JURY, GET=own("other_creator")),
    Row("api:my-candidate", JUROR, GET=own("other_creator")),
    Row("api:my-ballot", JUROR, body={"points": [50]}, PUT=own("other_creator", **SUSPENDED)),
    Row("api:my-recusal", JUROR, body=SAID, POST=own("other_creator", **SUSPENDED)),
    # The jury is not closed.
    Row("api:my-feedback", "public_id=marked.entry.public_id", GET=own()),
]
MENTORING = [
    Row("api:mentor-offers", "slug=mentoring.slug", POST=signed(422, **BRANDS, **SUSPENDED)),
    Row("api:my-offers", GET=signed()),
    Row("api:my-pairs", GET=signed()),
    Row("api:my-pair-stop", OWN_PAIR, POST=own("support", status=204, **SUSPENDED)),
    Row("api:my-meetings", OWN_PAIR, body=WITH, GET=own("support"), POST=own("support", status=422, **SUSPENDED)),
    Row("api:my-mentor", PUPIL, GET=own("creator")),
    Row("api:my-mentors", PUPIL, GET=own("creator")),
    Row("api:refuse-mentor", f"{PUPIL} mentor_id=mentor.public_id", POST=own("creator", status=204, **SUSPENDED)),
    Row("api:my-wishes", PUPIL, body={"mentors": []}, GET=own("creator"), PUT=own("creator", **SUSPENDED)),
    Row("api:mentors", GET=signed()),
    # The offer has its answer already.
    Row("api:mentor-approve", MENTOR, body=SAID, POST=staff(409)),
    Row("api:mentor-refuse", MENTOR, body=SAID, POST=staff(409)),
    Row("api:mentor-end", MENTOR, body=SAID, POST=staff()),
    Row("api:cohort-pairs", PUPILS, GET=own("reviewer"), POST=staff(422)),
    Row("api:cohort-pairs-best", PUPILS, POST=staff()),
    Row("api:cohort-pairs-waiting", PUPILS, GET=own("reviewer")),
    Row("api:cohort-pair-end", PAIR, body=SAID, POST=staff()),
]
ORGANISERS = [
    Row("api:cohort-invitations", COHORT, GET=seen(), POST=run(422, 403)),
    Row("api:cohort-members", COHORT, GET=seen()),
    Row("api:cohort-members", PUPILS, GET=own("reviewer")),
    Row("api:run-entry", SEAT, GET=seen()),
    Row("api:entry-take-back", SEAT, body=SAID, POST=run(409, 403)),
    Row("api:entry-remove", "public_id=entry.public_id", body=SAID, POST=run(200, 403)),
]
ROWS = SESSIONS + JURIES + MENTORING + ORGANISERS
