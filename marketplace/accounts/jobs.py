from marketplace.core import jobs

SEND_MAIL = jobs.declare("accounts.send_mail", max_attempts=8)
