"""k-means-constrained: clusters of at least the minimum of points.

Its sizes count points, so each ESSMS is a point at the seat of its OG; an OG goes whole where most of its ESSMS went,
which may leave a cluster below the minimum.
"""

import math

import numpy as np
from k_means_constrained import KMeansConstrained

from . import units

SHARES = (0.8, 0.9, 0.7, 0.95, 0.6, 0.5)
"""Clusters asked for, as shares of the most that the ESSMS allow."""


def main() -> None:
    """Tells a grouping for each number of clusters and seed until the time is up."""
    call = units.arguments()
    problem = units.read(call.problem)
    owner = np.repeat(np.arange(len(problem.ids)), problem.weights)
    points = problem.places[owner]
    seed = call.seed
    while call.has_time:
        for share in SHARES:
            if not call.has_time:
                break
            clusters = max(1, math.floor(share * problem.most_groups))
            model = KMeansConstrained(
                clusters, size_min=problem.minimum, size_max=problem.maximum, n_init=1, random_state=seed, n_jobs=1
            )
            found = model.fit_predict(points)
            votes = np.zeros((len(problem.ids), clusters), dtype=int)
            np.add.at(votes, (owner, found), 1)
            units.tell_labels(problem, votes.argmax(axis=1).tolist())
        seed += 1


if __name__ == "__main__":
    main()
