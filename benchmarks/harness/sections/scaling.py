"""Time against size: registers of 100 to 20,000 OG in one region, all equally dense."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import engine
from ..registers import SEED, Register
from ..settings import Settings
from . import attempted

NAME = "scaling"

WHOLE = 20_000
SIZES = [100, 200, 500, 1000, 2000, 5000, 10_000, WHOLE]
GAP = 0.01
# Where a run is short, the median of several says more.
REPEATED_UP_TO, REPEATS = 2000, 3


def limit(settings: Settings) -> float:
    """Seconds after which a run is given up."""
    return settings.limit or (30 if settings.is_short else 600)


def describe(settings: Settings) -> dict[str, Any]:
    """What stands above the table."""
    return {
        "seconds": limit(settings),
        "threads": settings.threads,
        "withdrawal": 0,
        "gap": GAP,
        "registerSeed": SEED,
        "solverSeed": {"grappes": engine.SEED},
    }


def estimate(settings: Settings) -> float:
    """Seconds, each run as long as such runs usually take: some 2 s for each 1,000 OG, with what makes its register."""
    return sum(1 + og / 500 * _repeats(og, settings) for _, og in _chosen(settings))


def _chosen(settings: Settings) -> list[tuple[Register, int]]:
    """The registers of this run and their sizes."""
    registers = [(Register(f"mainland-{og}", "24", og, WHOLE), og) for og in SIZES]
    return [
        (register, og)
        for register, og in registers
        if settings.wants(register.name) and (not settings.is_short or settings.instances or og <= 1000)
    ]


def _repeats(og: int, settings: Settings) -> int:
    return REPEATS if og <= REPEATED_UP_TO and not settings.is_short else 1


def rows(settings: Settings) -> Iterator[dict[str, Any]]:
    """A row for each size; of repeated runs the one whose time is the median."""
    for register, og in _chosen(settings):
        files = register.files(settings.work)
        repeats = _repeats(og, settings)
        about = {"instance": register.name, "origin": register.origin, "runs": repeats}
        yield attempted(settings, NAME, about, _median, files, repeats, settings)


def _median(files: list[Path], repeats: int, settings: Settings) -> dict[str, Any]:
    folder = settings.work / NAME
    runs = [
        engine.propose(files, folder, limit=limit(settings), threads=settings.threads, gap=GAP) for _ in range(repeats)
    ]
    return sorted(runs, key=lambda proposal: proposal.run.seconds)[len(runs) // 2].row()


def exponent(points: list[tuple[float, float]]) -> float | None:
    """The b of seconds ≈ a · units^b by least squares on logarithms; None for fewer than two sizes."""
    logs = [(math.log(units), math.log(seconds)) for units, seconds in points]
    if len(logs) < 2:
        return None
    mean_x, mean_y = (sum(values) / len(logs) for values in zip(*logs))
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread if spread else None


def points(measured: list[dict[str, Any]], *, above: int = 0) -> list[tuple[float, float]]:
    """Units and seconds of the rows that reached the gap and have at least so many units."""
    reached = [row for row in measured if row["status"] != "failed" and row["gap"] <= GAP and row["units"] >= above]
    return [(row["units"], max(row["seconds"], 0.01)) for row in reached]
