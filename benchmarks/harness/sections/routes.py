"""A synthetic France as one problem: the regional route alone, and with the multiregional one."""

from collections.abc import Iterator
from typing import Any

from .. import engine
from ..registers import SEED, france
from ..settings import Settings
from . import attempted

NAME = "routes"
FRANCE = "france"
WITHDRAWAL = 0.05
ROUTES = ["regional", "regional,multiregional"]


def limit(settings: Settings) -> float:
    """Seconds for the whole country."""
    return settings.limit or 300


def describe(settings: Settings) -> dict[str, Any]:
    """What stands above the table."""
    return {
        "seconds": limit(settings),
        "threads": settings.threads,
        "withdrawal": WITHDRAWAL,
        "registerSeed": SEED,
        "solverSeed": {"grappes": engine.SEED},
    }


def estimate(settings: Settings) -> float:
    """Seconds, with what makes the register."""
    return len(ROUTES) * (limit(settings) + 10) + 30 if _is_chosen(settings) else 0


def _is_chosen(settings: Settings) -> bool:
    return settings.wants(FRANCE) and (not settings.is_short or settings.instances is not None)


def rows(settings: Settings) -> Iterator[dict[str, Any]]:
    """A row for each choice of routes; none where a run is short."""
    if not _is_chosen(settings):
        return
    files = [path for register in france() for path in register.files(settings.work / FRANCE)]
    for routes in ROUTES:
        about: dict[str, Any] = {"instance": FRANCE, "origin": "one register for each region", "routes": routes}
        about["limit"] = limit(settings)

        def measure(routes: str = routes) -> dict[str, Any]:
            folder = settings.work / NAME
            return engine.propose(
                files, folder, limit=limit(settings), threads=settings.threads, withdrawal=WITHDRAWAL, routes=routes
            ).row()

        yield attempted(settings, NAME, about, measure)
