"""What workers that group units share: the problem, how neighbours are told, how a grouping is told."""

import argparse
import json
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import cKDTree, distance

GROUPING = "grouping"
"""First word of the lines in which a worker tells a grouping: `grouping [["id", …], …]`."""


def _begun() -> float:
    """When this process began, on the monotonic clock: what it imports takes seconds that count."""
    try:
        told = Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    except OSError:
        return time.monotonic()
    age = time.clock_gettime(time.CLOCK_BOOTTIME) - int(told[19]) / os.sysconf("SC_CLK_TCK")
    return time.monotonic() - age


BEGUN = _begun()


@dataclass(frozen=True)
class Units:
    """The problem as the harness wrote it."""

    ids: list[str]
    weights: np.ndarray
    """ESSMS."""
    places: np.ndarray
    """x and y of the seats, in km."""
    minimum: int
    maximum: int | None
    own: dict[str, float]
    joined: dict[str, dict[str, float]]

    @property
    def most_groups(self) -> int:
        """No more groups can reach the minimum."""
        return max(1, int(self.weights.sum()) // self.minimum)


@dataclass(frozen=True)
class Call:
    """How the harness calls a worker."""

    problem: Path
    seconds: float
    threads: int
    seed: int

    @property
    def spent(self) -> float:
        """Seconds since this process began."""
        return time.monotonic() - BEGUN

    @property
    def left(self) -> float:
        """Seconds until the time limit, at least one."""
        return max(1.0, self.seconds - self.spent)

    @property
    def has_time(self) -> bool:
        """Whether the time limit lies ahead."""
        return self.spent < self.seconds


def arguments() -> Call:
    """`PROBLEM --seconds S --threads N --seed N`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("problem", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    return Call(told.problem, told.seconds, told.threads, told.seed)


def read(path: Path) -> Units:
    """Reads the problem."""
    told = json.loads(path.read_text(encoding="utf-8"))
    units = told["units"]
    return Units(
        [unit["id"] for unit in units],
        np.array([unit["weight"] for unit in units]),
        np.array([(unit["x"], unit["y"]) for unit in units]),
        told["minimum"],
        told["maximum"],
        told["own"],
        told["joined"],
    )


def tell_groups(groups: Iterable[Sequence[str]]) -> None:
    """Prints a grouping."""
    print(GROUPING, json.dumps([list(group) for group in groups], separators=(",", ":")), flush=True)


def tell_labels(units: Units, labels: Sequence[int]) -> None:
    """Prints the grouping in which units of one label are one group; those of a negative label are in none."""
    groups: dict[int, list[str]] = {}
    for name, label in zip(units.ids, labels, strict=True):
        if label >= 0:
            groups.setdefault(int(label), []).append(name)
    tell_groups(groups.values())


def neighbours(units: Units, nearest: int = 8) -> list[list[int]]:
    """Each unit's neighbours: the nearest ones, both ways, and the edges of a shortest tree, so that all hang together.

    Units often share a place, which Voronoi cells do not bear.
    """
    count = len(units.ids)
    found: list[set[int]] = [set() for _ in range(count)]
    _, near = cKDTree(units.places).query(units.places, k=min(nearest + 1, count))
    pairs = [(unit, int(other)) for unit, row in enumerate(near.reshape(count, -1)) for other in row]
    # A distance of 0 would be no edge to the tree.
    tree = minimum_spanning_tree(distance.squareform(distance.pdist(units.places) + 1e-6))
    pairs += [(int(a), int(b)) for a, b in zip(*tree.nonzero())]
    for a, b in pairs:
        if a != b:
            found[a].add(b)
            found[b].add(a)
    return [sorted(row) for row in found]
