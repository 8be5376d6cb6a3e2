"""HiGHS on an exported model."""

import math

import highspy

from . import answer


def solve(highs: highspy.Highs, seconds: float, threads: int, seed: int) -> tuple[str, float | None, list[float]]:
    """Solves what HiGHS holds to a gap of 0; gives status, bound and the columns' values."""
    for name, value in (
        ("time_limit", seconds),
        ("threads", threads),
        ("random_seed", seed),
        ("mip_rel_gap", 0.0),
    ):
        highs.setOptionValue(name, value)
    highs.run()
    info = highs.getInfo()
    status = highs.getModelStatus()
    bound = info.mip_dual_bound if math.isfinite(info.mip_dual_bound) else None
    if status == highspy.HighsModelStatus.kInfeasible:
        return "infeasible", None, []
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return "unknown", bound, []
    values = list(highs.getSolution().col_value)
    return ("optimal" if status == highspy.HighsModelStatus.kOptimal else "feasible"), bound, values


def main() -> None:
    """Reads the model, maximises, writes the names of the columns at 1."""
    call = answer.arguments()
    highs = highspy.Highs()
    if highs.readModel(str(call.problem)) != highspy.HighsStatus.kOk:
        raise SystemExit(f"HiGHS cannot read {call.problem.name}")
    highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
    status, bound, values = solve(highs, call.seconds, call.threads, call.seed)
    names = highs.getLp().col_names_
    answer.write(call.answer, status, bound, [name for name, value in zip(names, values) if value > 0.5])


if __name__ == "__main__":
    main()
