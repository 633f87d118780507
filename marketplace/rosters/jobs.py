from marketplace.core import jobs

#: Choose the set of one roster, and what belongs to it.
SOLVE = jobs.declare("rosters.solve", lease_seconds=180, max_attempts=3)
