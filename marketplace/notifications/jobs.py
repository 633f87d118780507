from marketplace.core import jobs

SEND_EMAIL = jobs.declare("notifications.send_email", max_attempts=8)
