"""`manage.py conflicts` over the documented programmes: who loses what for a sponsored post."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from marketplace.programmes.actions.loading import load

pytestmark = pytest.mark.django_db
#: Somebody who is in every programme that counts posts.
FACTS = {
    "followers": 150_000,
    "views_30d": 900_000,
    "posts_30d": 12,
    "birth_date": "1998-05-04",
    "country": "US",
    "community_standing": "good",
    "account_age_days": 400,
    "is_public": True,
    "is_business": False,
    "invited": True,
    "posts": [
        {"published_on": f"2026-11-{day:02}", "views": 20_000, "has_text": True, "is_sponsored": False,
         "is_boosted": False, "has_foreign_watermark": False, "has_copyrighted_content": False,
         "is_duet_or_stitch": False, "duration_s": 90}
        for day in range(1, 22)
    ],
}  # fmt: skip
LOST = {"threads-bonus", "tiktok-creator-rewards", "tiktok-video-gifts"}


@pytest.fixture(autouse=True)
def _programmes():
    load()


@pytest.fixture
def run(capsys, monkeypatch):
    def run(facts, *arguments):
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(facts)))
        call_command("conflicts", "--on", "2026-11-22", "--facts", "-", *arguments)
        return capsys.readouterr().out

    return run


def lost(answer):
    return {row["programme"] for row in json.loads(answer)["conflicts"] if "is_sponsored" in row["causes"]}


def test_a_sponsored_post_costs_the_bonus_the_rewards_and_the_gifts(run):
    answer = json.loads(run(FACTS, "--json"))
    assert LOST <= {row["programme"] for row in answer["conflicts"]} <= set(answer["checked"])
    assert all(row["source"] and row["message"] for row in answer["conflicts"])


def test_somebody_whose_only_post_is_for_a_brand_is_told_the_same(run):
    posts = [{**FACTS["posts"][-1], "is_sponsored": True, "has_foreign_watermark": True}]
    assert lost(run(FACTS | {"posts": posts}, "--json")) == LOST


def test_a_long_video_costs_no_programme_that_also_takes_hours_watched(run):
    video = {"platform": "youtube", "duration_s": 600}
    assert run(FACTS | {"deliverable": video}).strip() == "This post costs no programme."


def test_a_post_that_nobody_pays_for_costs_nothing(run):
    assert run(FACTS | {"deliverable": {"is_sponsored": False}}).strip() == "This post costs no programme."


def test_a_watermark_costs_the_bonus(run):
    answer = json.loads(run(FACTS | {"deliverable": {"is_sponsored": False, "has_foreign_watermark": True}}, "--json"))
    assert [(row["programme"], row["causes"]) for row in answer["conflicts"]] == [
        ("threads-bonus", ["has_foreign_watermark"])
    ]


@pytest.mark.parametrize(
    ("platform", "expected"), [("threads", {"threads-bonus"}), ("tiktok", LOST - {"threads-bonus"})]
)
def test_only_the_platform_of_the_post_is_concerned(run, platform, expected):
    assert lost(run(FACTS, "--json", "--platform", platform)) == expected
    assert lost(run(FACTS | {"deliverable": {"platform": platform}}, "--json")) == expected


def test_who_was_not_invited_loses_no_bonus(run):
    assert lost(run(FACTS | {"invited": False}, "--json")) == LOST - {"threads-bonus"}


@pytest.mark.parametrize(
    ("facts", "place"),
    [({"deliverable": {"platform": "myspace"}}, "deliverable.platform"), ({"deliverable": 3}, "deliverable"),
     ({"deliverable": {"is_sponsered": True}}, "deliverable.is_sponsered"), ({"folowers": 1}, "folowers"),
     ({"deliverable": {"duration_s": -1}}, "deliverable.duration_s")],
)  # fmt: skip
def test_bad_input_names_its_place(run, facts, place):
    with pytest.raises(CommandError) as refused:
        run(facts)
    assert refused.value.returncode == 2
    assert str(refused.value).startswith(f"{place}: ")


@pytest.mark.parametrize(
    ("facts", "nearest"),
    [({"deliverable": {"plattform": "tiktok"}}, "platform"),
     ({"deliverable": {"watermark": True}}, "has_foreign_watermark"),
     ({"deliverabel": {"is_sponsored": True}}, "deliverable")],
)  # fmt: skip
def test_a_misspelt_name_is_answered_with_the_nearest(run, facts, nearest):
    with pytest.raises(CommandError, match=f"Did you mean “{nearest}”"):
        run(facts)
