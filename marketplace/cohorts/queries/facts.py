"""What cohorts tell the rules of programmes: who is invited, who is a member, how many seats are taken.

Only what is run here is known here. `invited` is true for whoever is invited or came in by invitation; false for
others only where a cohort that goes by invitation is being filled. `seats_taken` is that of the cohort being filled,
else of the one that runs, without the creator's own seat: nobody loses a programme by being in it. `memberships` names
the programmes somebody is a member of; of somebody who is in none nothing is said.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from creators.queries.facts import Facts
from marketplace.cohorts.enums import HOLD_A_SEAT, LIVE, CohortState, EntryKind, EntryState
from marketplace.cohorts.models import Cohort, Entry
from marketplace.eligibility.facts import Fact
from marketplace.programmes.models import Programme
from marketplace.programmes.queries.facts import Known

SOURCE = "cohort"
FILLED = (CohortState.OPEN, CohortState.SELECTING)
BY_INVITATION = (EntryState.INVITED, EntryState.WAITLISTED, *HOLD_A_SEAT)


def facts_of_cohorts(known: Sequence[Known], programmes: Sequence[Programme]) -> Mapping[tuple[int, int], Facts]:
    """Facts by creator and programme: one query where nothing is run here, else two."""
    cohorts: dict[int, list[Cohort]] = defaultdict(list)
    for cohort in Cohort.objects.filter(state__in=LIVE).order_by("-opens_on", "-pk"):
        cohorts[cohort.programme_id].append(cohort)
    if not cohorts:
        return {}
    entries: dict[int, list[Entry]] = defaultdict(list)
    rows = Entry.objects.filter(creator__in=[one.creator.pk for one in known], cohort__state__in=LIVE)
    for entry in rows.select_related("cohort__programme"):
        entries[entry.creator_id].append(entry)
    found: dict[tuple[int, int], Facts] = {}
    for one in known:
        mine = entries[one.creator.pk]
        memberships = _memberships(mine)
        for programme in programmes:
            facts = memberships | _of_programme(cohorts[programme.pk], mine)
            if facts:
                found[one.creator.pk, programme.pk] = facts
    return found


def _memberships(entries: Sequence[Entry]) -> Facts:
    slugs = {one.cohort.programme.slug for one in entries if one.state == EntryState.MEMBER}
    return {"memberships": Fact(frozenset(slugs), None, SOURCE)} if slugs else {}


def _of_programme(cohorts: Sequence[Cohort], entries: Sequence[Entry]) -> Facts:
    if not cohorts:
        return {}
    ids = {one.pk for one in cohorts}
    mine = [one for one in entries if one.cohort_id in ids]
    filled = next((one for one in cohorts if one.state in FILLED), cohorts[0])
    own = sum(one.holds_a_seat for one in mine if one.cohort_id == filled.pk)
    facts: Facts = {"seats_taken": Fact(filled.seats_taken - own, None, SOURCE)}
    if any(one.kind == EntryKind.INVITATION and one.state in BY_INVITATION for one in mine):
        facts["invited"] = Fact(True, None, SOURCE)
    elif any(one.is_by_invitation for one in cohorts):
        facts["invited"] = Fact(False, None, SOURCE)
    return facts
