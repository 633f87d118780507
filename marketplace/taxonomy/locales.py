"""Countries, languages and currencies, from Babel and django-countries: names in the reader's language, and back."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language
from django_countries import countries

from marketplace.taxonomy.words import fold

#: Languages creators publish in (ISO 639-1); the rest of Babel's list is noise in a picker.
LANGUAGES = (
    "fr", "en", "es", "de", "it", "pt", "nl", "ar", "tr", "pl", "ro", "ru", "uk", "el", "cs", "sk", "hu", "bg",
    "hr", "sr", "sl", "sq", "mk", "bs", "lt", "lv", "et", "fi", "sv", "da", "nb", "is", "ga", "cy", "ca", "eu",
    "gl", "br", "oc", "co", "lb", "mt", "he", "fa", "ur", "hi", "bn", "pa", "gu", "mr", "ta", "te", "kn", "ml",
    "si", "ne", "my", "th", "lo", "km", "vi", "id", "ms", "tl", "jv", "zh", "ja", "ko", "mn", "kk", "uz", "az",
    "ka", "hy", "sw", "am", "so", "ha", "yo", "ig", "zu", "xh", "af", "rw", "ln", "wo", "mg", "ht", "kab", "ber",
)  # fmt: skip
#: Currencies in which a marketplace can hold a price; metals, funds and test codes are left out.
CURRENCIES = (
    "EUR", "USD", "GBP", "CHF", "CAD", "AUD", "NZD", "JPY", "CNY", "INR", "BRL", "MXN", "ARS", "CLP", "COP", "PEN",
    "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "ILS", "AED", "SAR", "QAR", "KWD", "EGP", "MAD",
    "TND", "DZD", "XOF", "XAF", "NGN", "GHS", "KES", "TZS", "UGX", "ZAR", "SGD", "HKD", "TWD", "KRW", "THB", "VND",
    "IDR", "MYR", "PHP", "PKR", "BDT", "UAH", "ISK",
)  # fmt: skip
#: What Babel has no name for.
_OWN_NAMES = {"en": {"ber": "Berber"}, "fr": {"ber": "berbère"}}
_LANGUAGE_WORDS = {"no": "nb", "norwegian": "nb", "norvegien": "nb", "chinese": "zh", "mandarin": "zh"}
#: What spreadsheets call countries, beside the names Babel knows.
_COUNTRY_WORDS = {
    "uk": "GB", "great britain": "GB", "england": "GB", "angleterre": "GB", "scotland": "GB", "usa": "US",
    "u s a": "US", "etats unis d amerique": "US", "united states of america": "US", "america": "US",
    "south korea": "KR", "coree du sud": "KR", "korea": "KR", "north korea": "KP", "russia": "RU",
    "russian federation": "RU", "turkey": "TR", "turkiye": "TR", "czech republic": "CZ", "republique tcheque": "CZ",
    "ivory coast": "CI", "uae": "AE", "emirats": "AE", "holland": "NL", "hollande": "NL", "viet nam": "VN",
    "hong kong": "HK", "macau": "MO", "congo": "CG", "drc": "CD", "rdc": "CD", "palestine": "PS", "syria": "SY",
    "iran": "IR", "laos": "LA", "moldova": "MD", "tanzania": "TZ", "bolivia": "BO", "venezuela": "VE",
    "taiwan": "TW", "vatican": "VA", "myanmar": "MM", "burma": "MM",
}  # fmt: skip


def reader() -> str:
    """The language of the reader, as Babel writes it."""
    return (get_language() or "en").split("-")[0]


def country_choices() -> list[tuple[str, str]]:
    """Every country as (code, name), by name."""
    return list(_sorted("territories", reader()))


def country_name(code: str) -> str:
    """The name of a country in the reader's language; the code itself if it is unknown."""
    return _names("territories", reader()).get(code.upper(), code)


def language_choices() -> list[tuple[str, str]]:
    """The languages creators publish in as (code, name), by name."""
    return list(_sorted("languages", reader()))


def language_name(code: str) -> str:
    """The name of a language in the reader's language, with a capital letter."""
    return _language_name(code, reader())


def currency_choices() -> list[tuple[str, str]]:
    """Currencies as (code, "EUR — euro"), the most used first."""
    return [(code, f"{code} — {currency_name(code)}") for code in CURRENCIES]


def currency_name(code: str) -> str:
    """The name of a currency in the reader's language."""
    return _names("currencies", reader()).get(code, code)


def country_from(text: str) -> str:
    """The code of a country written as a code or by its French or English name; "" if it is none."""
    return _countries().get(fold(text), "")


def language_from(text: str) -> str:
    """The code of a language written as a code ("pt-BR" too) or by its French, English or own name; "" if none."""
    folded = fold(text)
    known = _languages()
    return known.get(folded) or (known.get(folded.split(" ")[0], "") if folded[2:3] == " " else "")


@lru_cache(maxsize=16)
def _names(kind: str, language: str) -> dict[str, str]:
    own = _OWN_NAMES.get(language, {}) if kind == "languages" else {}
    return {**own, **getattr(Locale.parse(language), kind)}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    codes = _country_codes()
    found = {fold(_names("territories", language).get(code, code)): code for language in ("en", "fr") for code in codes}
    return found | {fold(code): code for code in codes} | _COUNTRY_WORDS


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    found = dict(_LANGUAGE_WORDS)
    for code in LANGUAGES:
        own = _names("languages", code).get(code, "") if code not in ("ber", "kab") else ""
        for name in (_names("languages", "en").get(code, ""), _names("languages", "fr").get(code, ""), own, code):
            if fold(name):
                found.setdefault(fold(name), code)
    return found


def _language_name(code: str, language: str) -> str:
    name = _names("languages", language).get(code, code)
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=1)
def _country_codes() -> tuple[str, ...]:
    # Iterating over `countries` translates every name: once is enough, the codes are all that is wanted.
    return tuple(code for code, _ in countries)


@lru_cache(maxsize=16)
def _sorted(kind: str, language: str) -> tuple[tuple[str, str], ...]:
    """Names and their order do not change while the process lives, and forms on most pages offer them."""
    if kind == "languages":
        named = {code: _language_name(code, language) for code in LANGUAGES}
    else:
        named = {code: _names(kind, language).get(code, code) for code in _country_codes()}
    return tuple(sorted(named.items(), key=lambda pair: fold(pair[1])))
