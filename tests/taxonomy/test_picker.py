"""Choosing niches in a form, with and without scripts."""

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from marketplace.taxonomy.forms import NicheField
from marketplace.taxonomy.models import Niche

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


class Choice(forms.Form):
    niches = NicheField(most=2)


def test_the_choice_keeps_the_order_it_was_sent_in():
    form = Choice(QueryDict("niches=539&niches=552&niches=539"))
    assert form.is_valid(), form.errors
    assert [niche.code for niche in form.cleaned_data["niches"]] == ["539", "552"]


def test_too_many_or_unknown_niches_are_refused():
    too_many = Choice(QueryDict("niches=539&niches=552&niches=553"))
    assert too_many.errors == {"niches": ["Choose at most 2 niches."]}
    unknown = Choice(QueryDict("niches=nope"))
    assert unknown.errors == {"niches": ["“nope” is not one of the niches."]}
    assert Choice(QueryDict("")).errors == {"niches": ["This field is required."]}


def test_the_picker_shows_what_was_chosen_and_the_rest_without_scripts():
    html = str(Choice(QueryDict("niches=539"))["niches"])
    chosen, rest = html.split("<noscript>")
    assert 'value="539" checked' in chosen
    assert 'value="539"' not in rest
    assert rest.count('name="niches"') > 200


def test_the_fragment_keeps_what_is_ticked_and_adds_what_is_found(client):
    html = client.get(reverse("taxonomy:niches"), {"q": "tennis", "name": "n", "n": ["552"]}, **HTMX).content.decode()
    assert 'name="n" value="552" checked' in html
    assert 'name="n" value="539">' in html
    assert "<html" not in html


def test_the_page_works_without_htmx_and_says_when_nothing_is_found(client):
    assert b"Style &amp; Fashion" in client.get(reverse("taxonomy:niches")).content
    html = client.get(reverse("taxonomy:niches"), {"q": "zzzz"}).content.decode()
    assert "Nothing is called “zzzz”" in html
    assert "<html" in html


def test_json_speaks_the_language_of_the_reader(client):
    answer = client.get(
        reverse("taxonomy:niches"), {"q": "mascara maquillage", "format": "json"}, headers={"Accept-Language": "fr"}
    )
    assert answer.json() == {"results": []}
    answer = client.get(
        reverse("taxonomy:niches"), {"q": "maquillage", "format": "json"}, headers={"Accept-Language": "fr"}
    )
    assert answer.json()["results"][0] == {"code": "555", "label": "Maquillage", "above": ["Mode et style", "Beauté"]}


def test_the_number_of_queries_does_not_grow_with_the_answers(client, django_assert_num_queries):
    for text in ("tennis", "a"):
        with django_assert_num_queries(2):
            client.get(reverse("taxonomy:niches"), {"q": text, "format": "json"})


def test_a_sensitive_niche_is_not_taken_even_if_it_is_sent_by_hand(client):
    sensitive = Niche.objects.filter(is_sensitive=True, is_retired=False).first()
    with pytest.raises(forms.ValidationError):
        NicheField().clean([sensitive.code])
    fragment = client.get("/niches/", {"niches": sensitive.code}, headers={"hx-request": "true"})
    assert sensitive.code not in [niche.code for niche in fragment.context["chosen"]]
