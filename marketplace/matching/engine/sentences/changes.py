"""What would change a match, in words."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from marketplace.matching.engine.counterfactuals import Change
from marketplace.matching.engine.sentences.names import Names

LISTS = {
    "countries": lambda: _("countries of the audience"),
    "ages": lambda: _("ages of the audience"),
    "genders": lambda: _("genders of the audience"),
    "languages": lambda: _("languages of the audience"),
}


def change_sentence(change: Change, names: Names) -> str:
    """What would have to be different; the gain is shown beside it."""
    return WRITERS[change.code](change.evidence, names)


def _price(seen: Any, names: Names) -> str:
    return _("If the work cost %(amount)s or less.") % {"amount": names.money(seen["to"], seen["currency"])}


def _fee(seen: Any, names: Names) -> str:
    return _("If the campaign paid up to %(amount)s.") % {"amount": names.money(seen["to"], seen["currency"])}


def _rates(seen: Any, names: Names) -> str:
    kinds = names.listed([names.kind(kind) for kind in seen["kinds"]])
    return _("With a price for: %(kinds)s.") % {"kinds": kinds}


def _audience(seen: Any, names: Names) -> str:
    return _("With these lists: %(lists)s.") % {"lists": names.listed([LISTS[name]() for name in seen["lists"]])}


def _country(seen: Any, names: Names) -> str:
    return _("If the campaign also named %(country)s.") % {"country": names.country(seen["country"])}


def _language(seen: Any, names: Names) -> str:
    return _("If the campaign also named %(language)s.") % {"language": names.language(seen["language"])}


WRITERS: dict[str, Callable[[Any, Names], str]] = {
    "lower_price": _price,
    "raise_fee": _fee,
    "name_country": _country,
    "name_language": _language,
    "give_rates": _rates,
    "give_audience": _audience,
    "give_engagement": lambda seen, names: _("With the median engagement of the last 20 posts."),
    "measure_today": lambda seen, names: _("With numbers of today."),
    "measure_with_proof": lambda seen, names: _("With numbers of today and a proof of them."),
    "prove_ownership": lambda seen, names: _("If it were proven that the channel is theirs."),
    "be_available": lambda seen, names: _("If the creator were open to work."),
    "give_niches": lambda seen, names: _("If the profile named its niches."),
    "write_bio": lambda seen, names: _("If the profile said in its own words what they make."),
    "give_languages": lambda seen, names: _("If the profile named its languages."),
}
