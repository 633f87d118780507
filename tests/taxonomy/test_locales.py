"""Names of countries, languages and currencies, and back."""

import pytest
from django.utils import translation

from marketplace.taxonomy.locales import LANGUAGES, language_choices, language_from, language_name


@pytest.mark.parametrize("reader", ["en", "fr"])
def test_every_language_has_a_name(reader):
    with translation.override(reader):
        offered = dict(language_choices())
    assert offered.keys() == set(LANGUAGES)
    assert [code for code, name in offered.items() if name.lower() == code] == []


def test_berber_is_called_so_and_found_by_its_names():
    with translation.override("fr"):
        assert language_name("ber") == "Berbère"
    assert [language_from(name) for name in ("Berber", "berbère", "ber")] == ["ber", "ber", "ber"]
