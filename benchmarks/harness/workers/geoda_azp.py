"""GeoDa's SKATER with a minimum of ESSMS, improved by its automatic zoning procedure (AZP) with the same minimum."""

import math

import pygeoda

from . import units
from .geoda import columns, graph

SHARES = (0.8, 0.9, 0.7, 0.6, 0.5, 1.0)
"""Regions asked for, as shares of the most that the ESSMS allow."""


def main() -> None:
    """Tells groupings for several numbers of regions until the time is up."""
    call = units.arguments()
    problem = units.read(call.problem)
    contiguity = graph(problem)
    places, weights = columns(problem)
    bound = {"bound_variable": weights, "min_bound": problem.minimum}
    starts: list[list[int]] = []
    for share in SHARES:
        if call.has_time:
            regions = max(2, math.floor(share * problem.most_groups))
            found = pygeoda.skater(regions, contiguity, places, scale_method="raw", cpu_threads=call.threads, **bound)
            starts.append(list(found["Clusters"]))
            units.tell_labels(problem, [label - 1 for label in starts[-1]])
    seed = call.seed
    while call.has_time:
        for start in starts:
            if call.has_time:
                regions = max(start)
                found = pygeoda.azp_tabu(
                    regions, contiguity, places, tabu_length=10, conv_tabu=10, init_regions=start, scale_method="raw",
                    random_seed=seed, **bound,
                )  # fmt: skip
                units.tell_labels(problem, [label - 1 for label in found["Clusters"]])
        seed += 1


if __name__ == "__main__":
    main()
