"""Cohorts: looked up by everybody, run by those of the programme, entered by creators; pupils apart from brands."""

from tests.house.access import MEMBERS, Answers, Row, everybody, only, signed_in

COHORT, PUPILS = "public_id=cohort.public_id", "public_id=pupils_cohort.public_id"
#: Who works for a brand does not find what is for pupils.
BRANDS = dict.fromkeys((*MEMBERS, "other_brand", "seatless"), 404)
RUN = ("owner", "manager", "reviewer")
SAID, GO = {"reason": "Because."}, {"reason_code": "no_time"}
ENTRY, SEAT = "public_id=entry.public_id", "public_id=seat_held.public_id"
SESSION, WORD = "public_id=session.public_id", "public_id=cohort.public_id word=cancel"


def seen(status: int = 200) -> Answers:
    """By the members of the brand, and by staff who run cohorts."""
    return only(*MEMBERS, "reviewer", status=status)


def run(status: int = 302) -> Answers:
    """By owners and managers of the brand, and staff; its other members are refused, others find nothing."""
    return only(*RUN, status=status, viewer=403, suspended_owner=403)


def staff(status: int = 200) -> Answers:
    """What is for pupils is run by staff alone."""
    return only("reviewer", status=status)


def mine(status: int = 200) -> Answers:
    return only("creator", status=status)


PAGES = [
    Row("cohorts:of_programme", "slug=contest.slug", GET=everybody()),
    Row("cohorts:of_programme", "slug=mentoring.slug", GET=everybody(**BRANDS)),
    Row("cohorts:run_list", "slug=contest.slug", GET=seen()),
    Row("cohorts:run_list", "slug=mentoring.slug", GET=staff()),
    Row("cohorts:new", "slug=contest.slug", GET=run(200), POST=run(422)),
    Row("cohorts:new", "slug=mentoring.slug", GET=staff(), POST=staff(422)),
    Row("cohorts:cohort", COHORT, GET=everybody()),
    Row("cohorts:cohort", PUPILS, GET=everybody(**BRANDS)),
    Row("cohorts:apply", COHORT, GET=signed_in(), POST=signed_in(422, suspended=422)),
    Row("cohorts:apply", PUPILS, GET=signed_in(**BRANDS), POST=signed_in(422, other_creator=302, **BRANDS)),
]
RUNNING = [
    row
    for where, read, write in ((COHORT, seen, run), (PUPILS, staff, staff))
    for row in (
        Row("cohorts:run", where, GET=read()),
        Row("cohorts:edit", where, GET=write(200), POST=write(422)),
        Row("cohorts:decide", where, body=SAID, POST=write(422)),
        Row("cohorts:invite", where, GET=write(200), POST=write(422)),
        Row("cohorts:members", where, GET=read()),
        Row("cohorts:run_sessions", where, GET=read(), POST=write(422)),
        Row("cohorts:step", f"{where} word=cancel", body=SAID, GET=write(200), POST=write(302)),
    )
] + [
    Row("cohorts:run_entry", ENTRY, GET=seen()),
    Row("cohorts:end", SEAT, body=SAID, POST=run(422)),
    Row("cohorts:run_session", SESSION, body={"do": "cancel", **SAID}, GET=seen(), POST=run()),
]
OWN = [
    Row("cohorts:mine", GET=signed_in()),
    Row("cohorts:entry", ENTRY, GET=mine()),
    Row("cohorts:confirm", SEAT, POST=only("other_creator", status=302)),
    Row("cohorts:decline", SEAT, body=GO, POST=only("other_creator", status=302)),
    Row("cohorts:withdraw", ENTRY, body=GO, POST=mine(422)),
    Row("cohorts:leave", ENTRY, body=GO, POST=mine(302)),
    Row("cohorts:join", SESSION, POST=only("creator", status=302, reviewer=403, members=403)),
    Row("cohorts:leave_session", SESSION, POST=only(others=404, reviewer=403, members=403, creator=403)),
    Row("cohorts:file", SESSION, GET=only("creator", *MEMBERS, "reviewer")),
    Row("cohorts:calendar", GET=signed_in()),
    Row("cohorts:renew_calendar", POST=signed_in(302)),
    Row("cohorts:feed", "key=feed.key", GET=everybody()),
]

JURY, JUROR, MARK = "public_id=jury.public_id", "public_id=marked.public_id", "public_id=jury_cohort.public_id"
PAIR = "public_id=pupils_cohort.public_id pair_id=pair.public_id"
MEETING = "public_id=pair.public_id session_id=meeting.public_id"
#: `other_creator` sits in the jury, `creator` is a pupil, and `support` a checked mentor.
JUDGES = [
    Row("cohorts:run_jury", MARK, GET=seen(), POST=run(422)),
    Row("cohorts:add_juror", MARK, body={"email": "new@example.org"}, POST=run()),
    Row("cohorts:remove_juror", f"{MARK} juror_id=juror.pk", POST=run()),
    Row("cohorts:jury_step", f"{MARK} word=close", POST=run(409)),
    Row("cohorts:juries", GET=signed_in()),
    Row("cohorts:jury", JURY, GET=only("other_creator")),
    Row("cohorts:candidate", JUROR, GET=only("other_creator"), POST=only("other_creator", status=422)),
    Row("cohorts:recuse", JUROR, body=SAID, POST=only("other_creator", status=302)),
]
MENTORING = [
    Row("cohorts:pairs", PUPILS, GET=staff(), POST=staff(422)),
    Row("cohorts:best_pairs", PUPILS, POST=staff(302)),
    Row("cohorts:end_pair", PAIR, body=SAID, POST=staff(302)),
    Row("cohorts:choose_mentor", "public_id=pupil.public_id", GET=mine(), POST=mine(302)),
    Row("cohorts:refuse_mentor", "public_id=pupil.public_id mentor_id=mentor.public_id", POST=mine(302)),
    Row("cohorts:mentoring", GET=signed_in(**BRANDS)),
    Row("cohorts:offer", "slug=mentoring.slug", GET=signed_in(**BRANDS), POST=signed_in(422, **BRANDS)),
    Row("cohorts:pair", "public_id=pair.public_id", GET=only("support"), POST=only("support", status=422)),
    Row("cohorts:cancel_meeting", MEETING, body=SAID, POST=only("support", status=302)),
    Row("cohorts:stop_mentoring", "public_id=pair.public_id", POST=only("support", status=302)),
]

ROWS = JUDGES + MENTORING + PAGES + RUNNING + OWN
