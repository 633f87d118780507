"""How a request reaches a profile: always through its owner, never through an id in the address."""

from django.http import Http404

from creators import queries
from creators.models import Creator
from marketplace.accounts.api.request import SignedIn


def mine(request: SignedIn) -> Creator:
    """The profile of the person who asks. Raises Http404 if they have none."""
    creator = queries.own(request.user).select_related("person").first()
    if creator is None:
        raise Http404
    return creator
