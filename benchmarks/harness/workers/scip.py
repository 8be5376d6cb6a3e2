"""SCIP on an exported model. It uses one thread: the package is built without a parallel mode."""

from pyscipopt import Model

from . import answer


def main() -> None:
    """Reads the model, maximises, writes the names of the columns at 1."""
    call = answer.arguments()
    scip = Model()
    scip.setParam("limits/time", call.seconds)
    scip.setParam("limits/gap", 0.0)
    scip.setParam("randomization/randomseedshift", call.seed)
    scip.readProblem(str(call.problem))
    scip.setMaximize()
    scip.optimize()
    state = scip.getStatus()
    bound = scip.getDualbound()
    if state == "infeasible":
        answer.write(call.answer, "infeasible", None, [])
        return
    chosen: list[str] = []
    status = "unknown"
    if scip.getNSols() > 0:
        best = scip.getBestSol()
        chosen = [column.name for column in scip.getVars() if scip.getSolVal(best, column) > 0.5]
        status = "optimal" if state == "optimal" else "feasible"
    answer.write(call.answer, status, None if abs(bound) >= scip.infinity() else bound, chosen)


if __name__ == "__main__":
    main()
