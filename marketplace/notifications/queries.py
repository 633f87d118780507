"""Reading notices and wishes."""

from dataclasses import dataclass

from django.db.models import QuerySet

from marketplace.accounts.models import Person
from marketplace.notifications.kinds import Kind, optional_kinds
from marketplace.notifications.models import Notice, Preference


@dataclass(frozen=True)
class Wish:
    """How one person wants one kind of notice."""

    kind: Kind
    in_app: bool = True
    by_email: bool = True


def notices_of(person: Person, *, unread_only: bool = False) -> QuerySet[Notice]:
    """A person's list, the newest first."""
    shown = Notice.objects.unread() if unread_only else Notice.objects.shown()
    return shown.filter(person=person).order_by("-pk")


def unread_count(person: Person) -> int:
    """What the bell shows."""
    return Notice.objects.unread().filter(person=person).count()


def wishes_of(person: Person, kind: Kind) -> Wish:
    """The wish about one kind; what cannot be switched off is told everywhere."""
    row = Preference.objects.filter(person=person, verb=kind.verb).first() if kind.is_optional else None
    return Wish(kind, row.in_app, row.by_email) if row else Wish(kind)


def all_wishes(person: Person) -> list[Wish]:
    """A person's wishes about every kind that may be switched off and that the sides they use can bring them."""
    rows = {row.verb: row for row in Preference.objects.filter(person=person)}
    sides = {"", *person.sides}
    return [
        Wish(kind, rows[kind.verb].in_app, rows[kind.verb].by_email) if kind.verb in rows else Wish(kind)
        for kind in optional_kinds()
        if kind.side in sides
    ]
