"""CP-SAT on an exported model, in whole cents."""

from ortools.sat.python import cp_model

from ..model import Model, read_mps
from . import answer


def whole(value: float) -> int:
    """A coefficient as the integer that it must be."""
    if abs(value - round(value)) > 1e-6:
        raise SystemExit(f"{value} is no integer")
    return round(value)


def build(model: Model) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """The model in CP-SAT's terms, its objective in cents."""
    program = cp_model.CpModel()
    columns = [program.new_bool_var(name) for name in model.columns]
    for row in model.rows:
        total = cp_model.LinearExpr.weighted_sum(
            [columns[number] for number in row.columns], [whole(value) for value in row.coefficients]
        )
        limit = whole(row.limit)
        program.add(total <= limit if row.kind == "L" else total >= limit if row.kind == "G" else total == limit)
    program.maximize(cp_model.LinearExpr.weighted_sum(columns, [whole(100 * value) for value in model.objective]))
    return program, columns


class Incumbents(cp_model.CpSolverSolutionCallback):
    """Tells what is found and what is proven on the way."""

    def __init__(self, solver: cp_model.CpSolver) -> None:
        """Listens to the solver's bound too."""
        super().__init__()
        self.value: float | None = None
        solver.best_bound_callback = self.on_bound

    def on_solution_callback(self) -> None:
        """A better solution."""
        self.value = self.objective_value / 100
        answer.tell(self.value, self.best_objective_bound / 100)

    def on_bound(self, bound: float) -> None:
        """A tighter bound."""
        answer.tell(self.value, bound / 100)


def main() -> None:
    """Reads the model, maximises, writes the names of the columns at 1."""
    call = answer.arguments()
    model = read_mps(call.problem)
    program, columns = build(model)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = call.seconds
    solver.parameters.num_workers = call.threads
    solver.parameters.random_seed = call.seed
    solver.parameters.log_search_progress = True
    state = solver.solve(program, Incumbents(solver))
    if state == cp_model.INFEASIBLE:
        answer.write(call.answer, "infeasible", None, [])
    elif state in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        chosen = [name for name, column in zip(model.columns, columns) if solver.boolean_value(column)]
        status = "optimal" if state == cp_model.OPTIMAL else "feasible"
        answer.write(call.answer, status, solver.best_objective_bound / 100, chosen)
    else:
        bound = solver.best_objective_bound / 100
        answer.write(call.answer, "unknown", bound if bound else None, [])


if __name__ == "__main__":
    main()
