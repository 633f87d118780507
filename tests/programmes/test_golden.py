"""Every documented rule at its boundaries and around each change; the cases are in golden/, readable by anybody."""

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marketplace.eligibility.plain import read_facts
from marketplace.programmes.queries import judge, rule_set_of, variants, with_rules
from marketplace.programmes.queries.written import written

HERE = Path(__file__).parent / "golden"
FILES = {path.stem: tomllib.loads(path.read_text()) for path in sorted(HERE.glob("*.toml"))}
Case = dict[str, Any]


def cases() -> Iterator[Any]:
    for slug, file in FILES.items():
        for case in [*file.get("cases", []), *(one for row in file.get("thresholds", []) for one in around(row))]:
            yield pytest.param(slug, case, id=f"{slug}: {case['name']}")


def around(row: Case) -> Iterator[Case]:
    """One less, the threshold itself, one more."""
    for step, expected in ((-1, row["below"]), (0, "PASS"), (1, "PASS")):
        changed = {**row.get("change", {}), row["fact"]: row["at"] + step}
        name = f"{row['fact']} {row['at'] + step} on {row.get('on', 'the usual day')}"
        yield {**row, "name": name, "change": changed, "outcome": expected, "criteria": {row["code"]: expected}}


def facts_of(slug: str, case: Case) -> tuple[Case, datetime.date]:
    base = dict(FILES[slug]["base"])
    on = case.get("on", base["on"])
    plain = {**base, **case.get("change", {})}
    left_out = {"on", *(name for name in case.get("without", []) if name not in case.get("change", {}))}
    return {name: value for name, value in plain.items() if name not in left_out}, datetime.date.fromisoformat(on)


@pytest.mark.parametrize(("slug", "case"), list(cases()))
def test_it_answers_as_written(slug: str, case: Case):
    plain, on = facts_of(slug, case)
    verdict = judge(written()[slug], read_facts(plain, on), on, lang="en")
    found = {result.code: result.outcome.name for result in verdict.criteria}
    assert (verdict.outcome.name, {code: found[code] for code in case.get("criteria", {})}) == (
        case["outcome"], case.get("criteria", {}))  # fmt: skip


def test_every_programme_has_cases():
    assert set(FILES) == {slug for slug, one in written().items() if one.kind != "general"}


READINGS = [
    ("tiktok-creator-fund", "followers", "strictly-more"),
    ("tiktok-creator-fund", "views", "calendar-month"),
    ("tiktok-creator-fund", "views", "europe-before-2021"),
    ("tiktok-live-gifts", "followers", "strictly-more"),
    ("tiktok-general", "followers", "general-list"),
    ("tiktok-general", "views", "general-list"),
    ("tiktok-video-gifts", "followers", "other-copies"),
    ("tiktok-creator-rewards", "video", "strictly-longer"),
    ("threads-bonus", "post", "single-payment"),
    ("threads-bonus", "extra-payment", "strictly-more"),
]


@pytest.mark.parametrize(("slug", "code", "reading"), READINGS)
def test_a_contradiction_is_kept_as_a_reading_that_decides_nothing_and_says_why(slug: str, code: str, reading: str):
    rule = next(rule for rule in written()[slug].all_rules if rule.code == code)
    kept = [version for version in rule.all_versions if version.reading == reading]
    assert kept
    assert {version.is_deciding for version in kept} == {False}
    assert all(version.note_en and version.note_fr for version in kept)


def test_two_menu_paths_are_said_to_be_two_and_none_is_made_up():
    for slug in ("tiktok-creator-fund", "tiktok-live-gifts", "tiktok-creator-marketplace"):
        step = written()[slug].details["steps"][-1]
        assert "two menu paths" in step["en"]
        assert "deux chemins de menu" in step["fr"]
        assert step["source"]


def test_every_version_has_a_source_and_what_does_not_count_says_why():
    for programme in written().values():
        for rule in programme.all_rules:
            for version in rule.all_versions:
                assert version.source, (programme.slug, rule.code)
                if version.is_deciding and version.body.get("informational"):
                    assert version.note_en, (programme.slug, rule.code)
                    assert version.note_fr, (programme.slug, rule.code)


@pytest.mark.django_db
def test_what_is_loaded_is_what_is_written():
    from marketplace.programmes.actions.loading import load
    from marketplace.programmes.models import Programme

    load()
    days = [
        datetime.date(2021, 3, 24),
        datetime.date(2021, 3, 25),
        datetime.date(2023, 12, 16),
        datetime.date(2026, 11, 22),
    ]
    stored = {one.slug: one for one in with_rules(Programme.objects.select_related("inherits"))}
    assert set(stored) == set(written())
    for slug, programme in stored.items():
        for day in days:
            found = {country: rules.hash for country, rules in variants(programme, day).items()}
            assert found == {country: rule_set_of(written()[slug], day, country).hash for country in found}
    assert load().changed == set()
