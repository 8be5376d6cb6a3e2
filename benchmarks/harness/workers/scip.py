"""SCIP on an exported model. It uses one thread: the package is built without a parallel mode."""

from pyscipopt import SCIP_EVENTTYPE, Eventhdlr, Model

from . import answer


class Incumbents(Eventhdlr):
    """Tells what is found, and what is proven after each node."""

    EVENTS = (SCIP_EVENTTYPE.BESTSOLFOUND, SCIP_EVENTTYPE.NODESOLVED)

    def eventinit(self) -> None:
        """Begins to listen."""
        for event in self.EVENTS:
            self.model.catchEvent(event, self)

    def eventexit(self) -> None:
        """Ends."""
        for event in self.EVENTS:
            self.model.dropEvent(event, self)

    def eventexec(self, event) -> None:  # noqa: ANN001
        """Tells both, whichever changed."""
        has_any = self.model.getNSols() > 0
        told = (self.model.getPrimalbound() if has_any else None, self.model.getDualbound())
        if told != getattr(self, "told", None):
            self.told = told
            answer.tell(*(None if value is None or abs(value) >= self.model.infinity() else value for value in told))


def main() -> None:
    """Reads the model, maximises, writes the names of the columns at 1."""
    call = answer.arguments()
    scip = Model()
    scip.setParam("limits/time", call.seconds)
    scip.setParam("limits/gap", 0.0)
    scip.setParam("randomization/randomseedshift", call.seed)
    scip.readProblem(str(call.problem))
    scip.setMaximize()
    scip.includeEventhdlr(Incumbents(), "incumbents", "tells what is known on the way")
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
