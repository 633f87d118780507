"""A request that has passed IsAuthenticated, for the type checker."""

from rest_framework.request import Request

from marketplace.accounts.models import Person


class SignedIn(Request):
    """Views that strangers may not reach name their request so; at run time it is REST framework's own."""

    user: Person
