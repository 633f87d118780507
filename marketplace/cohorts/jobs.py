"""Background work of this room; the bodies are in tasks.py. What waits for a day waits as a row."""

from marketplace.core import jobs

#: The time to answer one entry is over.
EXPIRE = jobs.declare("cohorts.expire")
#: The first day on which a cohort takes no more applications has come.
CLOSE = jobs.declare("cohorts.close_applications")
