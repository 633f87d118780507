"""Other ways to write a comparator. Each is read as the one form that is stored, so its meaning has one hash.

`overlaps` is `has_any`; `complete` asks the parts of a profile; `invited` asks for an invitation; `seats` for a free
one among so many.
"""

from dataclasses import dataclass
from typing import Any

from .comparators import Op


@dataclass(frozen=True, slots=True)
class Spelling:
    op: Op
    #: The only measure it speaks of, which then need not be written; "" for any.
    measure: str = ""
    #: The value it stands for by itself.
    value: Any = None


SPELLINGS: dict[str, Spelling] = {
    "overlaps": Spelling(Op.HAS_ANY),
    "complete": Spelling(Op.HAS, "profile_fields"),
    "invited": Spelling(Op.EQ, "invited", True),
    "seats": Spelling(Op.LT, "seats_taken"),
}


def canonical(data: dict[str, Any]) -> dict[str, Any]:
    """A condition in the form that is stored; unchanged where its comparator has no other spelling, or where that
    spelling does not fit its measure or value (the parser then refuses it as it stands)."""
    op = data.get("op")
    spelling = SPELLINGS.get(op) if isinstance(op, str) else None
    if spelling is None:
        return data
    measure = data.get("measure", spelling.measure or None)
    if spelling.measure and measure != spelling.measure:
        return data
    value = data.get("value", spelling.value)
    if spelling.value is not None and value is not spelling.value:
        return data
    return {**data, "measure": measure, "op": str(spelling.op), "value": value}
