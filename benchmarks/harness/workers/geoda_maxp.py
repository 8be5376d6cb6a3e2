"""GeoDa's max-p regions: greedy, then tabu search and annealing."""

import pygeoda

from . import units
from .geoda import columns, graph


def main() -> None:
    """Tells a grouping for each method and seed until the time is up."""
    call = units.arguments()
    problem = units.read(call.problem)
    contiguity = graph(problem)
    places, weights = columns(problem)
    seed, iterations = call.seed, 1
    while call.has_time:
        common = {"iterations": iterations, "scale_method": "raw", "random_seed": seed, "cpu_threads": call.threads}
        for method, own in (
            (pygeoda.maxp_greedy, {}),
            (pygeoda.maxp_tabu, {"tabu_length": 10, "conv_tabu": 10}),
            (pygeoda.maxp_sa, {"cooling_rate": 0.85, "sa_maxit": 1}),
        ):
            if call.has_time:
                found = method(contiguity, places, weights, problem.minimum, **own, **common)
                # 0 is what stands in no region.
                units.tell_labels(problem, [label - 1 for label in found["Clusters"]])
        seed += 1
        iterations = min(4 * iterations, 99)


if __name__ == "__main__":
    main()
