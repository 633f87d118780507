from .openings import open_countries, opening_for
from .rule_sets import rule_set_of, variants
from .texts import texts_in_force, with_rules
from .verdicts import country_in, judge

__all__ = [
    "country_in",
    "judge",
    "open_countries",
    "opening_for",
    "rule_set_of",
    "texts_in_force",
    "variants",
    "with_rules",
]
