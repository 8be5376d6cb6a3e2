"""What the assumed withdrawal makes of sizes, and of the money that remains when OG do withdraw."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import engine, withdrawals
from ..registers import SEED, Register
from ..settings import Settings
from . import attempted, exact

NAME = "withdrawal"
REGISTERS = [
    Register("real-bretagne", "53"),
    Register("real-nouvelle-aquitaine", "75"),
    Register("real-corse", "94"),
    Register("real-guadeloupe", "01"),
    Register("bretagne-972", "53", 972),
]
SHORT = {"bretagne-972"}
ASSUMED = [0.0, 0.02, 0.05, 0.1]
SIMULATED, DRAWS = 0.05, 10_000


def limit(settings: Settings) -> float:
    """Seconds for each plan."""
    return settings.limit or (5 if settings.is_short else 60)


def describe(settings: Settings) -> dict[str, Any]:
    """What stands above the table."""
    return {
        "seconds": limit(settings),
        "threads": settings.threads,
        "simulated": SIMULATED,
        "draws": DRAWS,
        "registerSeed": SEED,
        "solverSeed": {"grappes": engine.SEED},
    }


def estimate(settings: Settings) -> float:
    """Seconds, with the draws."""
    return len(exact.chosen(settings, REGISTERS, SHORT)) * len(ASSUMED) * (limit(settings) + 10)


def rows(settings: Settings) -> Iterator[dict[str, Any]]:
    """A row for each register and withdrawal that its plan assumes; the same withdrawals are drawn for all of them."""
    for register in exact.chosen(settings, REGISTERS, SHORT):
        files = register.files(settings.work)
        for assumed in ASSUMED:
            about: dict[str, Any] = {"instance": register.name, "origin": register.origin, "withdrawal": assumed}
            about["limit"] = limit(settings)
            yield attempted(settings, NAME, about, _measured, files, settings, assumed)


def _measured(files: list[Path], settings: Settings, assumed: float) -> dict[str, Any]:
    folder = settings.work / NAME
    proposal = engine.propose(
        files, folder, limit=limit(settings), threads=settings.threads, withdrawal=assumed
    )
    plan = json.loads((folder / "plan" / "plan.json").read_text(encoding="utf-8"))
    outcome = withdrawals.simulate([plan], withdrawal=SIMULATED, draws=DRAWS, seed=1)[0]
    return proposal.row() | {"funded": outcome.mean, "interval": outcome.half_interval, "sunk": outcome.sunk}
