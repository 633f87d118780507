"""`manage.py eligibility`: what it prints, in both languages, and how it refuses."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from marketplace.programmes.actions.loading import load
from marketplace.programmes.models import Programme

pytestmark = pytest.mark.django_db
FACTS = {
    "followers": 8_760,
    "views_30d": 100_000,
    "birth_date": "1998-05-04",
    "country": "FR",
    "community_standing": "good",
}


def run(capsys: Any, monkeypatch: Any, facts: Any, *arguments: str, programme: str = "tiktok-creator-fund") -> str:
    text = facts if isinstance(facts, str) else json.dumps(facts)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    call_command("eligibility", programme, "--facts", "-", *arguments)
    return str(capsys.readouterr().out)


def test_one_object_with_the_documented_keys_and_nothing_else(capsys, monkeypatch):
    answer = json.loads(run(capsys, monkeypatch, FACTS, "--on", "2023-12-15", "--json"))
    assert list(answer) == ["programme", "on", "rule_set", "outcome", "criteria"]
    assert (answer["programme"], answer["on"], answer["outcome"]) == ("tiktok-creator-fund", "2023-12-15", "FAIL")
    assert len(answer["rule_set"]) == 64
    followers = next(one for one in answer["criteria"] if one["code"] == "followers")
    assert followers == {
        "code": "followers", "outcome": "FAIL", "observed": 8_760, "needed": 10_000, "gap": 1_240, "unit": "count",
        "source": followers["source"],
        "message": "You have 8,760 followers; 10,000 are needed: 1,240 missing. "
        "Once you reach 10,000, add a measurement.",
    }  # fmt: skip
    assert answer["criteria"][0]["source"].startswith("KultureGeek and Capital FM")
    assert followers["source"].startswith("French guide to making money on TikTok (text 001)")
    assert [one["code"] for one in answer["criteria"]] == [
        "country", "age", "standing", "followers", "views", "original"]  # fmt: skip


def test_in_french(capsys, monkeypatch):
    answer = json.loads(run(capsys, monkeypatch, FACTS, "--on", "2023-12-15", "--lang", "fr", "--json"))
    message = next(one["message"] for one in answer["criteria"] if one["code"] == "followers")
    assert message.startswith("Vous avez 8\u202f760 abonnés")
    original = next(one["message"] for one in answer["criteria"] if one["code"] == "original")
    assert original.startswith("Contenu original. TikTok en juge et ne publie aucune mesure")


def test_what_is_not_met_and_does_not_count_says_so(capsys, monkeypatch):
    answer = json.loads(run(capsys, monkeypatch, FACTS | {"posts": []}, "--json", programme="threads-bonus"))
    extra = next(one for one in answer["criteria"] if one["code"] == "extra-payment")
    assert (extra["outcome"], extra["needed"], extra["gap"]) == ("FAIL", 10_000, 10_000)
    assert "is no condition to take part, so it does not count." in extra["message"]


def test_a_table_for_people(capsys, monkeypatch):
    lines = run(capsys, monkeypatch, FACTS, "--on", "2023-12-16").splitlines()
    assert lines[0] == "TikTok Creator Fund (tiktok-creator-fund), 2023-12-16: CLOSED"
    assert lines[4].split()[:2] == ["followers", "FAIL"]
    assert len(lines[-1].strip()) == 64


def test_facts_from_a_file(capsys, tmp_path: Path):
    (tmp_path / "facts.json").write_text(json.dumps({**FACTS, "followers": 10_000}))
    call_command("eligibility", "tiktok-creator-fund", "--on", "2023-12-15", "--facts", str(tmp_path / "facts.json"))
    assert capsys.readouterr().out.startswith("TikTok Creator Fund (tiktok-creator-fund), 2023-12-15: PASS")


def test_a_file_that_begins_with_a_byte_order_mark_is_read(capsys, tmp_path: Path):
    (tmp_path / "facts.json").write_text(json.dumps(FACTS), encoding="utf-8-sig")
    call_command("eligibility", "tiktok-creator-fund", "--on", "2023-12-15", "--facts", str(tmp_path / "facts.json"))
    assert capsys.readouterr().out.startswith("TikTok Creator Fund (tiktok-creator-fund), 2023-12-15: FAIL")


def test_the_database_answers_as_the_files_do_and_takes_precedence(capsys, monkeypatch):
    written = run(capsys, monkeypatch, FACTS, "--on", "2023-12-15", "--json")
    load()
    assert run(capsys, monkeypatch, FACTS, "--on", "2023-12-15", "--json") == written
    Programme.objects.get(slug="tiktok-creator-fund").openings.all().delete()
    later = json.loads(run(capsys, monkeypatch, FACTS, "--on", "2026-11-22", "--json"))
    assert later["outcome"] == "FAIL"


def test_the_same_facts_and_day_give_the_same_bytes(capsys, monkeypatch):
    first = run(capsys, monkeypatch, FACTS, "--on", "2023-12-15", "--json")
    assert run(capsys, monkeypatch, dict(reversed(FACTS.items())), "--on", "2023-12-15", "--json") == first


@pytest.mark.parametrize(
    ("facts", "arguments", "message"),
    [
        ({"followrs": 1}, [], "Did you mean “followers”?"),
        ({"followers": "1"}, [], "followers: A whole number is expected here"),
        ({"followers": True}, [], "followers: "),
        ({"followers": -1}, [], "A count cannot be negative."),
        ({"birth_date": "2005-02-29"}, [], "“2005-02-29” is not a day"),
        ({"posts": [{"published_on": "2026-11-01", "views": "many"}]}, [], "posts[0].views: "),
        ([1], [], "Facts are an object"),
        ("{", [], "this is not JSON, at line 1, column 2"),
        (FACTS, ["--on", "2026-02-30"], "--on: “2026-02-30” is not a day. Write it as 2026-03-01."),
        (FACTS, ["--on", "2026-3-1"], "--on: “2026-3-1” is not a day"),
        (FACTS, ["--on", "2026-W47-7"], "--on: “2026-W47-7” is not a day"),
    ],
)
def test_bad_input_is_refused_with_exit_status_2(capsys, monkeypatch, facts: Any, arguments: list[str], message: str):
    with pytest.raises(CommandError) as refused:
        run(capsys, monkeypatch, facts, *arguments)
    assert message in str(refused.value)
    assert refused.value.returncode == 2
    assert capsys.readouterr().out == ""


def test_an_unknown_programme_is_answered_with_the_nearest(capsys, monkeypatch):
    with pytest.raises(CommandError, match=r"Did you mean “tiktok-live-gifts”\?") as refused:
        run(capsys, monkeypatch, FACTS, programme="tiktok-live-gift")
    assert refused.value.returncode == 2


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(CommandError, match="cannot be read: No such file or directory") as refused:
        call_command("eligibility", "tiktok-creator-fund", "--facts", str(tmp_path / "none.json"))
    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"followers": 1, "followers": 2}', "--facts: “followers” stands there twice."),
        ('{"followers": true}', "followers: A whole number is expected here, not true."),
        ('{"posts": null, "is_public": [1]}', "is_public: true or false is expected here, not [1]."),
    ],
)
def test_what_is_wrong_is_told_as_it_was_written(text, message, capsys, monkeypatch):
    with pytest.raises(CommandError) as refused:
        run(capsys, monkeypatch, text, "--on", "2026-11-22")
    assert (str(refused.value), refused.value.returncode) == (message, 2)
