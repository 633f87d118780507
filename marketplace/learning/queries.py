"""What is in force, and what there is to learn from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import timezone

from brands.models import Campaign
from creators.models import Creator
from marketplace.deals.enums import ContactKind, ContactState, Reason
from marketplace.deals.models import Contact
from marketplace.eligibility.outcomes import Outcome
from marketplace.exposure.enums import SMALL, Looker, Tier
from marketplace.exposure.models import Impression
from marketplace.learning.enums import PolicyState
from marketplace.learning.models import Policy
from marketplace.learning.policy import Line, Reciprocity
from marketplace.learning.policy.exposed import Exposed

#: After so many days without a yes, a showing counts as a no.
PATIENCE = datetime.timedelta(days=14)
#: Ends that neither side chose: our own rules, or the end of a campaign.
NOBODYS_CHOICE = (Reason.SEATS_FILLED, Reason.CAMPAIGN_CLOSED)
Pair = tuple[int, int]


@dataclass(frozen=True)
class Published:
    """The policy in force: its number, and the two lines."""

    pk: int
    brand: Line
    creator: Line

    def reciprocity(self, parts: Sequence[int]) -> Reciprocity | None:
        """How likely a yes is from either side and from both, for a pair with these parts (0…10,000). None for a pair
        that was scored when the score had other parts."""
        if len(parts) != len(self.brand.coefficients) or len(parts) != len(self.creator.coefficients):
            return None
        return Reciprocity(self.brand.chance_bp(parts), self.creator.chance_bp(parts))


def published() -> Published | None:
    """The policy in force; None while the hand-set weights stand alone. One query."""
    row = Policy.objects.exclude(state=PolicyState.KEPT).first()
    if row is None or row.state != PolicyState.PUBLISHED:
        return None
    # A published policy has a line for each side.
    assert row.brand is not None
    assert row.creator is not None
    return Published(row.pk, Line.from_json(row.brand), Line.from_json(row.creator))


def exposed(side: Looker, now: datetime.datetime | None = None) -> Exposed:
    """The pairs that a side was shown at least `PATIENCE` ago, at their first showing, and whether it said yes within
    it.

    Left out: pairs that our rules exclude, that were scored when the score had other parts, lists narrowed by hand, and
    contacts that ended by nobody's choice. A brand says yes by inviting or by accepting; a creator by applying or by
    accepting (whoever was invited was shown it).
    """
    until = (now or timezone.now()) - PATIENCE
    contacts = _contacts()
    kept = [row for row in _first_showings(side, until) if not _ended_by_nobody(contacts.get(row[:2], []))]
    if side == Looker.CREATOR:
        kept = _with_invited(kept, contacts, until)
    width = _parts_now()
    kept = [row for row in kept if len(row[3]) == width]
    answers = [float(_said_yes(side, contacts.get(row[:2], []), row[2])) for row in kept]
    return _as_arrays(side, kept, answers)


def seen_by_both(brand: Exposed, creator: Exposed) -> tuple[Exposed, Exposed]:
    """The pairs that both sides were shown, in the same order."""
    mine, theirs = ({_pair(rows, at): at for at in range(len(rows))} for rows in (brand, creator))
    common = sorted(mine.keys() & theirs.keys())
    picked = [np.array([known[pair] for pair in common], np.int64) for known in (mine, theirs)]
    return brand.only(picked[0]), creator.only(picked[1])


def _pair(rows: Exposed, at: int) -> Pair:
    return int(rows.campaign[at]), int(rows.creator[at])


def _first_showings(side: Looker, until: datetime.datetime) -> list[tuple[Any, ...]]:
    """(campaign, creator, at, parts, score, position, tier), one a pair."""
    seen = Impression.objects.filter(side=side, is_narrowed=False, outcome__in=(Outcome.PASS, Outcome.REVIEW))
    ordered = (
        seen.filter(campaign__isnull=False, creator__isnull=False)
        .order_by("campaign_id", "creator_id", "at")
        .distinct("campaign_id", "creator_id")
    )
    columns = ("campaign_id", "creator_id", "at", "parts", "score", "position", "tier")
    return [row for row in ordered.values_list(*columns) if row[2] <= until]


def _parts_now() -> int:
    """How many parts the score has: those of the newest showing."""
    newest = Impression.objects.exclude(parts=[]).order_by("-pk").values_list("parts", flat=True).first()
    return len(newest or [])


def _contacts() -> dict[Pair, list[Contact]]:
    found: dict[Pair, list[Contact]] = {}
    columns = ("campaign_id", "creator_id", "kind", "state", "created_at", "decided_at", "decision_reason_code")
    for contact in Contact.objects.order_by("pk").only(*columns):
        found.setdefault((contact.campaign_id, contact.creator_id), []).append(contact)
    return found


def _ended_by_nobody(contacts: Iterable[Contact]) -> bool:
    return any(contact.decision_reason_code in NOBODYS_CHOICE for contact in contacts)


def _with_invited(
    rows: list[tuple[Any, ...]], contacts: dict[Pair, list[Contact]], until: datetime.datetime
) -> list[tuple[Any, ...]]:
    """Add the pairs that were invited without having been on the creator's list, as the brand had seen them."""
    known = {row[:2] for row in rows}
    more = []
    for row in _first_showings(Looker.BRAND, until):
        invited = [one for one in contacts.get(row[:2], []) if one.kind == ContactKind.INVITATION]
        if row[:2] not in known and invited and not _ended_by_nobody(invited) and invited[0].created_at <= until:
            more.append((*row[:2], invited[0].created_at, *row[3:5], 1, row[6]))
    return rows + more


def _said_yes(side: Looker, contacts: list[Contact], since: datetime.datetime) -> bool:
    asks = ContactKind.INVITATION if side == Looker.BRAND else ContactKind.APPLICATION
    for contact in contacts:
        moment = contact.created_at if contact.kind == asks else contact.decided_at
        is_yes = contact.kind == asks or contact.state == ContactState.ACCEPTED
        if is_yes and moment is not None and since <= moment <= since + PATIENCE:
            return True
    return False


def _as_arrays(side: Looker, rows: list[tuple[Any, ...]], answers: list[float]) -> Exposed:
    campaigns = {one[0]: one for one in Campaign.objects.values_list("pk", "brand_id")}
    people = {one[0]: one for one in Creator.objects.filter(pk__in={row[1] for row in rows})
              .values_list("pk", "home_country", "languages")}  # fmt: skip
    unknown: tuple[int, str, list[str]] = (0, "", [])
    who = [people.get(row[1], unknown) for row in rows]
    epoch = datetime.date(1970, 1, 1)
    campaign, creator = _ints(row[0] for row in rows), _ints(row[1] for row in rows)
    return Exposed(
        parts=np.array([row[3] for row in rows], np.int64).reshape(len(rows), -1 if rows else 0),
        said_yes=np.array(answers, np.float64),
        day=_ints((row[2].date() - epoch).days for row in rows),
        brand=_ints(campaigns.get(row[0], (0, 0))[1] for row in rows),
        creator=creator,
        lists=campaign if side == Looker.BRAND else creator,
        campaign=campaign,
        position=_ints(row[5] for row in rows),
        score=_ints(row[4] for row in rows),
        is_small=_ints(row[6] in SMALL for row in rows),
        slices={
            "tier": [Tier(row[6]).name.lower() for row in rows],
            "country": [country or "unknown" for _pk, country, _languages in who],
            "language": [(languages or ["unknown"])[0] for _pk, _country, languages in who],
        },
    )


def _ints(values: Iterable[Any]) -> np.ndarray:
    return np.fromiter((int(value) for value in values), np.int64)
