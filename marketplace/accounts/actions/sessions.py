"""Where a person is signed in."""

from allauth.usersessions.models import UserSession

from marketplace.accounts.models import Person
from marketplace.activity.record import record


def end(*, actor: Person, session: UserSession) -> None:
    """Sign out one device; its next request meets the sign-in page. Raises LookupError if it is somebody else's."""
    if session.user_id != actor.pk:
        raise LookupError("this session is not the actor's")
    session.end()
    record("accounts.session_ended", actor=actor, subject=actor)
