"""PySAL spopt's SKATER: a shortest tree cut into regions. Its floor counts OG, not ESSMS."""

import math
from contextlib import redirect_stdout
from sys import stderr

from spopt.region import Skater

from . import units
from .pysal import frame, graph

SHARES = (0.8, 0.9, 0.7, 0.6, 0.5, 1.0)
"""Regions asked for, as shares of the most that the ESSMS allow."""


def main() -> None:
    """Tells a grouping for each number of regions and floor, as far as the time allows."""
    call = units.arguments()
    problem = units.read(call.problem)
    table, contiguity = frame(problem), graph(problem)
    usual = problem.minimum / float(problem.weights.mean())
    for slack in (1.0, 0.75, 1.25, 0.5):
        for share in SHARES:
            regions = max(1, math.floor(share * problem.most_groups))
            model = Skater(table, contiguity, ["x", "y"], n_clusters=regions, floor=max(1, round(slack * usual)))
            with redirect_stdout(stderr):  # it prints when the floor stops it
                model.solve()
            units.tell_labels(problem, [int(label) for label in model.labels_])
            if not call.has_time:
                return


if __name__ == "__main__":
    main()
