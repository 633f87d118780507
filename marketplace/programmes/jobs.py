"""Background work of this room; the bodies are in tasks.py."""

from marketplace.core import jobs

#: One creator's facts changed: their standings with the programmes that can move.
CREATOR = jobs.declare("programmes.creator")
#: The rules, openings or exemptions of a programme changed: everybody they concern, some creators a step.
PROGRAMME = jobs.declare("programmes.programme", lease_seconds=120)
#: Facts of many creators changed at once: everybody, some creators a step.
EVERYBODY = jobs.declare("programmes.everybody", lease_seconds=120)
#: Those whom time alone may have changed, the longest overdue first.
DUE = jobs.declare("programmes.due", lease_seconds=120)
#: Every stored standing against a full computation; what differs is put right and counted.
COMPARE = jobs.declare("programmes.compare", lease_seconds=300)
