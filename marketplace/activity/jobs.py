from marketplace.core import jobs

REACT = jobs.declare("activity.react")
