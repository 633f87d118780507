"""Verdicts from prepared bits: equal to `columns.evaluate` and `explain`, bit for bit, and much quicker to ask again.

    bitmaps = Bitmaps(columns, date(2026, 11, 22)).prepare([rules])  # bits for each distinct condition
    verdict = bitmaps.evaluate(rules)  # bit operations from here on
    verdict.counts, verdict.bits(Outcome.FAIL), verdict.removal("followers")

    book = RuleBook(rule_sets, date(2026, 11, 22))  # the other way round: one creator, many rule sets
    book.judge(facts).outcome

`packed` holds rows as bits, `plan` what counts on a day, `tree` its planes, `population` the answers to conditions,
`verdict` what is read from them, `rulebook` and `leaves` one creator against many rule sets.
"""

from .population import Bitmaps
from .rulebook import BookVerdict, RuleBook
from .verdict import BitVerdict

__all__ = ["BitVerdict", "Bitmaps", "BookVerdict", "RuleBook"]
