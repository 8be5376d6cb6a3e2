"""HiGHS on the textbook model of a capacitated p-median instance."""

import highspy
import numpy as np

from .. import medians
from . import answer, highs


def textbook_model(instance: medians.Instance) -> highspy.HighsLp:
    """Binary x[j,i], node i is served by median j; x[j,j] says that j is a median.

    Minimise Σ d[j,i] x[j,i] subject to Σ_j x[j,i] = 1, Σ_j x[j,j] = p, Σ_i q[i] x[j,i] ≤ Q[j] x[j,j] and
    x[j,i] ≤ x[j,j].
    """
    n = instance.size
    column = np.arange(n * n).reshape(n, n)
    starts, indices, values, lower, upper = [0], [], [], [], []

    def add(columns: np.ndarray, coefficients: np.ndarray, low: float, high: float) -> None:
        indices.append(columns)
        values.append(coefficients)
        starts.append(starts[-1] + len(columns))
        lower.append(low)
        upper.append(high)

    for i in range(n):
        add(column[:, i], np.ones(n), 1, 1)
    add(column.diagonal(), np.ones(n), instance.medians, instance.medians)
    for j in range(n):
        room = np.array(instance.demands, dtype=float)
        room[j] -= instance.capacities[j]
        add(column[j], room, -highspy.kHighsInf, 0)
        for i in range(n):
            if i != j:
                add(np.array([column[j, i], column[j, j]]), np.array([1.0, -1.0]), -highspy.kHighsInf, 0)

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n * n, len(lower)
    lp.col_cost_ = np.array(instance.distances(), dtype=float).ravel()
    lp.col_lower_, lp.col_upper_ = np.zeros(n * n), np.ones(n * n)
    lp.row_lower_, lp.row_upper_ = np.array(lower, dtype=float), np.array(upper, dtype=float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * (n * n)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts)
    lp.a_matrix_.index_ = np.concatenate(indices)
    lp.a_matrix_.value_ = np.concatenate(values)
    return lp


def main() -> None:
    """Reads the instance, minimises, writes the median of each node."""
    call = answer.arguments()
    instance = medians.read(call.problem)
    solver = highspy.Highs()
    solver.passModel(textbook_model(instance))
    status, bound, values = highs.solve(solver, call.seconds, call.threads, call.seed)
    n = instance.size
    chosen = [max(range(n), key=lambda j: values[j * n + i]) for i in range(n)] if values else []
    answer.write(call.answer, status, bound, chosen)


if __name__ == "__main__":
    main()
