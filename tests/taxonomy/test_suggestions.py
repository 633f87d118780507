"""Niches that a text speaks of."""

import pytest
from django import forms
from django.http import QueryDict

from marketplace.taxonomy.forms import NicheField
from marketplace.taxonomy.models import Niche
from marketplace.taxonomy.suggestions import suggest_niches

pytestmark = pytest.mark.django_db


def codes(text, without=(), **limits):
    return [niche.code for niche in suggest_niches(text, without=list(without), **limits)]


@pytest.mark.parametrize(
    ("text", "niche"),
    [
        ("Je teste des produits de maquillage pour peaux mixtes.", "555"),
        ("I film my make-up routines", "555"),
        ("Je joue au tennis depuis dix ans", "539"),
        ("Des livres, encore des livres : #booktok", "42"),
        ("CUISINE du marché, en dix minutes", "216"),  # cooking, below food and drink
    ],
)
def test_a_text_speaks_of_niches_in_either_language(text, niche):
    assert niche in codes(text)


def test_nothing_is_made_of_nothing():
    assert codes("") == codes("   ") == codes("Bonjour à toutes et à tous !") == []


def test_what_is_chosen_or_lies_above_is_not_suggested():
    found = codes("maquillage et beauté")
    assert "555" in found
    assert not {code for code in Niche.objects.get(code="555").path if code != "555"} & set(found)
    assert "555" not in codes("maquillage et beauté", without=["555"])
    assert codes("maquillage, tennis, livres, cuisine, jardinage", limit=2) != []
    assert len(codes("maquillage, tennis, livres, cuisine, jardinage", limit=2)) == 2


class Choice(forms.Form):
    niches = NicheField(most=2, required=False)


def test_a_suggestion_is_offered_and_not_ticked_and_only_where_there_is_room():
    form = Choice(QueryDict("niches=539"))
    form.fields["niches"].suggest_from("Je teste du maquillage et je joue au tennis")
    html = str(form["niches"])
    assert "From your text" in html
    assert html.count('value="555">') == 2  # suggested, and among all without scripts
    full = Choice(QueryDict("niches=539&niches=552"))
    full.fields["niches"].suggest_from("Je teste du maquillage")
    assert "From your text" not in str(full["niches"])
