"""For whom a person may import lists: for the house (staff), or for organisations that higher floors know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from creators.models import ImportBatch
from creators.policies import Actor
from marketplace.accounts.models import Person
from marketplace.accounts.policies import may_act, require_may_act, works_as_staff
from marketplace.activity.record import System
from marketplace.core.errors import Refused


@dataclass(frozen=True)
class Scope:
    """Whose list it is: a brand's, or without one the house's own."""

    brand_id: int | None
    name: str


class MayNotImport(Refused):
    """Lists of creators are imported by staff and by members of brands."""


#: Asked in turn for whom a person may import; a floor that knows organisations registers itself.
_providers: list[Callable[[Person], Iterable[Scope]]] = []


def register(provider: Callable[[Person], Iterable[Scope]]) -> None:
    """`provider(person)` gives the scopes of the organisations this person works for."""
    if provider not in _providers:
        _providers.append(provider)


def scopes_of(person: Actor | AnonymousUser) -> list[Scope]:
    """Everything this person may import for; empty means that they may not import."""
    if not isinstance(person, Person) or not person.is_active:
        return []
    own = [Scope(None, "Entente")] if imports_for_the_house(person) else []
    return own + [scope for provider in _providers for scope in provider(person)]


def imports_for_the_house(person: Actor | AnonymousUser) -> bool:
    """Staff whose work it is to bring lists in, and to see everybody's."""
    return (
        isinstance(person, Person)
        and person.is_active
        and works_as_staff(person)
        and person.has_perm("creators.import_creators")
    )


def may_import(person: Actor | AnonymousUser) -> bool:
    """May this person bring a list in now?"""
    return isinstance(person, System) or (may_act(person) and bool(scopes_of(person)))


def require_may_import(actor: Actor, brand_id: int | None) -> None:
    """The first line of an action on a batch. Raises MayNotImport, or a Refused of may_act."""
    require_may_act(actor)
    if not isinstance(actor, System) and brand_id not in {scope.brand_id for scope in scopes_of(actor)}:
        raise MayNotImport(_("Lists of creators are imported by staff and by members of brands."))


def visible_batches(person: Actor | AnonymousUser) -> QuerySet[ImportBatch]:
    """The batches this person may see: staff those of the house and of brands, a member those of their brands."""
    # Who sees every batch needs no list of brands to see them through.
    return ImportBatch.objects.all() if imports_for_the_house(person) else batches_of(scopes_of(person))


def batches_of(scopes: Iterable[Scope]) -> QuerySet[ImportBatch]:
    """The batches seen through scopes that are known already: through the house's own, every batch."""
    brands = [scope.brand_id for scope in scopes]
    return ImportBatch.objects.all() if None in brands else ImportBatch.objects.filter(brand_id__in=brands)
