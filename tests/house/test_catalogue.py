"""The French catalogue is complete: every string is there, translated, with the same placeholders."""

import re
import shutil
import subprocess
import sys

import pytest
from babel.messages.pofile import read_po
from django.contrib import admin
from django.db.models import Field
from django.utils import translation

from tests.house.test_budgets import ROOT, product_files

CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdi]|%[sd]|\{\w+\}")
SOURCES = ("marketplace", "creators", "brands", "templates", "locale", "manage.py")


def read(path):
    with path.open("rb") as handle:
        return {(message.id if isinstance(message.id, str) else message.id[0], message.context): message
                for message in read_po(handle, locale="fr") if message.id}  # fmt: skip


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """What makemessages finds now, in a copy of the sources."""
    if not shutil.which("xgettext"):
        pytest.skip("needs GNU gettext (xgettext) to extract the strings")
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "static"))
        else:
            shutil.copy(source, copy / name)
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "fr", "--no-obsolete", "--verbosity", "0"]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return read(copy / "locale" / "fr" / "LC_MESSAGES" / "django.po")


def test_every_string_of_the_code_is_in_the_catalogue(extracted):
    known = read(CATALOGUE)
    assert len(extracted) > 200
    assert sorted(key for key, _ in extracted.keys() - known.keys()) == []


def test_no_string_of_the_catalogue_is_left_over(extracted):
    assert sorted(key for key, _ in read(CATALOGUE).keys() - extracted.keys()) == []


def test_everything_is_translated():
    missing = [
        key
        for (key, _), message in read(CATALOGUE).items()
        if message.fuzzy or not message.string or (isinstance(message.string, tuple) and not all(message.string))
    ]
    assert missing == []


def test_translations_keep_the_placeholders():
    wrong = []
    for (key, _), message in read(CATALOGUE).items():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(PLACEHOLDER.findall(message.id[-1] if isinstance(message.id, tuple) else message.id))
        wrong += [key for text in texts if not set(PLACEHOLDER.findall(text)) <= wanted]
        wrong += [] if wanted <= set(PLACEHOLDER.findall(texts[-1])) else [key]
    assert wrong == []


def test_texts_are_marked_only_by_names_that_extraction_knows():
    """Under another name a text is shown, never extracted, and never translated."""
    aliases = re.compile(r"\b(?:u?n?p?gettext\w*) as (\w+)")
    found = {path: set(aliases.findall(path.read_text())) for path in product_files("*.py")}
    assert len(found) > 100
    assert {str(path): names for path, names in found.items() if names - {"_"}} == {}


def test_columns_at_the_desk_have_names_in_french():
    """Those that models do not name themselves stand in `pages/column_words.py`."""
    known = read(CATALOGUE)
    named = [
        (model._meta.label, column.verbose_name)
        for desk in admin.site._registry.values()
        for model in (desk.model, *(inline.model for inline in desk.inlines))
        for column in model._meta.get_fields()
        if isinstance(column, Field) and not column.auto_created and column._verbose_name is None
    ]
    assert len(named) > 100
    with translation.override("en"):
        assert [label for label, name in named if (str(name), "column") not in known] == []
