from marketplace.core import jobs

#: One run over a campaign or all of them, some campaigns a step.
RUN = jobs.declare("matching.run", lease_seconds=120)
#: Some campaigns × the creators of all buckets or of some: a share of a large run.
SHARD = jobs.declare("matching.shard", lease_seconds=120)
#: What shards over some buckets found becomes results.
MERGE = jobs.declare("matching.merge", lease_seconds=120)
#: One creator changed: their pairs with every published campaign.
CREATOR = jobs.declare("matching.creator")
#: Every stored result against a full recomputation of the same epoch; then the next epoch.
COMPARE = jobs.declare("matching.compare", lease_seconds=300)
#: Freeze new cohort tables and run everything in the new epoch.
RENEW = jobs.declare("matching.renew", lease_seconds=120)
#: Partitions of matches that nobody reads any more are dropped.
SWEEP = jobs.declare("matching.sweep")
