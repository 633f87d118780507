"""The staff's desk: what every room's part of the administration is made of.

Staff read rows; they change them through decisions, which are the rooms' own actions behind a form that asks why.
"""

from marketplace.core.desk.decisions import Decision, Desk
from marketplace.core.desk.queues import InQueue, Queue, queue, queues
from marketplace.core.desk.reading import ReadOnly
from marketplace.core.desk.works import Work, WorkingDesk

__all__ = ["Decision", "Desk", "InQueue", "Queue", "ReadOnly", "Work", "WorkingDesk", "queue", "queues"]
