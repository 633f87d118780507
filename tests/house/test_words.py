"""Core knows no domain noun; the repository names no machine and no registry."""

import re
import subprocess

from tests.house.test_budgets import ROOT, product_files

NOUNS = re.compile(r"\b(creator|brand|campaign|deal|programme|niche|channel|match|payout)s?\b", re.IGNORECASE)


def test_core_knows_no_domain_noun():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in product_files("*.py")
        if path.is_relative_to(ROOT / "marketplace" / "core")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if NOUNS.search(line) and "re.match" not in line.lower() and ">>>" not in line
    ]
    assert found == []


def test_the_lock_names_hashes_and_no_index():
    for name in ("requirements.lock", "requirements-bench.lock"):
        path = ROOT / name
        if path.exists():
            text = path.read_text()
            assert "--hash=sha256:" in text
            assert not re.search(r"://|--index|--find-links", text)


def test_no_tracked_file_names_a_machine():
    if not (ROOT / ".git").exists():
        return
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    home = re.compile(r"(?<![\w.<{/])/(root|home/\w+|Users/\w+)/")
    found = [
        name
        for name in tracked
        if name and (ROOT / name).is_file() and (ROOT / name).suffix in {".py", ".md", ".toml", ".html", ".js", ".css"}
        if home.search((ROOT / name).read_text(errors="ignore"))
    ]
    assert found == []
