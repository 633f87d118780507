"""The body of the job that chooses."""

from marketplace.core.jobs import LongJob
from marketplace.rosters.actions import solving
from marketplace.rosters.enums import RosterState
from marketplace.rosters.jobs import SOLVE
from marketplace.rosters.models import Roster


@SOLVE.steps
def solve(job: LongJob, *, roster_id: int) -> None:
    """Choose, telling how far it is; what was found is written at once with the end. A killed worker's successor begins
    again: nothing is there before everything is."""
    roster = Roster.objects.select_related("campaign__brand").get(pk=roster_id)
    if roster.state != RosterState.SOLVING:
        return

    def told(done: int) -> None:
        with job.step():
            Roster.objects.filter(pk=roster.pk).update(done=done)

    found = solving.solve(roster, told)
    with job.step():
        solving.write(roster, found)
