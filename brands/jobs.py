"""The background work of this room."""

from marketplace.core import jobs

SEND_INVITATION = jobs.declare("brands.send_invitation")
