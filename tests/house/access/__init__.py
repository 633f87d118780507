"""The access matrix: what every address answers to every role. One module a room; `test_access_matrix` walks it.

A row names a route, where to find its objects in the cast, and what each method answers. A method that a row does not
name must refuse everybody.
"""

from dataclasses import dataclass, field
from typing import Any

MEMBERS = ("owner", "manager", "viewer", "suspended_owner")
RUNNERS = ("owner", "manager")
CREATORS = ("creator", "other_creator", "suspended_creator")
STAFF = ("support", "reviewer", "finance")
#: Whoever ticks the brand side has a seat in no brand yet.
ROLES = ("anonymous", *CREATORS, *MEMBERS, "other_brand", "seatless", *STAFF)
SUSPENDED = ("suspended_creator", "suspended_owner")

#: Status by role.
Answers = dict[str, int]


@dataclass(frozen=True)
class Row:
    """`where`: "public_id=campaign.public_id token=@token" in the cast. `body` is sent with every method but GET, as a
    form if `form`; its values may name things in the cast ("@token") or be functions (a fresh upload).
    """

    route: str
    where: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    form: bool = False
    GET: Answers | None = None
    POST: Answers | None = None
    PUT: Answers | None = None
    PATCH: Answers | None = None
    DELETE: Answers | None = None

    @property
    def methods(self) -> dict[str, Answers]:
        """The answers by method, of those that are named."""
        named = {name: getattr(self, name) for name in ("GET", "POST", "PUT", "PATCH", "DELETE")}
        return {name: answers for name, answers in named.items() if answers is not None}


def everybody(status: int = 200, **special: int) -> Answers:
    """The same to all; `special` by role, or by group of roles."""
    return _spread(dict.fromkeys(ROLES, status), special)


def signed_in(status: int = 200, *, anonymous: int = 302, **special: int) -> Answers:
    """The same to all who are signed in."""
    return everybody(status, anonymous=anonymous, **special)


def only(*roles: str, status: int = 200, others: int = 404, anonymous: int = 302, **special: int) -> Answers:
    """`status` to these roles, `others` to everybody else."""
    found = dict.fromkeys(ROLES, others) | {"anonymous": anonymous} | dict.fromkeys(roles, status)
    return _spread(found, special)


def _spread(found: Answers, special: dict[str, int]) -> Answers:
    groups = {"members": MEMBERS, "creators": CREATORS, "staff": STAFF, "suspended": SUSPENDED, "runners": RUNNERS}
    for name, status in special.items():
        for role in groups.get(name, (name,)):
            found[role] = status
    return found
