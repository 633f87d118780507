"""The data files, and bringing the database to what they say."""

from collections import Counter

import pytest

from marketplace.taxonomy import files
from marketplace.taxonomy.actions.curate import curate, release
from marketplace.taxonomy.actions.load import load
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Niche, Platform, Sector

pytestmark = pytest.mark.django_db


def test_every_installation_has_exactly_these_words():
    counts = {
        model.__name__: model.objects.count() for model in (Platform, Niche, Sector, DeliverableKind, ContentStyle)
    }
    assert counts == {"Platform": 12, "Niche": 752, "Sector": 583, "DeliverableKind": 26, "ContentStyle": 35}
    assert Niche.objects.exclude(code__startswith="EN-").count() == 704
    assert Niche.objects.filter(parent=None).count() == 37


def test_loading_again_changes_nothing():
    loaded = load()
    assert {name: (done.created, done.updated, done.retired) for name, done in loaded.items()} == dict.fromkeys(
        ("platforms", "deliverable kinds", "content styles", "sectors", "niches"), (0, 0, 0)
    )


def test_a_changed_file_updates_only_the_changed_row(monkeypatch):
    rows = files.niches()
    next(row for row in rows if row["code"] == "539")["label_fr"] = "Le tennis"
    monkeypatch.setattr(files, "niches", lambda: rows)
    done = load()["niches"]
    assert (done.created, done.updated, done.retired, done.unchanged) == (0, 1, 0, 751)
    assert Niche.objects.get(code="539").label_fr == "Le tennis"


def test_a_row_that_left_the_file_is_retired_and_comes_back_with_it(monkeypatch):
    rows = files.niches()
    monkeypatch.setattr(files, "niches", lambda: [row for row in rows if row["code"] != "539"])
    assert load()["niches"].retired == 1
    assert Niche.objects.get(code="539").is_retired is True
    assert load()["niches"].retired == 0
    monkeypatch.undo()
    assert load()["niches"].updated == 1
    assert Niche.objects.get(code="539").is_retired is False


def test_a_curated_column_survives_the_load_until_it_is_given_back():
    tennis = Niche.objects.get(code="539")
    was = tennis.label_fr
    tennis.label_fr, tennis.synonyms = "Tennis et padel", ["petite balle jaune"]
    curate(word=tennis, columns=["label_fr", "synonyms"])
    assert load()["niches"].updated == 0
    tennis.refresh_from_db()
    assert (tennis.label_fr, tennis.curated) == ("Tennis et padel", ["label_fr", "synonyms"])
    assert "|petite balle jaune|" in tennis.search_text
    release(word=tennis)
    assert load()["niches"].updated == 1
    tennis.refresh_from_db()
    assert tennis.label_fr == was
    assert "petite balle" not in tennis.search_text


def test_every_path_leads_from_a_root_to_the_node_without_a_cycle():
    for model in (Niche, Sector):
        by_code = {word.code: word for word in model.objects.select_related("parent")}
        for word in by_code.values():
            assert word.path[-1] == word.code
            assert len(set(word.path)) == len(word.path) == word.depth + 1
            assert word.path[:-1] == (word.parent.path if word.parent else [])


@pytest.mark.parametrize(
    "rows",
    [
        [{"code": "a", "parent": "b"}, {"code": "b", "parent": "a"}],
        [{"code": "a", "parent": "a"}],
        [{"code": "a", "parent": "nobody"}],
    ],
)
def test_a_tree_that_hangs_on_nothing_is_refused(rows):
    with pytest.raises(files.BadData):
        list(files._tree(rows, "rows"))


def test_common_niches_have_words_and_hashtags_in_both_languages():
    common = list(Niche.objects.filter(is_common=True))
    assert len(common) == 255
    for niche in common:
        assert niche.label_fr, niche.code
        assert niche.label_en, niche.code
        assert len(niche.synonyms) >= 1, niche.code
        assert len(niche.hashtags) >= 2, niche.code
        assert all(tag == files.squeeze(tag) for tag in niche.hashtags), niche.code


def test_every_label_is_translated_or_is_the_same_word():
    """A niche whose two labels are equal is a word of both languages, listed here by count: a new one is looked at."""
    same = [word for model in (Niche, Sector) for word in model.objects.all() if word.label_fr == word.label_en]
    assert Counter(type(word).__name__ for word in same) == {"Niche": 49, "Sector": 9}


def test_sensitive_sectors_are_those_that_need_care():
    roots = set(Sector.objects.filter(parent=None, is_sensitive=True).values_list("label_en", flat=True))
    assert {"Alcohol", "Gambling", "Tobacco", "Cannabis", "Weapons and Ammunition", "Politics"} <= roots
    assert not roots & {"Retail", "Vehicles", "Clothing and Accessories"}
    assert not Sector.objects.filter(path__overlap=["1002", "1361"], is_sensitive=False).exists()


def test_the_attribution_stands_in_the_files():
    for name in ("niches.tsv", "sectors.tsv"):
        head = (files.DATA / name).read_text(encoding="utf-8")[:700]
        assert "IAB Tech Lab" in head
        assert "creativecommons.org/licenses/by/3.0" in head
