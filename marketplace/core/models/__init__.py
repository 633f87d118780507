from marketplace.core.models.base import AppendOnly, TimeStamped
from marketplace.core.models.idempotency import IdempotencyKey
from marketplace.core.models.job import Job, JobState

__all__ = ["AppendOnly", "IdempotencyKey", "Job", "JobState", "TimeStamped"]
