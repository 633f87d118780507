"""Pages work under a strict content policy and without JavaScript."""

import re

import pytest

from tests.house.test_budgets import ROOT, product_files

INLINE = re.compile(r"<style\b|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=\"|javascript:", re.IGNORECASE)
TAG = re.compile(r"<(?P<name>[a-z-]+)\b(?P<attributes>[^>]*\bhx-get=[^>]*)>", re.IGNORECASE | re.DOTALL)


def templates():
    return [path for path in product_files("*.html") if "tests" not in path.parts]


def test_no_template_has_inline_style_or_script():
    assert len(templates()) > 5
    found = {
        f"{path.relative_to(ROOT)}": INLINE.findall(path.read_text())
        for path in templates()
        if "emails" not in path.parts and INLINE.search(path.read_text())
    }
    assert found == {}


def test_every_hx_get_is_also_a_link_or_a_form():
    missing = [
        f"{path.relative_to(ROOT)}: <{tag['name']}{tag['attributes'][:60]}"
        for path in templates()
        for tag in TAG.finditer(path.read_text())
        if not re.search(r"\bhref=|\baction=", tag["attributes"])
        and tag["name"] != "form"
        # A fragment that refreshes itself shows its last state without JavaScript.
        and not re.search(r"hx-trigger=\"(load|every|revealed)", tag["attributes"])
    ]
    assert missing == []


@pytest.mark.parametrize("sample", ['<p style="x">', "<script>1</script>", '<a onclick="x">', "<style>"])
def test_the_check_itself_finds_what_it_must(sample):
    assert INLINE.search(sample)
