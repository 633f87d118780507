"""What people want to be told, and where."""

from marketplace.accounts.models import Person
from marketplace.core.errors import Invalid
from marketplace.notifications.kinds import optional_kinds
from marketplace.notifications.models import Preference


def choose(*, actor: Person, verb: str, in_app: bool, by_email: bool) -> Preference:
    """Save one wish; it counts for notices from now on. Also open to suspended people: it only silences us.

    Raises Invalid for a kind that cannot be switched off.
    """
    if verb not in {kind.verb for kind in optional_kinds()}:
        raise Invalid({"verb": f"{verb} cannot be switched off"})
    preference, _ = Preference.objects.update_or_create(
        person=actor, verb=verb, defaults={"in_app": in_app, "by_email": by_email}
    )
    return preference


def stop_emails(*, person: Person, verb: str) -> Preference:
    """What the link in an e-mail does: no more e-mails of this kind; the list of notices stays as it was."""
    preference, _ = Preference.objects.update_or_create(person=person, verb=verb, defaults={"by_email": False})
    return preference
