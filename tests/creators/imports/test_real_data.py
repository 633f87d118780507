"""Lists as they are found in the world. They name real people, so they are not in the repository."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings

from creators.actions import imports
from creators.models import Channel, Creator
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.taxonomy.models import Platform
from tests.creators.imports.conftest import tally, world

SHARED = Path(os.environ.get("ENTENTE_SHARED") or settings.BASE_DIR.parent / "shared") / "data"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.real_data,
    pytest.mark.skipif(not SHARED.is_dir(), reason=f"the real lists are not here ({SHARED.parent.name}/data)"),
]


class Known(NamedTuple):
    """What a list holds, counted by hand once."""

    path: str
    platform: str
    columns: dict[str, str]
    first: tuple[int, int, int, int, int]
    reasons: dict[str, int]


LISTS = [
    Known(
        "creators_tiktok_5k/tiktok_influencers.csv",
        "tiktok",
        {
            "username": "handle", "language": "language", "signature": "bio", "commerceUser": "is_business",
            "commerceCategory": "niche", "region": "country", "following": "following", "followers": "followers",
            "total_likes": "likes_total", "total_videos": "posts_total",
        },
        (5_000, 5_000, 0, 0, 0),
        {"unknown_niche": 8},
    ),
    Known(
        "creators_instagram_34k/influencers.csv",
        "instagram",
        {
            "Username": "handle", "Category": "niche", "#Followers": "followers", "#Followees": "following",
            "#Posts": "posts_total",
        },
        (33_935, 33_935, 0, 0, 0),
        {"unknown_niche": 1},
    ),
    Known(
        "top1000_messy/instagram_2022-12.csv", "instagram", {}, (1_000, 991, 0, 0, 9), {"unknown_niche": 10, "twice": 9}
    ),
    Known("top1000_messy/tiktok_2022-09.csv", "tiktok", {}, (1_000, 996, 0, 0, 4), {"twice": 4}),
    Known("top1000_messy/tiktok_2022-12.csv", "tiktok", {}, (1_000, 999, 0, 0, 1), {"twice": 1}),
    Known("top1000_messy/youtube_2022-12.csv", "youtube", {}, (1_003, 666, 0, 0, 337), {"bad_handle": 334, "twice": 3}),
]  # fmt: skip


def bring_file(known):
    path = SHARED / known.path
    with path.open("rb") as file:
        batch = imports.take(
            actor=SYSTEM,
            file=file,
            name=path.name,
            source=path.stem,
            platform=Platform.objects.get(code=known.platform),
        )
    mapping = {int(at): code for at, code in batch.mapping.items()}
    batch = imports.confirm(
        actor=SYSTEM, batch=batch, mapping=mapping, platform=batch.platform, as_of=batch.as_of, dry_run=False
    )
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    return batch


@pytest.mark.parametrize("known", LISTS, ids=lambda known: known.path.split("/")[-1].split(".")[0])
def test_a_real_list_comes_in_whole_and_a_second_time_changes_nothing(known):
    batch = bring_file(known)
    columns = {batch.headers[int(at)]: code for at, code in batch.mapping.items()}
    assert (tally(batch), batch.reasons) == (known.first, known.reasons)
    assert not known.columns or columns == known.columns
    before = world()
    again = bring_file(known)
    read, created, _updated, _unchanged, refused = known.first
    assert tally(again) == (read, 0, 0, created, refused)
    assert world() == before == (created, created, created)


def test_numbers_categories_and_bios_arrive_as_they_were_written():
    bring_file(LISTS[0])
    sayf = Channel.objects.select_related("creator").get(handle="sayfjoumat")
    numbers = sayf.measurements.get()
    assert (numbers.followers, numbers.following) == (5_221, 54)
    assert (numbers.likes_total, numbers.posts_total) == (34_500, 67)
    assert (sayf.country, sayf.is_business, sayf.creator.languages) == ("MA", True, ["fr"])
    assert [niche.code for niche in sayf.creator.niches.all()] == ["483"]
    assert sayf.creator.bio.startswith("Football player")
    assert "\n" in sayf.creator.bio


def test_the_exact_of_two_columns_counts():
    bring_file(LISTS[2])
    assert Channel.objects.get(handle="leomessi").measurements.get().followers == 409_800_000
    assert Creator.objects.get(channels__handle="leomessi").display_name == "Leo Messi"


def test_rounded_numbers_are_read_where_there_are_no_others():
    bring_file(LISTS[4])
    assert Channel.objects.get(handle="mrbeast").measurements.get().followers == 60_300_000
