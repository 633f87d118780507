from marketplace.core import jobs

#: Every night: who was shown how often, the month's figures, and forgetting what is too old.
COUNT = jobs.declare("exposure.count", lease_seconds=300)
