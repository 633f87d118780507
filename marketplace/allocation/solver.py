"""The one door to HiGHS: linear programs and their integer form, in one thread, so that answers repeat."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

OPTIMAL, INFEASIBLE, STOPPED = "optimal", "infeasible", "stopped"
STATES = {
    highspy.HighsModelStatus.kOptimal: OPTIMAL,
    highspy.HighsModelStatus.kInfeasible: INFEASIBLE,
    highspy.HighsModelStatus.kUnboundedOrInfeasible: INFEASIBLE,
}
#: How far from proved an integer answer may be, in the units of the objective.
ABSOLUTE_GAP = 1e-4


@dataclass(frozen=True, eq=False)
class Sparse:
    """A matrix by columns: those of column j stand from `starts[j]` to `starts[j + 1]`."""

    height: int
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]
    values: Floats

    @classmethod
    def of(cls, table: NDArray[np.generic]) -> Sparse:
        """From a table with every entry written out."""
        column, row = np.nonzero(table.T)
        starts = np.searchsorted(column, np.arange(table.shape[1] + 1)).astype(np.int32)
        return cls(len(table), starts, row.astype(np.int32), table.T[column, row].astype(np.float64))


@dataclass(frozen=True, eq=False)
class Program:
    """Maximise `gain @ x` with `low ≤ rows @ x ≤ high` and `least ≤ x ≤ most`; `whole` marks integer columns."""

    gain: Floats
    rows: Sparse
    low: Floats
    high: Floats
    least: Floats
    most: Floats
    whole: NDArray[np.bool_] | None = None


@dataclass(frozen=True, eq=False)
class Answer:
    """`state`, and where `x` is not empty what it is worth, what nothing can exceed, and (linear programs) the price of
    each row."""

    state: str
    x: Floats
    value: float
    bound: float
    prices: Floats


def solve(program: Program, seconds: float | None = None) -> Answer:
    """Solve it. `seconds` bounds an integer program; one that is stopped returns the best it has, or an empty `x`."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    for option, setting in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", ABSOLUTE_GAP)):
        highs.setOptionValue(option, setting)
    if seconds is not None:
        highs.setOptionValue("time_limit", max(0.05, seconds))
    highs.passModel(_model(program))
    highs.run()
    state = STATES.get(highs.getModelStatus(), STOPPED)
    info, found = highs.getInfo(), highs.getSolution()
    if state == INFEASIBLE or not np.isfinite(info.objective_function_value) or not found.value_valid:
        return Answer(state, np.empty(0), -np.inf, np.inf, np.empty(0))
    value = info.objective_function_value
    bound = info.mip_dual_bound if program.whole is not None else value
    return Answer(state, np.array(found.col_value), value, bound, np.array(found.row_dual))


def _model(program: Program) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = program.rows.height, len(program.gain)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_, model.col_lower_, model.col_upper_ = program.gain, program.least, program.most
    model.row_lower_, model.row_upper_ = program.low, program.high
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = program.rows.starts, program.rows.rows
    model.a_matrix_.value_ = program.rows.values
    if program.whole is not None:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(one)] for one in program.whole]
    return model
