"""Rules as data over plain facts, and their verdicts.

    rules = RuleSet.parse({"all": [{"measure": "followers", "op": "gte", "value": 10_000}]})
    verdict = explain(rules, {"followers": Fact(8_760, date(2026, 11, 1), "declared")}, date(2026, 11, 22))

No models here: other rooms bring the facts (or columns of them) and keep what comes out.
"""

from .facts import Fact, FactError
from .outcomes import Outcome
from .parsing import RuleError
from .plain import FactsError, read_facts
from .posts import Post
from .protections import marketplace_criteria, marketplace_rules
from .rules import RuleSet
from .verdicts import CriterionResult, Verdict, Voice, explain

__all__ = [
    "CriterionResult",
    "Fact",
    "FactError",
    "FactsError",
    "Outcome",
    "Post",
    "RuleError",
    "RuleSet",
    "Verdict",
    "Voice",
    "explain",
    "marketplace_criteria",
    "marketplace_rules",
    "read_facts",
]
