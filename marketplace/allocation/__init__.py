"""Choosing under limits: plain numbers in, plain numbers out. No Django, no database, no clock but a time limit.

    select(problem)      a set of candidates under a budget, seats, groups and conflicts; overlap of audiences counts
    near_misses(…)       why the next best are out, and what exactly would let each of them in
    flow(…)              who goes where when both sides have places: the best of all allocations
    assign(…)            the same for two sides who have wishes and vetoes, as mentors and mentees do

problem.py  what is asked             worth.py    what a set is worth, exactly
limits.py   the limits as rows        solver.py   the one door to HiGHS
bound.py    what no set can exceed    exact.py    few candidates: the best set, proved
greedy.py   many: a start and swaps   core.py     many: the promising few, exactly
reasons.py  why nothing is possible   misses.py   who is next
flow.py     places on both sides      assign.py   wishes and vetoes

Everything that is compared or reported is an integer. HiGHS computes with floating point and only proposes: sets are
valued, and bounds are recomputed, in integers.
"""

from marketplace.allocation.assign import Assigned, Assignment, assign
from marketplace.allocation.flow import Flow, flow
from marketplace.allocation.misses import NearMiss, near_misses
from marketplace.allocation.problem import Candidate, Limit, Overlap, Problem
from marketplace.allocation.reasons import Relaxation
from marketplace.allocation.select import Pick, Selection, select

__all__ = [
    "Assigned",
    "Assignment",
    "Candidate",
    "Flow",
    "Limit",
    "NearMiss",
    "Overlap",
    "Pick",
    "Problem",
    "Relaxation",
    "Selection",
    "assign",
    "flow",
    "near_misses",
    "select",
]
