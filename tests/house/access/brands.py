"""Brands' pages: their own, their campaigns, and what everybody sees of them."""

from tests.factories.creators import picture_file
from tests.house.access import MEMBERS, RUNNERS, Answers, Row, everybody, only, signed_in

BRAND, DRAFT, CAMPAIGN = "public_id=brand.public_id", "public_id=draft.public_id", "public_id=campaign.public_id"
IN_BRAND = (*MEMBERS, "other_brand")
STEPS = ("basics", "deliverables", "audience", "budget", "rules", "weights")


def inside() -> Answers:
    """For the members; to everybody else it does not exist."""
    return only(*MEMBERS)


def led(status: int = 302) -> Answers:
    """By owners; members without the right are refused."""
    return only("owner", status=status, manager=403, viewer=403, suspended_owner=403)


def run(status: int = 302) -> Answers:
    """By owners and managers."""
    return only(*RUNNERS, status=status, viewer=403, suspended_owner=403)


ROWS = [
    # Who has no brand begins with one.
    Row("brands:mine", GET=only(*IN_BRAND, others=302)),
    Row("brands:campaigns", GET=only(*IN_BRAND, others=302)),
    Row("brands:brand_new", body={"name": "Soap"}, GET=signed_in(), POST=signed_in(302, suspended=403)),
    Row("brands:brand", BRAND, GET=everybody()),
    Row("brands:settings", BRAND, body={"name": "Soap"}, GET=inside(), POST=led()),
    Row("brands:request_verification", BRAND, POST=led()),
    Row("brands:members", BRAND, body={"email": "x@example.org", "role": "viewer"}, GET=inside(), POST=led()),
    Row("brands:change_role", f"{BRAND} pk=seat.pk", body={"role": "manager"}, POST=led()),
    # It is the viewer's seat, and anybody may leave.
    Row(
        "brands:remove_member",
        f"{BRAND} pk=seat.pk",
        POST=only("owner", "viewer", status=302, manager=403, suspended_owner=403),
    ),
    Row("brands:revoke_invitation", f"{BRAND} pk=offer.pk", POST=led()),
    # The offer went to an address that none of them has.
    Row("brands:accept_invitation", "token=@token", GET=signed_in(), POST=signed_in(403)),
    Row("brands:campaign_new", BRAND, body={"title": "Idea"}, GET=inside(), POST=run()),
    Row("brands:campaign", DRAFT, GET=only(*MEMBERS, anonymous=404)),
    Row("brands:campaign", CAMPAIGN, GET=everybody()),
    *[Row(f"brands:campaign_{step}", DRAFT, GET=run(200), POST=run(422)) for step in STEPS],
    Row("brands:campaign_review", DRAFT, GET=run(200)),
    Row("pages:rules_preview", DRAFT, GET=run(200), POST=run(200)),
    Row("brands:add_picture", CAMPAIGN, body={"picture": picture_file}, POST=run()),
    Row("brands:remove_picture", f"{CAMPAIGN} pk=picture.pk", POST=run()),
    Row("brands:publish", DRAFT, POST=run()),
    Row("brands:pause", CAMPAIGN, POST=run()),
    Row("brands:resume", CAMPAIGN, POST=run(409)),
    Row("brands:close", CAMPAIGN, POST=run()),
    Row("brands:delete", DRAFT, GET=run(200), POST=run()),
    # What creators have seen is closed instead.
    Row("brands:delete", CAMPAIGN, GET=run(409), POST=run(409)),
    Row("brands:duplicate", CAMPAIGN, POST=run()),
]
