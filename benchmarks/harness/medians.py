"""The literature's capacitated p-median instances."""

import csv
import math
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Instance:
    """Choose exactly `medians` nodes and assign every node to one, within capacity, at the least sum of distances."""

    name: str
    medians: int
    places: list[tuple[float, float]]
    capacities: list[int]
    demands: list[int]
    is_truncated: bool
    """Whether distances are truncated to integers, as published for OR-Library's pmedcap1."""

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.places)

    def distance(self, a: int, b: int) -> float:
        """From node a to node b."""
        (xa, ya), (xb, yb) = self.places[a], self.places[b]
        line = math.sqrt((xa - xb) ** 2 + (ya - yb) ** 2)
        return math.floor(line) if self.is_truncated else line

    def distances(self) -> list[list[float]]:
        """From each node to each node."""
        return [[self.distance(a, b) for b in range(self.size)] for a in range(self.size)]

    def value(self, medians: list[int]) -> float:
        """The sum of distances when node i is served by `medians[i]`.

        Raises:
            ValueError: the assignment is none that the problem allows.
        """
        served: dict[int, int] = {}
        for node, median in enumerate(medians):
            served[median] = served.get(median, 0) + self.demands[node]
        if len(medians) != self.size or len(served) != self.medians:
            raise ValueError(f"{len(medians)} nodes on {len(served)} medians")
        for median, demand in served.items():
            if medians[median] != median or demand > self.capacities[median]:
                raise ValueError(f"median {median + 1} does not serve itself, or serves more than it can")
        return math.fsum(self.distance(median, node) for node, median in enumerate(medians))


def read(path: Path) -> Instance:
    """Reads `n p`, then `x y capacity demand` for each node."""
    words = path.read_text(encoding="ascii").split()
    count, medians = int(words[0]), int(words[1])
    nodes = [words[2 + 4 * i : 6 + 4 * i] for i in range(count)]
    truncated = re.fullmatch(r"cpmp(0[1-9]|1\d|20)", path.stem) is not None
    return Instance(
        path.stem,
        medians,
        [(float(node[0]), float(node[1])) for node in nodes],
        [int(node[2]) for node in nodes],
        [int(node[3]) for node in nodes],
        truncated,
    )


def published(folder: Path) -> dict[str, tuple[float, bool]]:
    """The best published value of each instance, and whether its authors have proven it."""
    with (folder / "best_known.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return {row["instance"]: (float(row["best_known"]), row["proven_optimal"] == "yes") for row in rows}
