from marketplace.core import jobs

EXPIRE = jobs.declare("deals.expire")
