"""Applications and invitations, as pages and through the API."""

from tests.house.access import MEMBERS, RUNNERS, Answers, Row, only, signed_in
from tests.house.access.api import own, signed

CAMPAIGN, CREATOR = "public_id=campaign.public_id", "public_id=other.public_id"
APPLICATION, INVITATION = "public_id=application.public_id", "public_id=invitation.public_id"
NO, WORDS = {"reason": "timing"}, {"message": "Hello", "price_minor": 45_000}


def sides(anonymous: int) -> Answers:
    """The creator it is about, and the members of the brand."""
    return only("creator", *MEMBERS, anonymous=anonymous)


def by_brand(status: int, anonymous: int) -> Answers:
    """Whoever speaks for the brand; the creator and those who only read are refused."""
    return only(*RUNNERS, status=status, anonymous=anonymous, creator=403, viewer=403, suspended_owner=403)


def by_creator(status: int, anonymous: int) -> Answers:
    return only("creator", status=status, anonymous=anonymous, members=403)


def api(answers: Answers) -> Answers:
    """The API refuses the suspended before it looks anything up."""
    return answers | {"suspended_creator": 403, "suspended_owner": 403}


PAGES = [
    Row("deals:list", GET=signed_in()),
    Row("deals:contact", APPLICATION, GET=sides(302)),
    Row("deals:accept", APPLICATION, POST=by_brand(302, 302)),
    Row("deals:decline", APPLICATION, body=NO, POST=by_brand(302, 302)),
    Row("deals:withdraw", APPLICATION, POST=by_creator(302, 302)),
    Row("deals:accept", INVITATION, POST=by_creator(302, 302)),
    Row("deals:decline", INVITATION, body=NO, POST=by_creator(302, 302)),
    Row("deals:withdraw", INVITATION, POST=by_brand(302, 302)),
    Row("deals:campaign", CAMPAIGN, GET=only(*MEMBERS)),
    Row("deals:apply", CAMPAIGN, GET=signed_in(), POST=signed_in(422)),
    # The page of a creator in sight: brands look, and choose one of their campaigns before they write.
    Row(
        "deals:invite",
        CREATOR,
        GET=only("other_creator", *MEMBERS, "other_brand", "support", "reviewer"),
        POST=only("other_creator", *MEMBERS, "other_brand", "support", "reviewer"),
    ),
]

API = [
    Row("api:applications", GET=signed()),
    Row("api:invitations", GET=signed()),
    Row("api:application", APPLICATION, GET=sides(401)),
    Row("api:application-accept", APPLICATION, POST=api(by_brand(200, 401))),
    Row("api:application-decline", APPLICATION, body=NO, POST=api(by_brand(200, 401))),
    Row("api:application-withdraw", APPLICATION, POST=api(by_creator(200, 401))),
    Row("api:invitation", INVITATION, GET=sides(401)),
    Row("api:invitation-accept", INVITATION, POST=api(by_creator(200, 401))),
    Row("api:invitation-decline", INVITATION, body=NO, POST=api(by_creator(200, 401))),
    Row("api:invitation-withdraw", INVITATION, POST=api(by_brand(200, 401))),
    # Whoever has no channel on the campaign's platforms is told so; the creator is in contact already.
    Row("api:apply", CAMPAIGN, body=WORDS, POST=signed(422, creator=409, other_creator=201, suspended=403)),
    Row(
        "api:invite",
        CAMPAIGN,
        body={**WORDS, "creator": "@other.public_id"},
        POST=own(*RUNNERS, status=201, viewer=403, suspended=403),
    ),
]

ROWS = PAGES + API
