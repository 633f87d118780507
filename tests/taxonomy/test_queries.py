"""Finding niches by what people call them."""

import pytest
from django.utils import translation

from marketplace.taxonomy import locales
from marketplace.taxonomy.models import Niche
from marketplace.taxonomy.queries import (
    NicheLookup,
    common_niches_by_root,
    niche_paths,
    offered_niches,
    search_niches,
    with_ancestors,
)
from marketplace.taxonomy.words import fold, squeeze

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("beaute", "553"),
        ("BEAUTÉ", "553"),
        ("#FilmTok", "324"),
        ("film tok", "324"),
        ("vidéo montage", "268"),
        ("Montage Video", "268"),
        ("booktok", "42"),
        ("foot", "533"),
        ("cuisine", "210"),
        ("œnologie", "211"),
        ("maquillage", "555"),
        ("real estate", "441"),
    ],
)
def test_a_niche_is_found_by_label_synonym_or_hashtag_whatever_the_accents(text, first):
    assert search_niches(text, "fr")[0].code == first
    assert first in [niche.code for niche in search_niches(text, "en")]


def test_nothing_is_found_for_nothing_nor_for_nonsense():
    assert search_niches("", "fr") == []
    assert search_niches("  #  ", "fr") == []
    assert search_niches("zzzzqq", "fr") == []
    assert search_niches("%", "fr") == []


def test_sensitive_and_retired_niches_are_not_offered():
    assert search_niches("terrorisme", "fr") == []
    assert not offered_niches().filter(path__overlap=["v9i3On", "386"]).exists()
    Niche.objects.filter(code="539").update(is_retired=True)
    assert "539" not in [niche.code for niche in search_niches("tennis", "fr")]


def test_the_limit_holds_and_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(search_niches("a", "fr", limit=7)) == 7


def test_ancestors_come_in_one_query_for_many(django_assert_num_queries):
    niches = list(Niche.objects.filter(code__in=["227", "EN-TRAIL", "555"]).order_by("code"))
    with django_assert_num_queries(1), translation.override("fr"):
        above = {niche.code: labels for niche, labels in with_ancestors(niches)}
    assert above["227"] == ["Vie saine", "Sport santé et remise en forme"]
    assert above["EN-TRAIL"] == ["Vie saine", "Sport santé et remise en forme", "Course à pied"]


def test_the_grouped_list_holds_every_common_niche_once():
    listed = [niche.code for _, niches in common_niches_by_root() for niche in niches]
    assert sorted(listed) == sorted(offered_niches().filter(is_common=True).values_list("code", flat=True))
    assert len(set(listed)) == len(listed) > 240


def test_paths_are_what_likeness_is_computed_from():
    trail = Niche.objects.get(code="EN-TRAIL")
    assert niche_paths()[trail.pk] == ("223", "225", "227", "EN-TRAIL")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Sports, Fitness & Outdoors", "483"),
        ("Clothing & Outfits", "552"),
        ("Cinema & Actors/actresses", "324"),
        ("fasion", "552"),
        ("interior", "283"),
        ("Daily vlogs", "EN-VLOG"),
        ("none", None),
        ("Public Figure", None),
        ("Politics", None),
        ("", None),
    ],
)
def test_category_words_of_other_systems_become_niches(word, code):
    lookup = NicheLookup.load()
    codes = dict(Niche.objects.values_list("pk", "code"))
    assert codes.get(lookup.find(word) or 0) == code


def test_folding_keeps_nothing_but_words():
    assert fold("  Éco-Tourisme & Œuvres ") == "eco tourisme and oeuvres"
    assert squeeze("#Film Tok!") == "filmtok"


@pytest.mark.parametrize(
    ("text", "code"),
    [("France", "FR"), ("états-unis", "US"), ("South Korea", "KR"), ("ZA", "ZA"), ("UK", "GB"), ("Atlantis", "")],
)
def test_countries_are_read_in_both_languages(text, code):
    assert locales.country_from(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("English", "en"), ("français", "fr"), ("espagnol", "es"), ("pt-BR", "pt"), ("Deutsch", "de"), ("Klingon", "")],
)
def test_languages_are_read_by_code_or_name(text, code):
    assert locales.language_from(text) == code


def test_countries_languages_and_currencies_speak_the_language_of_the_reader():
    with translation.override("fr"):
        assert locales.country_name("DE") == "Allemagne"
        assert dict(locales.language_choices())["en"] == "Anglais"
        assert dict(locales.currency_choices())["EUR"] == "EUR — euro"
    with translation.override("en"):
        assert locales.country_name("DE") == "Germany"
    assert len(locales.country_choices()) == 249
