"""HiGHS, silent and on one thread, and a system as it takes it."""

from __future__ import annotations

import highspy
import numpy as np

from pipelines.disclosure.system import MANY, System

NEARLY = 1e-6
# No program runs away: nothing is ever thought to be this many contacts more than it is.
AT_MOST_MORE = 10_000


class _Quiet(highspy.Highs):
    """HiGHS without callbacks: setting these up prints a line on stdout, which belongs to the answer."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


def quiet_highs() -> _Quiet:
    """An empty HiGHS that says nothing and keeps to one thread."""
    highs = _Quiet()
    for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
        highs.setOptionValue(name, value)
    return highs


def model_of(system: System, atoms: np.ndarray, position: np.ndarray) -> highspy.HighsLp:
    """The system as HiGHS takes it: rows in compressed form."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(atoms), len(system.low)
    model.col_cost_ = np.zeros(len(atoms))
    model.col_lower_ = system.floor[atoms]
    model.col_upper_ = np.minimum(system.roof[atoms], system.truth[atoms] + AT_MOST_MORE)
    model.row_lower_ = np.where(system.low <= -MANY, -highspy.kHighsInf, system.low)
    model.row_upper_ = np.where(system.high >= MANY, highspy.kHighsInf, system.high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = system.starts.astype(np.int32)
    model.a_matrix_.index_ = position[system.columns].astype(np.int32)
    model.a_matrix_.value_ = system.signs
    return model
