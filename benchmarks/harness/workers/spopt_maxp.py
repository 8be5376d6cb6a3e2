"""PySAL spopt's max-p regions: as many regions as reach the minimum of ESSMS, then the most compact."""

import numpy as np
from spopt.region.maxp import maxp

from . import units
from .pysal import frame, graph

# Iterations of construction and of annealing: a first answer soon, then the package's defaults.
FIRST, DEFAULTS = (5, 1), (999, 10)


def main() -> None:
    """Tells a grouping for each seed until the time is up."""
    call = units.arguments()
    problem = units.read(call.problem)
    table, contiguity = frame(problem), graph(problem)
    seed = call.seed
    construction, annealing = FIRST
    while True:
        np.random.seed(seed)
        _, labels = maxp(
            table, contiguity, ["x", "y"], "weight", problem.minimum, top_n=2,
            max_iterations_construction=construction, max_iterations_sa=annealing,
        )  # fmt: skip
        units.tell_labels(problem, [-1 if label is None or label <= 0 else int(label) for label in labels])
        if not call.has_time:
            return
        seed += 1
        construction, annealing = min(4 * construction, DEFAULTS[0]), min(2 * annealing, DEFAULTS[1])


if __name__ == "__main__":
    main()
