"""What a part says about one pair."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Reading:
    """A part's value, 0…10,000; whether facts decided it (else it is neutral and says so); and those facts."""

    part: str
    value: int
    is_known: bool = True
    evidence: Mapping[str, Any] = field(default_factory=dict)
