"""Background work of this room; the bodies are in tasks.py. What waits for a day waits as a row."""

from marketplace.core import jobs

#: The time to answer one entry is over.
EXPIRE = jobs.declare("cohorts.expire")
#: The first day on which a cohort takes no more applications has come.
CLOSE = jobs.declare("cohorts.close_applications")
#: A juror without an account here is asked, or told that the scoring is open.
MAIL_JUROR = jobs.declare("cohorts.mail_juror", max_attempts=8)
