"""Lists of creators and claims of imported profiles, as pages and through the API."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house.access import Answers, Row, everybody, only, signed_in
from tests.house.access.api import own, signed
from tests.house.access.api_creators import TODAY

BATCH, CHANNEL = "public_id=batch.public_id", "public_id=unclaimed.public_id"
#: Who runs the brand's campaigns, and staff who import lists.
SEE = ("owner", "manager", "suspended_owner", "reviewer")
MEANT = {"mapping": {"0": "handle"}, "platform": "tiktok", "as_of": TODAY}


def act(status: int) -> Answers:
    """By those who run the brand's campaigns; staff import for the house, and only look at a brand's lists."""
    return only("owner", "manager", status=status, suspended_owner=403, reviewer=403)


def change(status: int) -> Answers:
    """The same through the API."""
    return own("owner", "manager", status=status, suspended=403, reviewer=403)


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("list.csv", b"handle,followers\nlea,12\n")


ROWS = [
    Row(
        "creators:imports",
        GET=only(*SEE, "other_brand", others=403),
        POST=only(*SEE, "other_brand", status=422, others=403),
    ),
    Row("creators:import", BATCH, GET=only(*SEE), POST=only(*SEE, status=422)),
    Row("creators:import_progress", BATCH, GET=only(*SEE)),
    Row("creators:import_errors", BATCH, GET=only(*SEE)),
    # Nothing was checked yet.
    Row("creators:import_commit", BATCH, POST=act(409)),
    Row("creators:import_discard", BATCH, POST=act(302)),
    Row("creators:find_claim", GET=everybody()),
    Row("creators:claim", CHANNEL, GET=signed_in(), POST=signed_in(422)),
    # None of them has claimed it.
    Row("creators:claim_placed", CHANNEL, POST=signed_in(404)),
    Row(
        "api:my-claims",
        body={"platform": "tiktok", "handle": "nobody", "wish": "claim"},
        GET=signed(),
        POST=signed(422, suspended=403),
    ),
    Row("api:claim-placed", CHANNEL, POST=signed(404, suspended=403)),
    # Without a brand it is a list of the house's own.
    Row(
        "api:imports",
        body={"file": upload, "source": "A list"},
        form=True,
        GET=signed(),
        POST=signed(403, reviewer=201),
    ),
    Row("api:import-scopes", GET=signed()),
    Row("api:import-fields", GET=signed()),
    Row("api:import", BATCH, GET=own(*SEE), DELETE=change(204)),
    Row("api:import-confirm", BATCH, body=MEANT, POST=change(202)),
    Row("api:import-commit", BATCH, POST=change(409)),
    Row("api:import-rows", BATCH, GET=own(*SEE)),
]
