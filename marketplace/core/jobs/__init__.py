"""Jobs that cannot be lost: a row is the truth, the broker is a hint.

jobs.py    RUN = jobs.declare("room.run")
action     RUN.enqueue(key=str(row.pk), row_id=row.pk)      # inside the action's transaction
tasks.py   @RUN.body                                         # one transaction
           def run(job, *, row_id): ...
           @RUN.steps                                        # many, resumable
           def run(job, *, row_id):
               for chunk in chunks(after=job.cursor.get("after", 0)):
                   with job.step() as step:
                       ...; step.cursor = {"after": chunk.last}; step.done += len(chunk)
"""

from marketplace.core.jobs.declare import JobKind, declare, registry
from marketplace.core.jobs.run import LongJob, LostLease, Step, run
from marketplace.core.jobs.watch import backlog, nudge_standing, replay

__all__ = [
    "JobKind",
    "LongJob",
    "LostLease",
    "Step",
    "backlog",
    "declare",
    "nudge_standing",
    "registry",
    "replay",
    "run",
]
