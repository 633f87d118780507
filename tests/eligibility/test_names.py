"""Sentences name things as the taxonomy does."""

from datetime import date

import pytest

from marketplace.eligibility import Fact, RuleSet, explain
from marketplace.taxonomy import labels
from marketplace.taxonomy.models import Niche

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("measure", "op", "value", "observed", "sentence"),
    [
        ("platform", "in", ["tiktok"], "twitch", "Platform: Twitch; needed: TikTok."),
        (
            "rate_minor:story:EUR",
            "lte",
            250_00,
            300_00,
            "Price (Story, EUR): €300; at most €250 accepted: €50 too much.",
        ),
    ],
)
def test_platforms_and_prices_are_named(measure, op, value, observed, sentence):
    rules = RuleSet.parse({"measure": measure, "op": op, "value": value})
    assert explain(rules, {measure: Fact(observed)}, TODAY, "en").criteria[0].message == sentence


def test_a_niche_is_named_in_the_language_of_the_reader():
    niche = Niche.objects.filter(is_common=True).exclude(label_en="").order_by("code").first()
    rules = RuleSet.parse({"measure": "niches", "op": "has", "value": [niche.code]})
    facts = {"niches": Fact(frozenset())}
    assert niche.label_en in explain(rules, facts, TODAY, "en").criteria[0].message
    assert niche.label_fr in explain(rules, facts, TODAY, "fr").criteria[0].message


def test_labels_are_read_once_and_again_when_asked(django_assert_num_queries):
    niche = Niche.objects.filter(is_common=True).first()
    with django_assert_num_queries(0):
        assert labels.niches.label(niche.code, "en") == niche.label_en
        assert labels.niches.label("no-such-code", "fr") == ""
    Niche.objects.filter(pk=niche.pk).update(label_en="Renamed")
    labels.niches.load()
    assert labels.niches.label(niche.code, "en") == "Renamed"
    Niche.objects.filter(pk=niche.pk).update(label_en=niche.label_en)
    labels.niches.load()
