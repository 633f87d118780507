"""Members of brands import lists for their brand: the brands' room says who, the creators' room asks."""

from collections.abc import Iterator

from brands.models import Member
from brands.policies import RUN_CAMPAIGNS
from creators.imports import scope
from marketplace.accounts.models import Person


def brands_to_import_for(person: Person) -> Iterator[scope.Scope]:
    """The brands whose campaigns this person runs; a suspended brand imports nothing."""
    seats = Member.objects.filter(person=person, role__in=RUN_CAMPAIGNS, brand__state="active").select_related("brand")
    for seat in seats.order_by("brand__name"):
        yield scope.Scope(seat.brand_id, seat.brand.name)
