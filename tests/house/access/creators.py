"""Creators' own pages, and their page as others see it."""

from django.utils import timezone

from tests.factories.creators import picture_file
from tests.house.access import CREATORS, Answers, Row, only
from tests.house.access.api_creators import SEES

TODAY = timezone.now().date().isoformat()
POST_ID = "public_id=post.public_id"
CHANNEL, PHOTO, ITEM = "public_id=channel.public_id", "public_id=photo.public_id", "public_id=item.public_id"
#: Staff of the cast have the creator side too, and no profile: they are led to start one.
START = {"staff": 302}


def page(**special: int) -> Answers:
    """Of one's own profile: brands have none and may not start one."""
    return only(*CREATORS, others=403, **START | special)


def act(status: int = 302, **special: int) -> Answers:
    """On one's own profile; the suspended may not."""
    return only("creator", "other_creator", status=status, others=403, **START | special)


def his_page() -> Answers:
    """Of a thing of one creator's."""
    return only("creator", others=403, other_creator=404, suspended_creator=404, **START)


def his_act(status: int = 302) -> Answers:
    return only("creator", status=status, others=403, other_creator=404, suspended_creator=404, **START)


#: A form keeps what was typed, and the refusal of a suspended person stands above it.
KEPT = {"suspended_creator": 422}

ROWS = [
    Row("creators:mine", GET=page()),
    Row("creators:preview", GET=page()),
    Row("creators:move", "to=pause", POST=act()),
    Row("creators:remove", GET=page(), POST=act(422, **KEPT)),
    Row("creators:profile", GET=page(staff=200), POST=act(422, staff=422, **KEPT)),
    Row("creators:availability", body={"availability": "busy"}, GET=page(), POST=act(**KEPT)),
    Row("creators:refusals", GET=page(), POST=act(**KEPT)),
    Row("creators:consent", GET=page(), POST=act(422, **KEPT)),
    Row("creators:channels", GET=page()),
    Row("creators:add_channel", GET=page(), POST=act(422, **KEPT)),
    Row("creators:channel", CHANNEL, GET=his_page(), POST=his_act(422)),
    Row("creators:remove_channel", CHANNEL, POST=his_act(409)),
    Row("creators:request_proof", CHANNEL, POST=his_act()),
    Row("creators:history", CHANNEL, GET=his_page()),
    Row("creators:posts", CHANNEL, body={"published_on": TODAY}, GET=his_page(), POST=his_act()),
    Row("creators:posts_file", CHANNEL, POST=his_act(422)),
    Row("creators:post", POST_ID, body={"published_on": TODAY}, GET=his_page(), POST=his_act()),
    Row("creators:remove_post", POST_ID, POST=his_act()),
    Row("creators:add_measurement", CHANNEL, body={"as_of": TODAY, "followers": "9"}, GET=his_page(), POST=his_act()),
    # With one channel only, its own page.
    Row("creators:numbers", GET=page(creators=302)),
    Row("creators:rates", GET=page(), POST=act(422, **KEPT)),
    Row("creators:remove_rate", "public_id=rate.public_id", POST=his_act(409)),
    # Two forms stand there; nothing was sent for either.
    Row("creators:usage", GET=page(), POST=page()),
    Row("creators:remove_usage", "pk=usage.pk", POST=his_act()),
    Row("creators:remove_exclusivity", "pk=exclusivity.pk", POST=his_act()),
    Row("creators:photos", body={"picture": picture_file}, GET=page(), POST=act(**KEPT)),
    Row("creators:remove_photo", PHOTO, POST=his_act(409)),
    Row("creators:move_photo", PHOTO, POST=his_act()),
    Row("creators:portfolio", GET=page()),
    Row("creators:add_item", body={"title": "Bread"}, GET=page(), POST=act(**KEPT)),
    Row("creators:item", ITEM, body={"title": "Bread"}, GET=his_page(), POST=his_act()),
    Row("creators:remove_item", ITEM, POST=his_act()),
    Row("creators:export_json", GET=page()),
    Row("creators:export_csv", GET=page()),
    # Proofs: their owner, and the staff who check them.
    Row("creators:proof", "public_id=proven.public_id", GET=only("creator", "reviewer")),
    Row("creators:evidence", "pk=consent.pk", GET=only("creator", "reviewer")),
    Row("creators:detail", "public_id=creator.public_id", GET=only(*SEES)),
]
